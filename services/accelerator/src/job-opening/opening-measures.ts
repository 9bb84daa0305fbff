/** What one job opening adds to the indicators. Pure. */
import { addDays, type LocalDate, type MeasureEntry } from "@inclusion/kernel";
import { daysOfChange, type JobOpening, type OpeningFile, type OpeningFill, takenOn, termsOn } from "./job-opening.ts";

type OpeningIndicator =
  | "OPENINGS_PUBLISHED"
  | "OPENINGS_OPEN"
  | "OPENINGS_FILLED"
  | "SEATS_FILLED"
  | "SEATS_EVER_FILLED";

/**
 * The entries of one opening:
 *
 * - OPENINGS_PUBLISHED once, on its first day.
 * - OPENINGS_OPEN while it runs and has a seat free; OPENINGS_FILLED while it has none, also after its last day.
 * - SEATS_FILLED for each seat, while it is taken; hires beyond the seats count too, because they happened.
 * - SEATS_EVER_FILLED for each filling, also one that was broken off later, from the day on which the seat was offered:
 *   the days from there to SEATS_FILLED are those that it took. A hire before the first day took none.
 */
export function openingMeasures(file: OpeningFile): readonly MeasureEntry[] {
  const { opening, fills } = file;
  if (opening.state === "DRAFT") return [];
  const first = opening.opensOn;
  return [
    entry(opening, "OPENINGS_PUBLISHED", 1, first),
    ...changesOfState(file).map(({ on, indicator, amount }) => entry(opening, indicator, amount, on)),
    ...fills.flatMap((fill) => fillMeasures(opening, fill)),
  ];
}

function fillMeasures(opening: JobOpening, { id, filledOn, endedOn }: OpeningFill): readonly MeasureEntry[] {
  const offeredOn = opening.opensOn < filledOn ? opening.opensOn : filledOn;
  const entries = [
    entry(opening, "SEATS_FILLED", 1, filledOn),
    ...(endedOn === null ? [] : [entry(opening, "SEATS_FILLED", -1, endedOn)]),
    entry(opening, "SEATS_EVER_FILLED", 1, offeredOn),
  ];
  return entries.map((each) => ({ ...each, subjectId: id, cause: `opening filling ${id}` }));
}

type StateChange = Readonly<{ on: LocalDate; indicator: "OPENINGS_OPEN" | "OPENINGS_FILLED"; amount: number }>;

/** The days on which the opening begins or ceases to be open or filled. */
function changesOfState(file: OpeningFile): readonly StateChange[] {
  const { opening, fills } = file;
  const { opensOn, closesOn } = opening;
  const after = closesOn === null ? null : addDays(closesOn, 1);
  const days = [opensOn, ...(after === null ? [] : [after]), ...daysOfChange(file)];
  const changes: StateChange[] = [];
  let was: "OPENINGS_OPEN" | "OPENINGS_FILLED" | null = null;
  for (const on of [...new Set(days)].sort()) {
    const taken = takenOn(fills, on);
    const runs = opensOn <= on && (after === null || on < after);
    const open = runs ? "OPENINGS_OPEN" : null;
    const is = taken >= termsOn(opening, on).seats ? "OPENINGS_FILLED" : open;
    if (is === was) continue;
    if (was !== null) changes.push({ on, indicator: was, amount: -1 });
    if (is !== null) changes.push({ on, indicator: is, amount: 1 });
    was = is;
  }
  return changes;
}

function entry(opening: JobOpening, indicator: OpeningIndicator, amount: number, validOn: LocalDate): MeasureEntry {
  const { programmeId, municipalityCode, id, courseId, organisationId, synthetic } = opening;
  return {
    ...{ indicator, amount, programmeId, municipalityCode, validOn, synthetic },
    subjectId: id,
    definitionVersion: 1,
    cause: `job opening ${id}`,
    dimensions: { course_id: courseId, organisation_id: organisationId },
  };
}
