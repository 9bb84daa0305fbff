import {
  addDays,
  type Count,
  hiddenNames,
  type LocalDate,
  localDate,
  type ResultCatalogue,
  SMALLEST_THRESHOLD,
  type Viewer,
} from "../pure/index.ts";
import type { BaseContext } from "./context.ts";
import type { Reader } from "./database.ts";
import { Fault } from "./errors.ts";
import { rowsLoader } from "./loader.ts";
import { EVERYWHERE } from "./measure-rollup.ts";

/** The two clocks of a figure: true on the day `asOf`, as known at the instant `knownAt`. */
export type TwoClocks = Readonly<{ asOf: LocalDate; knownAt: Date }>;

/** One indicator of one programme, summed. */
export type MeasureTotal = Readonly<{
  programmeId: string;
  indicator: string;
  definitionVersion: number;
  count: number;
  synthetic: boolean;
}>;

/**
 * Sums the ledger by programme and indicator, in one statement, over the rows that the reader's viewer may see.
 *
 * A place whose last entry lies before both clocks is read from its total. Of any other, whole months are read from
 * the months' sums, and entries themselves only in the month that a clock cuts. A viewer whom no place limits reads
 * all places as one.
 *
 * @returns nothing for an indicator without entries
 */
export async function readTotals(
  reader: Reader,
  schema: string,
  programmeIds: readonly string[],
  { asOf, knownAt }: TwoClocks,
): Promise<MeasureTotal[]> {
  return reader.query<MeasureTotal>(totalsSql(schema), [programmeIds, asOf, knownAt]);
}

/** The first day that no longer lies in a month which `asOf` has wholly passed. */
const CUT_DAY = "date_trunc('month', ($2::date + 1)::timestamp)::date";
/** The first instant of the month of `knownAt`, UTC. */
const CUT_MONTH = "date_trunc('month', $3::timestamptz AT TIME ZONE 'UTC')";

function totalsSql(schema: string): string {
  const line = "programme_id, indicator, definition_version";
  const isWhole = "(SELECT is_seen FROM whole)";
  const place = `CASE WHEN ${isWhole} THEN ${EVERYWHERE} ELSE coalesce(e.municipality_code, '') END`;
  const entries = (cut: string): string =>
    `SELECT ${line}, ${place} AS municipality_code, sum(e.amount) AS amount, bool_or(e.synthetic) AS synthetic
     FROM open_line JOIN ${schema}.measure_entry e USING (${line}) WHERE ${cut} GROUP BY ${line}, ${place}`;
  return `WITH whole AS MATERIALIZED (
      SELECT EXISTS (SELECT FROM ${schema}.measure_total
        WHERE programme_id = ANY ($1::uuid[]) AND municipality_code = ${EVERYWHERE}) AS is_seen),
    place AS MATERIALIZED (
      SELECT ${line}, municipality_code, sum(amount) AS amount, bool_or(synthetic) AS synthetic,
        bool_and(last_valid_on <= $2::date AND last_recorded_at <= $3::timestamptz) AS settled
      FROM ${schema}.measure_total
      WHERE programme_id = ANY ($1::uuid[]) AND municipality_code = ANY ((SELECT
        CASE WHEN is_seen THEN ARRAY[${EVERYWHERE}]
          WHEN current_setting('app.municipalities', true) = '*' THEN ARRAY(
            SELECT DISTINCT municipality_code FROM ${schema}.measure_total
            WHERE programme_id = ANY ($1::uuid[]) AND municipality_code <> ${EVERYWHERE})
          ELSE ${schema}.visible_municipalities() END FROM whole)::text[])
      GROUP BY ${line}, municipality_code),
    open_place AS MATERIALIZED (SELECT ${line}, municipality_code FROM place WHERE NOT settled),
    open_line AS MATERIALIZED (SELECT DISTINCT ${line} FROM open_place),
    part AS (
      SELECT ${line}, amount, synthetic FROM place WHERE settled
      UNION ALL
      SELECT ${line}, m.amount, m.synthetic
      FROM open_place JOIN ${schema}.measure_month m USING (${line}, municipality_code)
      WHERE m.valid_month < ${CUT_DAY} AND m.recorded_month < ${CUT_MONTH}::date
      UNION ALL
      SELECT ${line}, e.amount, e.synthetic FROM open_place JOIN (
        ${entries(`e.valid_on >= ${CUT_DAY} AND e.valid_on <= $2::date AND e.recorded_at <= $3::timestamptz`)}
        UNION ALL
        ${entries(
          `e.valid_on < ${CUT_DAY} AND e.recorded_at >= ${CUT_MONTH} AT TIME ZONE 'UTC' AND e.recorded_at <= $3::timestamptz`,
        )}) e USING (${line}, municipality_code))
    SELECT programme_id AS "programmeId", indicator, definition_version AS "definitionVersion",
      sum(amount)::int AS count, bool_or(synthetic) AS synthetic
    FROM part GROUP BY ${line}`;
}

