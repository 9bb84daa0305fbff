import { type Count, SMALLEST_THRESHOLD } from "@inclusion/kernel";
import {
  changesSince,
  clocksOf,
  entriesBehind,
  type FigureChange,
  type FigureKey,
  publishTable,
  queryPage,
  type TwoClocks,
} from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import type { StoredParticipation } from "../participation/participation.ts";
import { definitionOf, INDICATOR_CODES } from "./definitions.ts";
import { publishFigures, sightOf } from "./figure.ts";
import type { FigureRow } from "./figure-row.ts";
import { definitionNamed, isOpenTo, requireRows } from "./indicator.actions.ts";
import { countBehind, daysKeyOf, findChangeReasons } from "./indicator.repository.ts";

/** Adapts `schema/participant/indicator.graphql`. */
export const indicatorResolvers = {
  Programme: {
    participantIndicators: ({ id }, { codes, ...asked }, ctx) =>
      figuresOf(ctx, id, { codes: codes ?? null, clocks: clocksOf(ctx, asked) }),
  },
  IndicatorFigure: {
    numerator: ({ value }) => value,
    definition: ({ code }) => definitionNamed(code),
    days: (figure, _args, ctx) => daysOf(ctx, figure),
    freshness: async ({ programmeId }, _args, ctx) => (await ctx.loaders.freshness.load(programmeId))?.at ?? null,
    participations: async (figure, { first, after }, ctx) => {
      requireRows(ctx.viewer, figure.code);
      const page = await queryPage<StoredParticipation>(ctx, {
        list: `behind ${figure.code} of ${figure.programmeId} ${figure.asOf} ${figure.knownAt.getTime()}`,
        first,
        after,
        fetch: (keys, limit) => participationsBehind(ctx, figure, keys?.[0] ?? null, limit),
        keysOf: ({ id }) => [id],
      });
      return { ...page, countAll: async () => countBehind(await ctx.reader(), keyOf(figure)) };
    },
    changes: (figure, { since }) => ({ figure, since }),
  },
  IndicatorChanges: {
    net: async ({ figure, since }, _args, ctx) => (await changesOf(ctx, figure, since)).net,
    reasons: async ({ figure, since }, _args, ctx) => (await changesOf(ctx, figure, since)).reasons,
    entries: ({ figure, since }, { first, after }, ctx) => {
      requireRows(ctx.viewer, figure.code);
      return queryPage<FigureChange>(ctx, {
        list: `changes of ${figure.code} of ${figure.programmeId} ${figure.asOf} ${since.getTime()} ${figure.knownAt.getTime()}`,
        first,
        after,
        fetch: async (keys, limit) =>
          changesSince(await ctx.reader(), "participant", { ...keyOf(figure), since, after: keys?.[0] ?? null, limit }),
        keysOf: ({ position }) => [position],
      });
    },
  },
  IndicatorChange: {
    participation: ({ subjectId }, _args, ctx) => ctx.loaders.participation.load(subjectId),
  },
} satisfies Resolvers;

/** The figures of a programme in the order of `codes`, from one statement. */
async function figuresOf(
  ctx: Context,
  programmeId: string,
  { codes, clocks }: Readonly<{ codes: readonly string[] | null; clocks: TwoClocks }>,
): Promise<FigureRow[]> {
  const wanted = codes ?? INDICATOR_CODES;
  for (const code of wanted) definitionNamed(code);
  const totals = (await ctx.loaders.totals(clocks).load(programmeId)).filter(
    ({ indicator, definitionVersion }) => definitionOf(indicator)?.version === definitionVersion,
  );
  const numbers = new Map(totals.map(({ indicator, count }) => [indicator, count]));
  const made = new Set(totals.filter(({ synthetic }) => synthetic).map(({ indicator }) => indicator));
  const figures = publishFigures(wanted, numbers, sightOf(ctx.viewer));
  return wanted.flatMap((code) => {
    const figure = figures.get(code);
    return figure === undefined
      ? []
      : [
          {
            ...figure,
            ...clocks,
            programmeId,
            code,
            synthetic: [code, ...definitionNamed(code).of].some((each) => made.has(each)),
          },
        ];
  });
}

/** Those that the viewer may see: what is counted of restricted persons stays in the figure, and no page ends at one. */
async function participationsBehind(
  ctx: Context,
  figure: FigureRow,
  after: string | null,
  limit: number,
): Promise<StoredParticipation[]> {
  const rows: StoredParticipation[] = [];
  let last = after;
  for (;;) {
    const behind = await entriesBehind(await ctx.reader(), "participant", { ...keyOf(figure), after: last, limit });
    const found = await Promise.all(behind.map(({ subjectId }) => ctx.loaders.participation.load(subjectId)));
    rows.push(...found.filter((row) => row !== null));
    last = behind.at(-1)?.subjectId ?? last;
    if (rows.length >= limit || behind.length < limit) return rows.slice(0, limit);
  }
}

function keyOf({ programmeId, code, asOf, knownAt }: FigureRow): FigureKey & TwoClocks {
  return { programmeId, indicator: code, definitionVersion: definitionNamed(code).version, asOf, knownAt };
}

/** Median and 90th percentile of fewer than five tell of single persons and are withheld from everybody. */
async function daysOf(ctx: Context, figure: FigureRow) {
  if (definitionNamed(figure.code).days === null) return null;
  const days = await ctx.loaders.days(figure).load(daysKeyOf(figure));
  const count = days?.count ?? 0;
  const isTold = days !== null && count >= SMALLEST_THRESHOLD;
  return {
    count: publishTable(isOpenTo(ctx.viewer, figure.code), [[count]]).grandTotal,
    median: isTold ? days.median : null,
    p90: isTold ? days.p90 : null,
  };
}

/** What was added and taken back, hidden as a table where the viewer sees no rows. */
async function changesOf(ctx: Context, figure: FigureRow, since: Date) {
  const found = await findChangeReasons(await ctx.reader(), { ...figure, ...keyOf(figure), since });
  const isExact = isOpenTo(ctx.viewer, figure.code);
  const table = publishTable(
    isExact,
    found.map(({ added, takenBack }) => [added, takenBack]),
  );
  const [added, takenBack] = table.columnTotals;
  return {
    net: differenceOf(added, takenBack),
    reasons: found.map(({ reason }, row) => ({
      reason,
      added: table.cells[row]?.[0] as Count,
      takenBack: table.cells[row]?.[1] as Count,
    })),
  };
}

function differenceOf(added: Count | undefined, takenBack: Count | undefined): Count {
  if (added === undefined || takenBack === undefined) return { kind: "exact", count: 0 };
  if (added.kind === "suppressed") return added;
  return takenBack.kind === "suppressed" ? takenBack : { kind: "exact", count: added.count - takenBack.count };
}
