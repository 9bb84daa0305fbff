/** The fields of a number's passport, for the resolvers of every service that counts. */
import {
  type Count,
  definitionIn,
  type IndicatorCatalogue,
  type IndicatorDefinition,
  type LocalDate,
  type PublishedFigure,
  publishFigures,
  publishTable,
  type Sight,
  SMALLEST_THRESHOLD,
  seesExactly,
  sightOf,
  suppressCount,
  type Viewer,
} from "../pure/index.ts";
import type { BaseContext } from "./context.ts";
import { Fault } from "./errors.ts";
import { changesSince, entriesBehind, type FigureChange, type FigureKey, type FigurePage } from "./figure.ts";
import { type ChangeReason, daysKeyOf, findChangeReasons, type IndicatorLoaders } from "./indicator-figures.ts";
import { clocksOf, knownAtOf, type TwoClocks } from "./measure-ledger.ts";
import { type Page, type PageArguments, queryPage } from "./page-query.ts";
import { isNewest, releaseClocks, untoldAt } from "./releases.ts";

/** Which figure it is, at which clocks, and what the viewer may have of it. */
export type FigureRow<Reason extends string = string> = PublishedFigure<Reason> &
  TwoClocks &
  Readonly<{ programmeId: string; code: string; synthetic: boolean }>;

/** How a figure changed since an instant, on its way to its fields. */
export type ChangesRow<Reason extends string = string> = Readonly<{ figure: FigureRow<Reason>; since: Date }>;

/** Which figures are asked for: all of the service when no codes are named. */
export type FiguresAsked = Readonly<{
  codes?: readonly string[] | null | undefined;
  asOf?: LocalDate | null | undefined;
  knownAt?: Date | null | undefined;
}>;

type FigureContext = BaseContext & Readonly<{ loaders: IndicatorLoaders }>;

/** What resolvers need to answer a figure's fields. @param catalogue all that the service counts */
export function figureFields<Reason extends string>(catalogue: IndicatorCatalogue<Reason>) {
  const definitionNamed = (code: string): IndicatorDefinition<Reason> => namedIn(catalogue, code);
  const isOpenTo = (viewer: Viewer, code: string): boolean => seesExactly(catalogue, sightOf(catalogue, viewer), code);
  const keyOf = ({ programmeId, code, asOf, knownAt }: FigureRow): FigureKey & TwoClocks => {
    return { programmeId, indicator: code, definitionVersion: definitionNamed(code).version, asOf, knownAt };
  };
  const read = new WeakMap<ChangesRow, ReturnType<typeof publishChanges>>();
  const changesOf = (ctx: FigureContext, row: ChangesRow) => {
    const { figure, since } = row;
    const asked = { ...figure, ...keyOf(figure), since };
    const changes =
      read.get(row) ?? publishChanges(ctx, asked, { catalogue, isExact: isOpenTo(ctx.viewer, figure.code) });
    read.set(row, changes);
    return changes;
  };
  return {
    /** @throws Fault BAD_USER_INPUT for a code that is not counted here */
    definitionNamed,
    /** Whether the viewer gets the numbers of an indicator as they are. */
    isOpenTo,
    /** What names a figure in the ledger. */
    keyOf,
    /** How much the viewer sees as it is. */
    sightOf: (viewer: Viewer): Sight => sightOf(catalogue, viewer),
    /** The figures of a programme in the order of `codes`, from one statement. */
    figures: (ctx: FigureContext, programmeId: string, asked: FiguresAsked): Promise<FigureRow<Reason>[]> =>
      figuresOf(ctx, catalogue, { programmeId, codes: asked.codes ?? null, clocks: clocksOf(ctx, asked) }),
    /** Resolvers of the fields that every service's figure has. */
    figure: {
      numerator: ({ value }: FigureRow<Reason>): Count => value,
      definition: ({ code }: FigureRow<Reason>): IndicatorDefinition<Reason> => definitionNamed(code),
      days: (row: FigureRow<Reason>, _args: unknown, ctx: FigureContext) => daysOf(ctx, catalogue, row),
      freshness: async ({ programmeId }: FigureRow<Reason>, _args: unknown, ctx: FigureContext) =>
        (await ctx.loaders.freshness.load(programmeId))?.at ?? null,
      changes: (
        figure: FigureRow<Reason>,
        { since }: Readonly<{ since: Date }>,
        ctx: FigureContext,
      ): ChangesRow<Reason> => ({ figure, since: knownAtOf(ctx, since, "since") }),
    },
    /** Resolvers of the fields that every service's changes have. */
    changes: {
      net: async (row: ChangesRow<Reason>, _args: unknown, ctx: FigureContext) => (await changesOf(ctx, row)).net,
      reasons: async (row: ChangesRow<Reason>, _args: unknown, ctx: FigureContext) =>
        (await changesOf(ctx, row)).reasons,
      entries: ({ figure, since }: ChangesRow<Reason>, page: PageArguments, ctx: FigureContext) => {
        requireRows(ctx.viewer, catalogue, figure.code);
        return pageOfChanges(ctx, catalogue.schema, { ...keyOf(figure), since, page });
      },
    },
    /**
     * The rows behind a figure, page by page, as a loader of the service gives them.
     *
     * @throws Fault FORBIDDEN_FIELD when the rows behind the indicator are not for the viewer
     */
    rowsBehind: <Row extends Readonly<{ id: string }>>(
      ctx: FigureContext,
      figure: FigureRow,
      page: PageArguments,
      load: (id: string) => Promise<Row | null>,
    ): Promise<Page<Row>> => {
      requireRows(ctx.viewer, catalogue, figure.code);
      return queryPage<Row>(ctx, {
        ...page,
        list: `behind ${figure.code} of ${figure.programmeId} ${figure.asOf} ${figure.knownAt.getTime()}`,
        fetch: (keys, limit) =>
          fetchBehind(ctx, catalogue.schema, { ...keyOf(figure), after: keys?.[0] ?? null, limit }, load),
        keysOf: ({ id }) => [id],
      });
    },
  };
}

