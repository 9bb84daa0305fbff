/** Job openings of the growth partnerships: published, filled, broken off and closed, by the accelerator's own rules. Pure. */
import { breakOffFill, fillOpening, takeToldFill } from "@inclusion/accelerator/job-opening/fill";
import type { OfCompany, OpeningFile, OpeningFill, WorkForm } from "@inclusion/accelerator/job-opening/job-opening";
import { openingFacts } from "@inclusion/accelerator/job-opening/job-opening.facts";
import {
  closeOpening,
  draftOpening,
  type OpeningDraft,
  publishOpening,
} from "@inclusion/accelerator/job-opening/offer";
import { openingMeasures } from "@inclusion/accelerator/job-opening/opening-measures";
import { type Decision, deepEqual, type LocalDate } from "@inclusion/kernel";
import { NEEDS } from "./accelerator-names.ts";
import { type AcceleratorRows, NO_COMPANIES, type Told } from "./accelerator-rows.ts";
import { movedBy } from "./days.ts";
import type { Random } from "./random.ts";
import { inOrderOfRecording, ledgerOf } from "./recording.ts";

/** A hire that fills a seat; `isTold` when only the participant service told of it. */
export type Seat = Readonly<{
  participationId: string;
  filledOn: LocalDate;
  endedOn: LocalDate | null;
  isTold: boolean;
}>;

export type OpeningPlan = Readonly<{
  company: OfCompany;
  form: WorkForm;
  hoursPerWeek: number;
  seatCount: number;
  opensOn: LocalDate;
  /** The day on which it is taken back; null while it stays open. */
  closedOn: LocalDate | null;
  seats: readonly Seat[];
}>;

/** Every version of an opening with its fillings, its ledger and what the others are told. */
export function openingRows(random: Random, plan: OpeningPlan): AcceleratorRows {
  let file: OpeningFile | null = null;
  const told = inOrderOfRecording(random, stepsOf(random, plan)).map(({ row: step, recordedAt }) => {
    file = step(file);
    return { row: file, recordedAt };
  });
  const files = told.filter(({ recordedAt }, index) => told[index + 1]?.recordedAt !== recordedAt);
  const fills = files.flatMap(({ row, recordedAt }, index): Told<OpeningFill>[] => {
    const before = files[index - 1]?.row.fills ?? [];
    const changed = row.fills.filter((fill) => !before.some((each) => each.id === fill.id && deepEqual(each, fill)));
    return changed.map((fill) => ({ row: fill, recordedAt }));
  });
  return {
    ...NO_COMPANIES,
    job_opening: files.map(({ row, recordedAt }) => ({ row: row.opening, recordedAt })),
    opening_fill: fills,
    measure_entry: ledgerOf(
      files.map(({ row, recordedAt }) => ({ row: openingMeasures(row), recordedAt })),
      `job opening ${plan.company.id}`,
    ),
    fact: files.flatMap(({ row, recordedAt }, index) =>
      openingFacts(files[index - 1]?.row ?? null, row).map((fact) => ({
        row: { id: random.id(plan.opensOn), ...fact },
        recordedAt,
      })),
    ),
  };
}

type Step = (file: OpeningFile | null) => OpeningFile;

function stepsOf(random: Random, plan: OpeningPlan): readonly Readonly<{ on: LocalDate; change: Step }>[] {
  const { company, form, hoursPerWeek, seatCount: seats, opensOn, closedOn } = plan;
  const at = (today: LocalDate) => ({ today, newId: () => random.id(today) });
  const publishedOn = movedBy(opensOn, -5);
  const draft: OpeningDraft = {
    ...({ form, hoursPerWeek, seats, opensOn, closesOn: null, axis: "AXIS_3B1", targetGroup: null } as const),
    requirements: random.chance(30) ? ["HEAVY_LIFTING"] : [],
    offers: [...new Set(random.shuffle(NEEDS).slice(0, 5))].sort(),
  };
  return [
    { on: publishedOn, change: () => done(publishOpening(done(draftOpening(company, draft)), at(publishedOn))) },
    ...plan.seats.flatMap((seat) => [
      { on: seat.filledOn, change: (file: OpeningFile | null) => filled(random, file as OpeningFile, seat) },
      ...(seat.endedOn === null
        ? []
        : [
            {
              on: seat.endedOn,
              change: (file: OpeningFile | null) => brokenOff(file as OpeningFile, seat, at(seat.endedOn as LocalDate)),
            },
          ]),
    ]),
    ...(closedOn === null
      ? []
      : [
          {
            on: closedOn,
            change: (file: OpeningFile | null) => done(closeOpening(file as OpeningFile, closedOn, at(closedOn))),
          },
        ]),
  ];
}

function filled(random: Random, file: OpeningFile, { isTold, participationId, filledOn }: Seat): OpeningFile {
  const newId = () => random.id(filledOn);
  if (isTold) return takeToldFill(file, { factId: newId(), filledOn }, newId);
  return done(fillOpening(file, { participationId, filledOn }, { today: filledOn, newId }));
}

function brokenOff(
  file: OpeningFile,
  { participationId, filledOn, isTold }: Seat,
  at: Readonly<{ today: LocalDate; newId: () => string }>,
) {
  const isOf = (each: OpeningFill): boolean =>
    isTold ? each.participationId === null && each.filledOn === filledOn : each.participationId === participationId;
  const fill = file.fills.find((each) => isOf(each) && each.endedOn === null) as OpeningFill;
  return done(
    breakOffFill(file, { fillId: fill.id, endedOn: at.today, reason: "Ansættelsen stoppede i prøvetiden" }, at),
  );
}

/** What a rule decided. @throws Error for what it refused: the story has a mistake */
export function done<Value>(decided: Decision<Value, string>): Value {
  if (decided.ok) return decided.value;
  throw new Error(decided.refusals.map(({ code, message }) => `${code}: ${message}`).join("; "));
}
