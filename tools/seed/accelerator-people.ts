/** What the participant service tells the accelerator: hires that count, and who is ready for work. Pure. */
import type { CompanyCourse } from "@inclusion/accelerator/course/course";
import { type HireFact, hireMeasures } from "@inclusion/accelerator/inclusive-hire/inclusive-hire";
import { type LocalDate, localDate, type MeasureEntry } from "@inclusion/kernel";
import type { Employment } from "@inclusion/participant/employment/employment";
import { hireFacts } from "@inclusion/participant/participation/hire.facts";
import { earlierForms, type Readiness } from "@inclusion/participant/readiness/readiness";
import type { HireCounted } from "@inclusion/schema/facts";
import { NEEDS } from "./accelerator-names.ts";
import type { AcceleratorRows, ReadyRow, Told } from "./accelerator-rows.ts";
import { movedBy } from "./days.ts";
import type { Random } from "./random.ts";
import { byInstant, inOrderOfRecording, ledgerOf } from "./recording.ts";
import type { ParticipantRows } from "./rows.ts";

/** The last version of every row. */
export function latest<Row extends Readonly<{ id: string }>>(told: readonly Told<Row>[]): Row[] {
  return [...new Map(told.map(({ row }) => [row.id, row])).values()];
}

/**
 * The facts about hires that the participant's ledger leads to, and the accelerator's ledger that follows from them: at
 * each instant the one says what the other says.
 */
export function hireRows(
  random: Random,
  { employment, measure_entry }: Pick<ParticipantRows, "employment" | "measure_entry">,
  courses: readonly CompanyCourse[],
): Pick<AcceleratorRows, "inclusive_hire_fact" | "measure_entry"> {
  const jobs = Map.groupBy(latest(employment), ({ participationId }) => participationId);
  const hires = measure_entry.filter(({ row }) => row.indicator === "3B.3");
  const ledgers = [...Map.groupBy(hires, ({ row }) => row.subjectId)].map(([participationId, told]) =>
    hiresOfOne(random, jobs.get(participationId) ?? [], { told, courses }),
  );
  const facts = ledgers.flatMap(({ facts: each }) => each).sort(byInstant);
  return {
    inclusive_hire_fact: facts.map(({ row, recordedAt }, index) => {
      return { row: { ...row, position: BigInt(index - facts.length) }, recordedAt };
    }),
    measure_entry: ledgers.flatMap(({ entries }) => entries),
  };
}

type Known = Readonly<{ told: readonly Told<MeasureEntry>[]; courses: readonly CompanyCourse[] }>;

function hiresOfOne(random: Random, employments: readonly Employment[], { told, courses }: Known) {
  const facts: Told<HireFact>[] = [];
  const states: Told<readonly MeasureEntry[]>[] = [];
  const courseOf = (id: string) => courses.find(({ organisationId }) => organisationId === id) ?? null;
  let known: readonly MeasureEntry[] = [];
  for (const [recordedAt, together] of Map.groupBy([...told].sort(byInstant), (each) => each.recordedAt)) {
    const before = { file: { employments }, entries: known };
    known = [...known, ...together.map(({ row }) => row)];
    for (const { type, payload } of hireFacts(before, { file: { employments }, entries: known })) {
      const hire = payload as HireCounted;
      const sign = type === "HireCounted" ? 1 : -1;
      const factId = random.id(localDate(recordedAt.slice(0, 10)));
      const row: HireFact = { ...hire, hiredOn: localDate(hire.hiredOn), factId, sign, position: BigInt(facts.length) };
      facts.push({ row, recordedAt });
    }
    const all = facts.map(({ row }) => row);
    states.push({ row: hireMeasures(all, courseOf), recordedAt });
  }
  return { facts, entries: ledgerOf(states, "correction of the record") };
}

/** Steps that end readiness, why, and how many days before the step its last day lies: as the participant service does. */
const ENDINGS = {
  EMPLOY: { endReason: "EMPLOYED", daysBefore: 1 },
  DROP_OUT: { endReason: "DROPPED_OUT", daysBefore: 0 },
  LEAVE: { endReason: "LEFT", daysBefore: 0 },
} as const;

/** Most participants are ready for work in the last weeks of their course; who is hired is ready no more. */
export function readyRows(random: Random, participant: ParticipantRows) {
  const readiness: Told<Readiness>[] = [];
  const ready: Told<ReadyRow>[] = [];
  const by = <Row extends Readonly<{ participationId: string }>>(rows: readonly Row[]) =>
    Map.groupBy(rows, ({ participationId }) => participationId);
  const events = by(participant.pathway_event.map(({ row }) => row));
  const placements = by(latest(participant.placement));
  const employments = by(latest(participant.employment));
  for (const course of latest(participant.course)) {
    const own = random.fork(`readiness of ${course.participationId}`);
    const readyFrom = movedBy(course.endedOn ?? course.startedOn, -own.between(20, 75));
    const ending = (events.get(course.participationId) ?? [])
      .filter(({ kind }) => kind in ENDINGS)
      .map(({ kind, happenedOn }) => ({ ...ENDINGS[kind as keyof typeof ENDINGS], happenedOn }))
      .sort((a, b) => (a.happenedOn < b.happenedOn ? -1 : 1))[0];
    if (readyFrom <= course.startedOn || (ending !== undefined && ending.happenedOn <= readyFrom) || own.chance(15))
      continue;
    const { participationId, programmeId, municipalityCode } = course;
    const stated: Readiness = {
      ...{ id: participationId, participationId, programmeId, municipalityCode, readyFrom, readyUntil: null },
      ...{ hoursPerWeek: own.pick([8, 10, 12, 15, 18, 20, 25, 30]), endReason: null },
      needs: [...new Set(own.shuffle(NEEDS).slice(0, own.between(0, 3)))].sort(),
    };
    const ended = ending === undefined ? stated : { ...stated, ...endedBy(ending) };
    const versions = inOrderOfRecording(own, [
      { on: readyFrom, change: stated },
      ...(ending === undefined ? [] : [{ on: ending.happenedOn, change: ended }]),
    ]);
    readiness.push(...versions);
    const until = ended.readyUntil ?? "9999";
    const had = <Row extends Readonly<{ startedOn: LocalDate }>>(rows: readonly Row[] | undefined) =>
      (rows ?? []).filter(({ startedOn }) => startedOn <= until);
    const forms = {
      placements: had(placements.get(participationId)),
      employments: had(employments.get(participationId)),
    };
    const { id: _, endReason: __, ...told } = ended;
    const { recordedAt } = versions.at(-1) as Told<Readiness>;
    ready.push({ row: { ...told, earlierForms: earlierForms(forms), position: BigInt(-1) }, recordedAt });
  }
  return { readiness, ready };
}

function endedBy({
  endReason,
  daysBefore,
  happenedOn,
}: Readonly<{ endReason: Readiness["endReason"]; daysBefore: number; happenedOn: LocalDate }>) {
  return { endReason, readyUntil: movedBy(happenedOn, -daysBefore) };
}