function namedIn<Reason extends string>(
  catalogue: IndicatorCatalogue<Reason>,
  code: string,
): IndicatorDefinition<Reason> {
  const definition = definitionIn(catalogue, code);
  if (definition !== null) return definition;
  const known = Object.keys(catalogue.definitions).join(", ");
  throw new Fault("BAD_USER_INPUT", `This code is not counted here: ask for some of ${known}.`, {
    reason: "INDICATOR_UNKNOWN",
  });
}

function requireRows(viewer: Viewer, catalogue: IndicatorCatalogue, code: string): void {
  if (seesExactly(catalogue, sightOf(catalogue, viewer), code)) return;
  const { rowScope, sensitiveScope } = catalogue;
  throw new Fault("FORBIDDEN_FIELD", `The rows behind ${code} need the scope ${sensitiveScope}.`, {
    requiredScopes: [[rowScope, sensitiveScope]],
    yourScopes: viewer.scopes,
  });
}

async function figuresOf<Reason extends string>(
  ctx: FigureContext,
  catalogue: IndicatorCatalogue<Reason>,
  { programmeId, codes, clocks }: Readonly<{ programmeId: string; codes: readonly string[] | null; clocks: TwoClocks }>,
): Promise<FigureRow<Reason>[]> {
  const wanted = codes ?? Object.keys(catalogue.definitions);
  const populations = new Map(wanted.map((code) => [code, namedIn(catalogue, code).of]));
  const totals = (await ctx.loaders.totals(clocks).load(programmeId)).filter(
    ({ indicator, definitionVersion }) => definitionIn(catalogue, indicator)?.version === definitionVersion,
  );
  const numbers = new Map(totals.map(({ indicator, count }) => [indicator, count]));
  const made = new Set(totals.filter(({ synthetic }) => synthetic).map(({ indicator }) => indicator));
  const sight = sightOf(catalogue, ctx.viewer);
  const untold = sight === "none" ? await untoldAt(ctx, catalogue, programmeId, clocks) : new Set<string>();
  const published = publishFigures(catalogue, wanted, numbers, { sight, untold });
  return wanted.flatMap((code) => {
    const figure = published.get(code);
    const synthetic = [code, ...(populations.get(code) ?? [])].some((each) => made.has(each));
    return figure === undefined ? [] : [{ ...figure, ...clocks, programmeId, code, synthetic }];
  });
}

/** Median and 90th percentile of fewer than five tell of single rows and are withheld from everybody. */
async function daysOf<Reason extends string>(
  ctx: FigureContext,
  catalogue: IndicatorCatalogue<Reason>,
  figure: FigureRow<Reason>,
) {
  if (namedIn(catalogue, figure.code).days === null) return null;
  const days = await ctx.loaders.days(figure).load(daysKeyOf(figure));
  const count = days?.count ?? 0;
  const isTold = days !== null && count >= SMALLEST_THRESHOLD;
  const sight = sightOf(catalogue, ctx.viewer);
  const isExact = seesExactly(catalogue, sight, figure.code);
  if (sight === "none" && !isNewest(ctx, figure) && !(await isUnchanged(ctx, figure))) {
    return { count: suppressCount(1), median: null, p90: null };
  }
  return {
    count: publishTable(isExact, [[count]]).grandTotal,
    median: isTold ? days.median : null,
    p90: isTold ? days.p90 : null,
  };
}

