/** Where a programme works: its municipalities, and what is counted of them and of their other actors. Pure. */
import type { LocalDate, MeasureEntry } from "@inclusion/kernel";
import type { NewFact } from "@inclusion/kernel/runtime";
import { dayAfter, type Random } from "./random.ts";
import { toldEach } from "./recording.ts";
import type { FactRow, ProgrammeMunicipalityRow, Told } from "./rows.ts";

/** The programme that a story is about. */
export type ProgrammeSpan = Readonly<{ programmeId: string; startsOn: LocalDate; endsOn: LocalDate }>;

/** Municipalities that join in a programme's first weeks, and their count. */
export function joiningMunicipalities(
  random: Random,
  { programmeId, startsOn }: ProgrammeSpan,
  codes: readonly string[],
): Readonly<{
  rows: readonly Told<ProgrammeMunicipalityRow>[];
  entries: readonly Told<MeasureEntry>[];
  /** That all of them take part, for the other services. */
  facts: readonly Told<FactRow>[];
}> {
  const joining = codes.map((municipalityCode) => {
    return { programmeId, municipalityCode, joinedOn: dayAfter(random, startsOn, 0, 60), synthetic: true };
  });
  const entries = joining.map((row) => municipalityEntry(row, random.id(row.joinedOn)));
  const rows = toldEach(random, joining, ({ joinedOn }) => joinedOn);
  const told = placesSet(programmeId, joining);
  return {
    facts: [{ row: { id: random.fork("places told").id(startsOn), ...told }, recordedAt: lastInstant(rows) }],
    rows,
    entries: toldEach(random, entries, ({ validOn }) => validOn),
  };
}

function lastInstant(rows: readonly Told<unknown>[]): string {
  return (
    rows
      .map(({ recordedAt }) => recordedAt)
      .sort()
      .at(-1) ?? ""
  );
}

/** Which municipalities take part in a programme, as the participant service is told. */
function placesSet(programmeId: string, joining: readonly ProgrammeMunicipalityRow[]): NewFact {
  const places = joining.map(({ municipalityCode, joinedOn }) => ({
    municipalityCode,
    joinedOn,
    ...{ leftOn: null, capacity: null },
  }));
  return { type: "ProgrammePlacesSet", version: 1, subject: programmeId, payload: { programmeId, places } };
}

/** That a municipality takes part, for the ledger. */
export function municipalityEntry(row: ProgrammeMunicipalityRow, subjectId: string): MeasureEntry {
  const { programmeId, municipalityCode, joinedOn: validOn } = row;
  const cause = `municipality ${municipalityCode}`;
  return { ...COUNTED, indicator: "MUNICIPALITIES", programmeId, municipalityCode, subjectId, validOn, cause };
}

/** That the other actor of a municipality has grown, for the ledger; a municipality counts once. */
export function otherActorGrowthEntry(
  { programmeId }: ProgrammeSpan,
  municipalityCode: string,
  organisationId: string,
  validOn: LocalDate,
): MeasureEntry {
  const cause = `growth of other actor ${organisationId}`;
  const subjectId = organisationId;
  return { ...COUNTED, indicator: "OTHER_ACTOR_GROWTH", programmeId, municipalityCode, subjectId, validOn, cause };
}

const COUNTED = { amount: 1, definitionVersion: 1, dimensions: {}, synthetic: true } as const;
