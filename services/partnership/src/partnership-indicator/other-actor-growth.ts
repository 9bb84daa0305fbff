/** Growth of other actors: one counts for each municipality of a programme. Pure. */
import type { LocalDate, MeasureEntry } from "@inclusion/kernel";

/** A growth that was told, or taken back. */
export type ToldGrowth = Readonly<{
  sign: number;
  programmeId: string;
  partnershipId: string;
  organisationId: string;
  municipalityCode: string;
  grownOn: LocalDate;
  synthetic: boolean;
}>;

/**
 * The entry of a municipality: the earliest growth that was told oftener than it was taken back, or none.
 *
 * The order of what was told makes no difference, so that a growth which is taken back before it is told is none.
 *
 * @param told of one programme and one municipality
 */
export function growthEntries(told: readonly ToldGrowth[]): readonly MeasureEntry[] {
  const standing = [...Map.groupBy(told, keyOf).values()]
    .filter((same) => same.reduce((sum, { sign }) => sum + sign, 0) > 0)
    .map((same) => same[0] as ToldGrowth)
    .sort((a, b) => (`${a.grownOn} ${keyOf(a)}` < `${b.grownOn} ${keyOf(b)}` ? -1 : 1));
  return standing.slice(0, 1).map((growth) => ({
    ...{ indicator: "OTHER_ACTOR_GROWTH", amount: 1, validOn: growth.grownOn, definitionVersion: 1, dimensions: {} },
    ...{ programmeId: growth.programmeId, municipalityCode: growth.municipalityCode, subjectId: growth.partnershipId },
    ...{ cause: `growth of other actor ${growth.organisationId}`, synthetic: growth.synthetic },
  }));
}

function keyOf({ partnershipId, organisationId, grownOn }: ToldGrowth): string {
  return `${partnershipId} ${organisationId} ${grownOn}`;
}
