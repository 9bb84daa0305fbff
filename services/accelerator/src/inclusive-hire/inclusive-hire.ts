/** Hires of participants by companies of the accelerator, as the participant service tells them. Pure. */
import type { LocalDate, MeasureEntry } from "@inclusion/kernel";

/** The indicator: it is 3B.3 as seen from the companies. */
export const INCLUSIVE_HIRES = "INCLUSIVE_HIRES";

/** One fact: a hire counts (1), or one that counted does not (-1). */
export type HireFact = Readonly<{
  factId: string;
  /** The fact's place among all facts of its source. */
  position: bigint;
  sign: 1 | -1;
  programmeId: string;
  participationId: string;
  organisationId: string;
  municipalityCode: string | null;
  hiredOn: LocalDate;
  cause: string;
}>;

/** The course that a company had in a programme. */
export type CourseOfHire = Readonly<{ id: string; acceptedOn: LocalDate | null; synthetic: boolean }>;

/**
 * The entry of one participation in one programme, or none.
 *
 * Each fact is taken once, by its id, and the signs of a day are added: a sum is the same in every order. While the
 * facts of a source are still on their way out of order, a day whose taking-back came first is no hire yet; and of two
 * days that both seem to count the later facts decide, as 3B.3 counts a participation once.
 *
 * @param courseOf the course of the company that hired, as it stands
 */
export function hireMeasures(
  facts: readonly HireFact[],
  courseOf: (organisationId: string) => CourseOfHire | null,
): readonly MeasureEntry[] {
  const once = [...new Map(facts.map((fact) => [fact.factId, fact])).values()];
  const days = [...Map.groupBy(once, ({ hiredOn }) => hiredOn).values()];
  const counting = days.filter((ofDay) => ofDay.reduce((sum, { sign }) => sum + sign, 0) > 0);
  const [latest] = counting.map(latestHire).sort((a, b) => (a.position > b.position ? -1 : 1));
  if (latest === undefined) return [];
  const { programmeId, municipalityCode, participationId, hiredOn, cause, organisationId } = latest;
  const course = courseOf(organisationId);
  return [
    {
      ...{ indicator: INCLUSIVE_HIRES, amount: 1, programmeId, municipalityCode, subjectId: participationId },
      ...{ validOn: hiredOn, definitionVersion: 1, cause, synthetic: course?.synthetic ?? false },
      dimensions: { course_id: course?.id ?? null, organisation_id: organisationId },
    },
  ];
}

/** The last fact of a day that says that a hire counts: its company and its municipality hold. */
function latestHire(ofDay: readonly HireFact[]): HireFact {
  return ofDay.filter(({ sign }) => sign > 0).sort((a, b) => (a.position > b.position ? -1 : 1))[0] as HireFact;
}
