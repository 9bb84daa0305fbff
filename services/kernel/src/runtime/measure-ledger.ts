import { addDays, type Count, type LocalDate, localDate, suppressCount, type Viewer } from "../pure/index.ts";
import type { BaseContext } from "./context.ts";
import type { Reader } from "./database.ts";
import { Fault } from "./errors.ts";
import { rowsLoader } from "./loader.ts";

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
 * @returns nothing for an indicator without entries
 */
export async function readTotals(
  reader: Reader,
  schema: string,
  programmeIds: readonly string[],
  { asOf, knownAt }: TwoClocks,
): Promise<MeasureTotal[]> {
  return reader.query<MeasureTotal>(
    `SELECT programme_id AS "programmeId", indicator, definition_version AS "definitionVersion",
            sum(amount)::int AS count, bool_or(synthetic) AS synthetic
     FROM ${schema}.measure_entry
     WHERE programme_id = ANY ($1::uuid[]) AND valid_on <= $2 AND recorded_at <= $3
     GROUP BY programme_id, indicator, definition_version`,
    [programmeIds, asOf, knownAt],
  );
}

/**
 * The two clocks that a viewer asks for: today and now when left out.
 *
 * A viewer of fixed periods sees whole months only, so that two answers cannot be subtracted; left out is then the
 * month before this one.
 *
 * @throws Fault BAD_USER_INPUT when such a viewer names a day within a month
 */
export function clocksOf(
  { viewer, today, now }: Pick<BaseContext, "viewer" | "today" | "now">,
  asked: Readonly<{ asOf?: LocalDate | null | undefined; knownAt?: Date | null | undefined }>,
): TwoClocks {
  const monthEnd = addDays(localDate(`${today.slice(0, 7)}-01`), -1);
  const asOf = asked.asOf ?? (viewer.fixedPeriodsOnly ? monthEnd : today);
  if (viewer.fixedPeriodsOnly && !addDays(asOf, 1).endsWith("-01")) {
    throw new Fault("BAD_USER_INPUT", `This token sees whole months: ask as of the last day of one, as ${monthEnd}.`, {
      reason: "FIXED_PERIODS_ONLY",
      argument: "asOf",
    });
  }
  return { asOf, knownAt: asked.knownAt ?? now };
}

/** `IndicatorActual` of the graph. */
export type IndicatorActual = TwoClocks &
  Readonly<{ code: string; value: Count; definitionVersion: number; synthetic: boolean }>;

/**
 * Loads the results of programmes, each indicator of `codes` in that order; one statement for all programmes
 * that are asked at the same two clocks.
 *
 * Whoever may not see the rows sees no small number.
 *
 * @param codes    the indicators with the version of their definition, in order
 * @param rowScope the scope that lets a viewer see the rows behind the numbers
 */
export function resultsLoader(
  schema: string,
  codes: Readonly<Record<string, number>>,
  rowScope: string,
  { reader, viewer }: Readonly<{ reader: () => Promise<Reader>; viewer: Viewer }>,
): (programmeId: string, clocks: TwoClocks) => Promise<IndicatorActual[]> {
  const loaders = new Map<string, ReturnType<typeof rowsLoader<string, MeasureTotal>>>();
  const exact = viewer.scopes.includes(rowScope);
  return async (programmeId, clocks) => {
    const key = `${clocks.asOf} ${clocks.knownAt.getTime()}`;
    const loader =
      loaders.get(key) ??
      rowsLoader(
        async (ids: readonly string[]) => readTotals(await reader(), schema, ids, clocks),
        (row) => row.programmeId,
      );
    loaders.set(key, loader);
    const found = await loader.load(programmeId);
    const totals = new Map(found.map((total) => [`${total.indicator} ${total.definitionVersion}`, total]));
    return Object.entries(codes).map(([code, definitionVersion]) => {
      const total = totals.get(`${code} ${definitionVersion}`);
      const count = total?.count ?? 0;
      return {
        code,
        value: exact ? { kind: "exact", count } : suppressCount(count),
        definitionVersion,
        synthetic: total?.synthetic ?? false,
        ...clocks,
      };
    });
  };
}

/** Which member of the union `Count` a value is, for resolver maps. */
export const countResolvers = {
  __resolveType: (value: Count): "ExactCount" | "SuppressedCount" =>
    value.kind === "exact" ? "ExactCount" : "SuppressedCount",
};
