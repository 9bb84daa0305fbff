import { type Count, publishTable, suppressMoney } from "@inclusion/kernel";
import { clocksOf, isPublishedAt, queryPage, type TwoClocks, withNewest } from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { countWithin } from "../reach.ts";
import {
  cellsOf,
  exactMonths,
  exactTiming,
  type HireCell,
  type HireMonth,
  releasedMonths,
  releasedTiming,
  type ToldHires,
} from "./hire-table.ts";
import { type AcceleratorChanges, type AcceleratorFigure, acceleratorFigures } from "./indicator.actions.ts";
import {
  type AxisCell,
  type CompanyPart,
  findAxisCells,
  findChangeParts,
  findCompanyParts,
  findDayParts,
  findHireDays,
} from "./indicator.repository.ts";
import { isOfOne, protectFigure, WITHHELD, withhold } from "./single-company.ts";

/**
 * What changed in a number that is withheld would give it away: changes since its beginning are the number. And what
 * changed may be one company's where the number is not.
 */
async function isWithheld({ figure, since }: AcceleratorChanges, ctx: Context): Promise<boolean> {
  if (seesCompanies(ctx)) return false;
  return figure.value.kind === "suppressed" || isOfOne(await findChangeParts(await ctx.reader(), { ...figure, since }));
}

/** Days of few companies' rows tell of these companies, whatever the number beside them is. */
async function daysOf(figure: AcceleratorFigure, ctx: Context) {
  const days = await acceleratorFigures.figure.days(figure, {}, ctx);
  if (days === null || seesCompanies(ctx) || !isOfOne(await findDayParts(await ctx.reader(), figure))) return days;
  return { count: WITHHELD, median: null, p90: null };
}

/** Adapts `schema/accelerator/indicator.graphql`. */
export const indicatorResolvers = {
  Programme: {
    acceleratorIndicators: ({ id }, asked, ctx) =>
      countWithin(ctx, async () => {
        if (seesCompanies(ctx)) return acceleratorFigures.figures(ctx, id, asked);
        const [figures, parts] = await Promise.all([
          acceleratorFigures.figures(ctx, id, asked),
          ctx.loaders.companyAmounts(clocksOf(ctx, asked)).load(id),
        ]);
        return figures.map((figure) => protectFigure(figure, parts));
      }),
    hiresByMonth: ({ id }, asked, ctx) =>
      countWithin(ctx, async (): Promise<HireMonth[]> => {
        const { counted, newest, clocks } = await findHires(ctx, id, asked);
        if (newest === null) return [...exactMonths(counted)];
        return [...releasedMonths(counted, newest, { told: await findToldHires(ctx, id), asOf: clocks.asOf })];
      }),
    hiresByTiming: ({ id }, asked, ctx) =>
      countWithin(ctx, async () => {
        const { counted, newest } = await findHires(ctx, id, asked);
        return newest === null ? exactTiming(counted) : releasedTiming(counted, newest, await findToldHires(ctx, id));
      }),
    workplacesByAxis: ({ id }, asked, ctx) =>
      countWithin(ctx, async () => {
        const clocks = clocksOf(ctx, asked);
        const count = async (at: TwoClocks) => findAxisCells(await ctx.reader(), id, at);
        const cells = await count(clocks);
        const isTold = await isPublishedAt(ctx, clocks, workplaceRows(cells, true), async (at) =>
          workplaceRows(await count(at), true),
        );
        return isTold ? workplaceRows(cells, seesCompanies(ctx)) : withheldRows(workplaceRows(cells, true));
      }),
  },
  AcceleratorFigure: {
    ...acceleratorFigures.figure,
    days: (figure, _args, ctx) => daysOf(figure, ctx),
    companies: (figure, { first, after }, ctx) => {
      const { programmeId, code, asOf, knownAt } = figure;
      const { version } = acceleratorFigures.definitionNamed(code);
      return queryPage<CompanyPart>(ctx, {
        list: `companies behind ${code} of ${programmeId} ${asOf} ${knownAt.getTime()}`,
        first,
        after,
        fetch: async (keys, limit) =>
          findCompanyParts(await ctx.reader(), {
            ...{ programmeId, indicator: code, version, asOf, knownAt, after: keys?.[0] ?? null, limit },
          }),
        keysOf: ({ courseId }) => [courseId],
      });
    },
    jobOpenings: (figure, page, ctx) =>
      acceleratorFigures.rowsBehind(ctx, figure, page, (id) => ctx.loaders.opening.load(id)),
  },
  AcceleratorFigureChanges: {
    ...acceleratorFigures.changes,
    net: async (row, args, ctx) =>
      (await isWithheld(row, ctx)) ? WITHHELD : acceleratorFigures.changes.net(row, args, ctx),
    reasons: async (row, args, ctx) =>
      (await isWithheld(row, ctx)) ? [] : acceleratorFigures.changes.reasons(row, args, ctx),
  },
  AcceleratorFigureCompany: {
    companyCourse: ({ courseId }, _args, ctx) => ctx.loaders.course.load(courseId),
  },
  CompanyHires: {
    companyCourse: ({ courseId }: HireCell, _args, ctx) =>
      courseId === null ? null : ctx.loaders.course.load(courseId),
    inclusive: ({ before, during, after, unplaced }: HireCell) => before + during + after + unplaced,
  },
} satisfies Resolvers;

/** Hires at the clocks, and at the newest release where it decides what is told of these. */
async function findHires(ctx: Context, programmeId: string, asked: Parameters<typeof clocksOf>[1]) {
  const clocks = clocksOf(ctx, asked);
  const count = async (at: TwoClocks) => cellsOf(await findHireDays(await ctx.reader(), programmeId, at));
  return { clocks, ...(await withNewest(ctx, clocks, count)) };
}

/** When the figures of hires are told, which are sums of months. */
async function findToldHires(ctx: Context, programmeId: string): Promise<ToldHires> {
  const { toldAfter } = await ctx.loaders.releases(programmeId);
  return { ordinary: toldAfter("ORDINARY_HIRES"), inclusive: toldAfter("INCLUSIVE_HIRES") };
}

function seesCompanies({ viewer }: Context): boolean {
  return viewer.scopes.includes("companies:read");
}

const AXES = ["AXIS_3B1", "AXIS_3B2"] as const;
const STATUSES = ["NEW", "RETAINED", "LOST"] as const;

/** Every number but 0 withheld. */
function withheldRows(rows: ReturnType<typeof workplaceRows>): ReturnType<typeof workplaceRows> {
  return rows.map((row) => ({
    ...row,
    ...{ new: withhold(row.new), retained: withhold(row.retained), lost: withhold(row.lost) },
  }));
}

/** The table of both axes; who may not see companies gets it hidden, and wholly where one company makes up a number. */
function workplaceRows(cells: readonly AxisCell[], sees: boolean) {
  const found = (axis: string, status: string) => cells.find((cell) => cell.axis === axis && cell.status === status);
  const counts = AXES.map((axis) => STATUSES.map((status) => found(axis, status)?.count ?? 0));
  const isDominated = cells.some(({ parts }) => suppressMoney(parts.map(BigInt)).kind === "suppressed");
  const { cells: shown } = publishTable(sees, counts);
  const cell = (row: number, column: number): Count =>
    !sees && isDominated && (counts[row]?.[column] ?? 0) > 0 ? WITHHELD : (shown[row]?.[column] ?? WITHHELD);
  return AXES.map((axis, row) => ({ axis, new: cell(row, 0), retained: cell(row, 1), lost: cell(row, 2) }));
}