/**
 * The two clocks that a viewer asks for: today and now when left out.
 *
 * A viewer of fixed periods sees whole months only, by either clock, so that two answers cannot be subtracted; left out
 * are then the month before this one, as it was known when it ended.
 *
 * @throws Fault BAD_USER_INPUT when such a viewer names a day or an instant within a month
 */
export function clocksOf(
  { viewer, today, now }: Pick<BaseContext, "viewer" | "today" | "now">,
  asked: Readonly<{ asOf?: LocalDate | null | undefined; knownAt?: Date | null | undefined }>,
): TwoClocks {
  const monthEnd = addDays(firstOfMonth(today), -1);
  const asOf = asked.asOf ?? (viewer.fixedPeriodsOnly ? monthEnd : today);
  if (viewer.fixedPeriodsOnly && !addDays(asOf, 1).endsWith("-01")) {
    throw new Fault("BAD_USER_INPUT", `This token sees whole months: ask as of the last day of one, as ${monthEnd}.`, {
      reason: "FIXED_PERIODS_ONLY",
      argument: "asOf",
    });
  }
  return { asOf, knownAt: knownAtOf({ viewer, today, now }, asked.knownAt) };
}

/**
 * The instant up to which a viewer is told what is known: now when left out, or the end of the last month for a viewer
 * of fixed periods.
 *
 * @throws Fault BAD_USER_INPUT when a viewer of fixed periods names an instant within a month
 */
export function knownAtOf(
  { viewer, today, now }: Pick<BaseContext, "viewer" | "today" | "now">,
  asked: Date | null | undefined,
  argument = "knownAt",
): Date {
  if (!viewer.fixedPeriodsOnly) return asked ?? now;
  const lastEnd = new Date(`${firstOfMonth(today)}T00:00:00.000Z`);
  const end = asked == null ? lastEnd : monthEndAt(asked);
  if (end !== null) return end;
  throw new Fault(
    "BAD_USER_INPUT",
    `This token sees whole months: leave ${argument} out, or name the end of a month in UTC, as ${lastEnd.toISOString()}.`,
    { reason: "FIXED_PERIODS_ONLY", argument },
  );
}

const SECOND_MS = 1_000;

function firstOfMonth(day: LocalDate): LocalDate {
  return localDate(`${day.slice(0, 7)}-01`);
}

/** The instant at which the month ends in whose last second an instant lies, or with which it ends itself; else null. */
function monthEndAt(instant: Date): Date | null {
  const end = new Date(Math.ceil((instant.getTime() + 1) / SECOND_MS) * SECOND_MS);
  return [instant, end].find((each) => each.toISOString().endsWith("-01T00:00:00.000Z")) ?? null;
}

/** `IndicatorActual` of the graph. */
export type IndicatorActual = TwoClocks &
  Readonly<{ code: string; value: Count; definitionVersion: number; synthetic: boolean }>;

/**
 * Loads the results of programmes, each indicator of `codes` in that order; one statement for all programmes
 * that are asked at the same two clocks.
 *
 * Whoever may not see the rows sees no small number, and none from which a small one follows by subtraction. What is
 * hidden depends on all that the catalogue counts, so that results and figures with passports hide the same.
 */
export function resultsLoader(
  catalogue: ResultCatalogue,
  codes: readonly string[],
  { reader, viewer }: Readonly<{ reader: () => Promise<Reader>; viewer: Viewer }>,
): (programmeId: string, clocks: TwoClocks) => Promise<IndicatorActual[]> {
  const { schema, definitions, divisions, publishedElsewhere, rowScope } = catalogue;
  const loaders = new Map<string, ReturnType<typeof rowsLoader<string, MeasureTotal>>>();
  const isExact = viewer.scopes.includes(rowScope);
  return async (programmeId, clocks) => {
    const key = `${clocks.asOf} ${clocks.knownAt.getTime()}`;
    const loader =
      loaders.get(key) ??
      rowsLoader(
        async (ids: readonly string[]) => readTotals(await reader(), schema, ids, clocks),
        (row) => row.programmeId,
      );
    loaders.set(key, loader);
    const found = (await loader.load(programmeId)).filter(
      ({ indicator, definitionVersion }) => definitions[indicator]?.version === definitionVersion,
    );
    const totals = new Map(found.map((total) => [total.indicator, total]));
    const numbers = new Map(found.map(({ indicator, count }) => [indicator, count]));
    const hidden = isExact ? new Set<string>() : hiddenNames(numbers, divisions, publishedElsewhere);
    return codes.map((code) => ({
      code,
      value: hidden.has(code)
        ? { kind: "suppressed", below: SMALLEST_THRESHOLD }
        : { kind: "exact", count: numbers.get(code) ?? 0 },
      definitionVersion: definitions[code]?.version ?? 1,
      synthetic: totals.get(code)?.synthetic ?? false,
      ...clocks,
    }));
  };
}

/** Which member of the union `Count` a value is, for resolver maps. */
export const countResolvers = {
  __resolveType: (value: Count): "ExactCount" | "SuppressedCount" =>
    value.kind === "exact" ? "ExactCount" : "SuppressedCount",
};
