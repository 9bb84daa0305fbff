/** How far the groups of a cut have come, and after how many days, as one viewer may have it. */
import { type Count, publishTable, SMALLEST_THRESHOLD, suppressCount } from "@inclusion/kernel";
import { clocksOf, isNewest, newestRelease, type TwoClocks } from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import { definitionNamed, sightOf } from "../indicator/indicator.actions.ts";
import { badInput, nameOf, tableOf } from "./cohort-table.resolvers.ts";
import { bandEdges, type CohortDimension, type CohortKey, compareKeys, keyOf } from "./dimensions.ts";
import { type HiddenStep, publishFunnel, STAGE_STEPS } from "./funnel.ts";
import { findMarkGroups, type MarkGroup } from "./mark-groups.repository.ts";
import { isHidden } from "./publish.ts";

type Clocks = Parameters<typeof clocksOf>[1];

/** How many of each group have come how far. */
export async function funnelOf(ctx: Context, programmeId: string, by: CohortDimension, asked: Clocks) {
  const clocks = clocksOf(ctx, asked);
  const edges = bandEdges(1);
  const found = await findMarkGroups(await ctx.reader(), {
    ...clocks,
    ...{ programmeId, by, bandEdges: edges, steps: STAGE_STEPS },
  });
  const keys = groupKeys(found);
  const stages = found.map((each) => ({ ...each, group: each.isAll ? null : nameOf(each.key) }));
  const codes = STAGE_STEPS.map(({ code }) => code);
  const hidden = sightOf(ctx.viewer) === "none" ? await hiddenByTables(ctx, { programmeId, by, codes, clocks }) : null;
  const published = publishFunnel(stages, keys.map(nameOf), hidden);
  return {
    ...clocks,
    groups: keys.map((key) => ({ key: keyOf(by, key, edges), steps: published.get(nameOf(key)) ?? [] })),
    total: published.get(null) ?? [],
  };
}

/** How many days it took, by group. */
export async function daysByGroup(
  ctx: Context,
  programmeId: string,
  { codes: named, by, asked: at }: Readonly<{ codes: readonly string[]; by: CohortDimension; asked: Clocks }>,
): Promise<{ key: CohortKey; indicators: { code: string; days: ReturnType<typeof publishDays> }[] }[]> {
  const codes = [...new Set(named)];
  if (codes.length === 0) throw badInput("CODES", "Name at least one indicator.");
  const clocks = clocksOf(ctx, at);
  const edges = bandEdges(1);
  const steps = codes.map((code) => ({ code, from: measuredFrom(code) }));
  const isExact = sightOf(ctx.viewer) !== "none";
  const marks = { programmeId, by, bandEdges: edges, steps };
  const asked = await findMarkGroups(await ctx.reader(), { ...clocks, ...marks });
  // Whoever sees no rows gets the days of the newest release, and of an earlier one those that are still the same.
  const released = isExact ? clocks : newestRelease(ctx);
  const isSame = isExact || isNewest(ctx, clocks);
  const found = isSame ? asked : await findMarkGroups(await ctx.reader(), { ...released, ...marks });
  const groups = found.filter(({ isAll }) => !isAll);
  const keys = groupKeys(found);
  const byName = new Map(groups.map((group) => [`${nameOf(group.key)} ${group.code}`, group]));
  const table = publishTable(
    isExact,
    keys.map((key) => codes.map((code) => byName.get(`${nameOf(key)} ${code}`)?.measured ?? 0)),
  );
  const hidden = isExact ? [] : await hiddenByTables(ctx, { programmeId, by, codes, clocks: released });
  const isHiddenElsewhere = new Set([
    ...hidden.map(({ group, code }) => `${group} ${code}`),
    ...(isSame ? [] : changedGroups(asked, found)),
  ]);
  const askedKeys = new Set(groupKeys(asked));
  return keys.flatMap((key, row) =>
    !askedKeys.has(key)
      ? []
      : [
          {
            key: keyOf(by, key, edges),
            indicators: codes.map((code, column) => {
              const name = `${nameOf(key)} ${code}`;
              const count = isHiddenElsewhere.has(name) ? suppressCount(1) : (table.cells[row]?.[column] as Count);
              return { code, days: publishDays(byName.get(name), count) };
            }),
          },
        ],
  );
}

/** Groups and codes whose days are not the same in both. */
function changedGroups(some: readonly MarkGroup[], others: readonly MarkGroup[]): readonly string[] {
  const named = (groups: readonly MarkGroup[]) =>
    new Map(
      groups.flatMap(({ isAll, ...each }) =>
        isAll ? [] : [[`${nameOf(each.key)} ${each.code}`, JSON.stringify(each)]],
      ),
    );
  const [one, other] = [named(some), named(others)];
  return [...new Set([...one.keys(), ...other.keys()])].filter((name) => one.get(name) !== other.get(name));
}

/**
 * What the tables of these numbers by one cut hide. Whatever else is told of the same groups hides at least that, so
 * that it tells nothing besides the tables. One statement for each code.
 */
async function hiddenByTables(
  ctx: Context,
  {
    programmeId,
    by,
    codes,
    clocks,
  }: Readonly<{ programmeId: string; by: CohortDimension; codes: readonly string[]; clocks: TwoClocks }>,
): Promise<HiddenStep[]> {
  const hidden: HiddenStep[] = [];
  for (const code of codes) {
    const { behind, rowTotals, grandTotal } = await tableOf(ctx, programmeId, { indicator: code, rows: by, ...clocks });
    if (isHidden(grandTotal)) hidden.push({ group: null, code });
    behind.grid.rows.forEach((key, row) => {
      if (isHidden(rowTotals[row] as Count)) hidden.push({ group: nameOf(key), code });
    });
  }
  return hidden;
}

/** Of fewer than five, and of a hidden number, neither median nor percentile is told. */
function publishDays(group: MarkGroup | undefined, count: Count) {
  const isTold = count.kind === "exact" && count.count >= SMALLEST_THRESHOLD;
  return { count, median: isTold ? (group?.median ?? null) : null, p90: isTold ? (group?.p90 ?? null) : null };
}

/** Keys in order, one for each group. */
function groupKeys(found: readonly Readonly<{ key: string | null; isAll: boolean }>[]): readonly (string | null)[] {
  return [...new Set(found.filter(({ isAll }) => !isAll).map(({ key }) => key))].sort(compareKeys);
}

/** @throws Fault BAD_USER_INPUT when no days are measured to the indicator */
function measuredFrom(code: string): string {
  const { days } = definitionNamed(code);
  if (days !== null && "from" in days) return days.from;
  throw badInput("NOT_MEASURED_IN_DAYS", `No days are measured to ${code} by group.`);
}
