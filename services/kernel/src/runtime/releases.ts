/** Releases of figures over time, read from the months' sums, so that they cost the same whatever the ledger's size. */
import {
  type Division,
  deepEqual,
  localDate,
  type QuarterSum,
  quarterOf,
  type ReleaseClocks,
  releasesOf,
} from "../pure/index.ts";
import type { BaseContext } from "./context.ts";
import type { Reader } from "./database.ts";
import { rowsLoader } from "./loader.ts";
import { newestRelease, type TwoClocks } from "./measure-ledger.ts";

/** What is counted, as far as its releases need it. */
export type ReleasedCatalogue = Readonly<{
  schema: string;
  definitions: Readonly<Record<string, Readonly<{ version: number }>>>;
  divisions: readonly Division[];
  publishedElsewhere: ReadonlySet<string>;
}>;

/** The releases of one programme's numbers; see `releasesOf`. */
export type Releases = ReturnType<typeof releasesOf>;

type QuarterRow = QuarterSum & Readonly<{ programmeId: string; definitionVersion: number }>;

/**
 * What was counted in each quarter by the quarter of its recording, in one statement over the rows that the reader's
 * viewer may see; until the newest release.
 */
export async function readQuarters(
  reader: Reader,
  { schema, definitions }: Pick<ReleasedCatalogue, "schema" | "definitions">,
  programmeIds: readonly string[],
  newest: TwoClocks,
): Promise<QuarterRow[]> {
  const rows = await reader.query<QuarterRow>(quartersSql(schema), [programmeIds, newest.knownAt]);
  return rows.filter(({ name, definitionVersion }) => definitions[name]?.version === definitionVersion);
}

/** Loads the releases of programmes as of the newest one. */
export function releasesLoader(
  catalogue: ReleasedCatalogue,
  context: Pick<BaseContext, "reader" | "today" | "now">,
): (programmeId: string) => Promise<Releases> {
  const newest = newestRelease(context);
  const quarters = rowsLoader<string, QuarterRow>(
    async (ids: readonly string[]) => readQuarters(await context.reader(), catalogue, ids, newest),
    ({ programmeId }) => programmeId,
  );
  const made = new Map<string, Promise<Releases>>();
  return (programmeId) => {
    const releases =
      made.get(programmeId) ??
      quarters.load(programmeId).then((sums) => releasesOf(catalogue, sums, releaseClocks(newest)));
    made.set(programmeId, releases);
    return releases;
  };
}

/** The codes that are not told at these clocks to whoever sees no rows; none at those of the newest release. */
export async function untoldAt(
  context: Pick<BaseContext, "today" | "now"> &
    Readonly<{ loaders: Readonly<{ releases: (programmeId: string) => Promise<Releases> }> }>,
  { definitions }: Pick<ReleasedCatalogue, "definitions">,
  programmeId: string,
  clocks: TwoClocks,
): Promise<ReadonlySet<string>> {
  if (isNewest(context, clocks)) return new Set();
  const releases = await context.loaders.releases(programmeId);
  const asked = releaseClocks(clocks);
  return new Set(Object.keys(definitions).filter((code) => !releases.isTold(code, asked)));
}

/** Whether the clocks are those of the newest release, in which time hides nothing. */
export function isNewest(context: Pick<BaseContext, "today" | "now">, { asOf, knownAt }: TwoClocks): boolean {
  const newest = newestRelease(context);
  return asOf === newest.asOf && knownAt.getTime() === newest.knownAt.getTime();
}

/**
 * Whether what was counted at some clocks may be published: to whoever sees no rows, where the newest release counts the
 * same. So nothing is told of an earlier day that is not told of the newest one.
 *
 * @param count counts at other clocks
 */
export async function isPublishedAt<Counted>(
  context: Pick<BaseContext, "today" | "now" | "viewer" | "rowScope">,
  clocks: TwoClocks,
  counted: Counted,
  count: (clocks: TwoClocks) => Promise<Counted>,
): Promise<boolean> {
  if (context.rowScope !== null && context.viewer.scopes.includes(context.rowScope)) return true;
  return isNewest(context, clocks) || deepEqual(counted, await count(newestRelease(context)));
}

/**
 * What is counted at some clocks and, for whoever sees no rows, at the newest release: of an earlier day such a viewer is
 * told nothing that is not told of the newest one. `newest` is null for whoever sees rows.
 *
 * @param rowScope the scope that shows the rows which are counted, where it is not the service's own
 */
export async function withNewest<Counted>(
  context: Pick<BaseContext, "today" | "now" | "viewer" | "rowScope">,
  clocks: TwoClocks,
  count: (clocks: TwoClocks) => Promise<Counted>,
  rowScope: string | null = context.rowScope,
): Promise<Readonly<{ counted: Counted; newest: Counted | null }>> {
  const counted = await count(clocks);
  if (rowScope !== null && context.viewer.scopes.includes(rowScope)) return { counted, newest: null };
  return { counted, newest: isNewest(context, clocks) ? counted : await count(newestRelease(context)) };
}

/** Both clocks as quarters; `knownAt` is the instant with which one has ended. */
export function releaseClocks({ asOf, knownAt }: TwoClocks): ReleaseClocks {
  return { valid: quarterOf(asOf), recorded: quarterOf(localDate(knownAt.toISOString().slice(0, 10))) - 1 };
}

/** The `Quarter` of a day, as SQL. */
export function quarterSql(day: string): string {
  return `(date_part('year', ${day})::int * 4 + date_part('quarter', ${day})::int - 1)`;
}

/** Of the places that totals are read of; see `readTotals`. */
function quartersSql(schema: string): string {
  const line = "programme_id, indicator, definition_version";
  return `WITH place AS MATERIALIZED (
      SELECT DISTINCT ${line}, municipality_code FROM ${schema}.measure_total
      WHERE programme_id = ANY ($1::uuid[])
        AND municipality_code = ANY ((SELECT ${schema}.summed_places($1::uuid[]))::text[]))
    SELECT programme_id AS "programmeId", indicator AS name, definition_version AS "definitionVersion",
      ${quarterSql("valid_month")} AS valid, ${quarterSql("recorded_month")} AS recorded, sum(m.amount)::int AS amount
    FROM place JOIN ${schema}.measure_month m USING (${line}, municipality_code)
    WHERE m.recorded_month < date_trunc('month', $2::timestamptz AT TIME ZONE 'UTC')::date
    GROUP BY ${line}, 4, 5 HAVING sum(m.amount) <> 0`;
}
