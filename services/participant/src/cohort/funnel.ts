/** How far people came, stage by stage. Pure. */
import { type Count, type Division, hiddenNames, SMALLEST_THRESHOLD } from "@inclusion/kernel";

/** Stages in their order, each with the indicator that marks it. */
export const STAGES = [
  { stage: "REFERRED", code: "REFERRED" },
  { stage: "ACCEPTED", code: "ACCEPTED" },
  { stage: "STARTED", code: "TOTAL" },
  { stage: "PLACED", code: "PLACED" },
  { stage: "HIRED", code: "HIRED" },
  { stage: "AT_3_MONTHS", code: "AT_3_MONTHS" },
  { stage: "AT_6_MONTHS", code: "AT_6_MONTHS" },
  { stage: "AT_12_MONTHS", code: "AT_12_MONTHS" },
] as const;

export type Stage = (typeof STAGES)[number]["stage"];

/** Stages with the one from which days are measured; those of a job's age are the same for everybody. */
export const STAGE_STEPS = STAGES.map(({ code }, index) => ({
  code,
  from: index === 0 || code.startsWith("AT_") ? null : (STAGES[index - 1]?.code ?? null),
}));

/** What was found of one stage in one group; the group is null for everybody. */
export type StageFound = Readonly<{
  group: string | null;
  code: string;
  count: number;
  measured: number;
  median: number | null;
}>;

/** A stage of a group, or of everybody under null, that is hidden. */
export type HiddenStep = Readonly<{ group: string | null; code: string }>;

/** One stage as it is published. */
export type FunnelStep = Readonly<{ stage: Stage; count: Count; medianDays: number | null }>;

/**
 * The steps of every group by its name, and of everybody under null.
 *
 * Where small numbers are hidden, so is what gives them away: over the groups of a stage, and from stage to stage.
 *
 * @param hiddenElsewhere what the tables of the same groups hide, for whoever sees no rows; null for whoever does
 */
export function publishFunnel(
  found: readonly StageFound[],
  groups: readonly string[],
  hiddenElsewhere: readonly HiddenStep[] | null,
): ReadonlyMap<string | null, readonly FunnelStep[]> {
  const byName = new Map(found.map((each) => [nameOf(each.group, each.code), each]));
  const numbers = new Map([...byName].map(([name, { count }]) => [name, count]));
  const elsewhere = new Set(hiddenElsewhere?.map(({ group, code }) => nameOf(group, code)));
  const hidden =
    hiddenElsewhere === null ? new Set<string>() : hiddenNames(numbers, divisionsOf(groups), new Set(), elsewhere);
  return new Map(
    [...groups, null].map((group) => [
      group,
      STAGES.map(({ stage, code }) => stepOf(stage, byName.get(nameOf(group, code)), hidden.has(nameOf(group, code)))),
    ]),
  );
}

/** A median of fewer than five tells of single persons and is withheld from everybody. */
function stepOf(stage: Stage, found: StageFound | undefined, isHidden: boolean): FunnelStep {
  if (isHidden) return { stage, count: { kind: "suppressed", below: SMALLEST_THRESHOLD }, medianDays: null };
  const isTold = found !== undefined && found.measured >= SMALLEST_THRESHOLD;
  return { stage, count: { kind: "exact", count: found?.count ?? 0 }, medianDays: isTold ? found.median : null };
}

function divisionsOf(groups: readonly string[]): readonly Division[] {
  const overGroups = STAGES.map(({ code }) => ({
    whole: nameOf(null, code),
    parts: groups.map((group) => nameOf(group, code)),
    isComplete: true,
  }));
  const overStages = [...groups, null].flatMap((group) =>
    STAGES.slice(1).map(({ code }, index) => ({
      whole: nameOf(group, STAGES[index]?.code ?? ""),
      parts: [nameOf(group, code)],
      isComplete: false,
    })),
  );
  return [...overGroups, ...overStages];
}

function nameOf(group: string | null, code: string): string {
  return JSON.stringify([group, code]);
}