/** Whether a number is told as it was, and has not changed until the newest release. */
async function isUnchanged(ctx: FigureContext, { programmeId, code, asOf, knownAt }: FigureRow): Promise<boolean> {
  return (await ctx.loaders.releases(programmeId)).isSame(code, releaseClocks({ asOf, knownAt }));
}

type ChangesAsked = FigureKey & TwoClocks & Readonly<{ code: string; value: Count; since: Date }>;

/** What was added and taken back, hidden as a table where the viewer sees no rows. */
async function publishChanges(
  ctx: FigureContext,
  asked: ChangesAsked,
  { catalogue, isExact }: Readonly<{ catalogue: IndicatorCatalogue; isExact: boolean }>,
) {
  const found = await findChangeReasons(await ctx.reader(), catalogue.schema, asked);
  if (sightOf(catalogue, ctx.viewer) === "none") return publishReleasedChanges(ctx, asked, found);
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

/**
 * Two instants of knowledge could be subtracted: so a change is told between releases that are told. Its reasons are told
 * of the newest release since the beginning alone.
 */
async function publishReleasedChanges(
  ctx: FigureContext,
  { programmeId, code, value, asOf, knownAt, since }: ChangesAsked,
  found: readonly ChangeReason[],
) {
  const releases = await ctx.loaders.releases(programmeId);
  const isTold = [since, knownAt].every((instant) => releases.isTold(code, releaseClocks({ asOf, knownAt: instant })));
  const sum = found.reduce((net, { added, takenBack }) => net + added - takenBack, 0);
  const isAll = isTold && isNewest(ctx, { asOf, knownAt }) && value.kind === "exact" && value.count === sum;
  const hidden = suppressCount(1);
  const { cells } = publishTable(
    false,
    found.map(({ added, takenBack }) => [added, takenBack]),
  );
  return {
    net: isTold ? ({ kind: "exact", count: sum } as const) : hidden,
    reasons: found.map(({ reason }, row) => ({
      reason,
      added: (isAll ? cells[row]?.[0] : null) ?? hidden,
      takenBack: (isAll ? cells[row]?.[1] : null) ?? hidden,
    })),
  };
}

function differenceOf(added: Count | undefined, takenBack: Count | undefined): Count {
  if (added === undefined || takenBack === undefined) return { kind: "exact", count: 0 };
  if (added.kind === "suppressed") return added;
  return takenBack.kind === "suppressed" ? takenBack : { kind: "exact", count: added.count - takenBack.count };
}

/** Rows that the viewer may see, with no page that ends at one it may not see: such rows are counted and not listed. */
async function fetchBehind<Row>(
  ctx: FigureContext,
  schema: string,
  { after, limit, ...figure }: FigureKey & TwoClocks & FigurePage,
  load: (id: string) => Promise<Row | null>,
): Promise<Row[]> {
  const rows: Row[] = [];
  let last = after;
  for (;;) {
    const behind = await entriesBehind(await ctx.reader(), schema, { ...figure, after: last, limit });
    const found = await Promise.all(behind.map(({ subjectId }) => load(subjectId)));
    rows.push(...found.filter((row) => row !== null));
    last = behind.at(-1)?.subjectId ?? last;
    if (rows.length >= limit || behind.length < limit) return rows.slice(0, limit);
  }
}

function pageOfChanges(
  ctx: FigureContext,
  schema: string,
  { page, ...asked }: FigureKey & TwoClocks & Readonly<{ since: Date; page: PageArguments }>,
): Promise<Page<FigureChange>> {
  const { programmeId, indicator, asOf, since, knownAt } = asked;
  return queryPage<FigureChange>(ctx, {
    ...page,
    list: `changes of ${indicator} of ${programmeId} ${asOf} ${since.getTime()} ${knownAt.getTime()}`,
    fetch: async (keys, limit) =>
      changesSince(await ctx.reader(), schema, { ...asked, after: keys?.[0] ?? null, limit }),
    keysOf: ({ position }) => [position],
  });
}
