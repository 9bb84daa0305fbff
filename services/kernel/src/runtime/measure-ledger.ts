import { type Count, type LocalDate, suppressCount, type Viewer } from "../pure/index.ts";
import type { Reader } from "./database.ts";
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

/** `IndicatorActual` of the graph. */
export type IndicatorActual = TwoClocks &
  Readonly<{ code: string; value: Count; definitionVersion: number; synthetic: boolean }>;

/**
 * Loads the results of programmes, each indicator of `codes` in that order; one statement for all programmes
 * that are asked at the same two clocks.
 *
 * Whoever may not see the rows sees no small number.
 */
export function resultsLoader(
  schema: string,
  codes: Readonly<Record<string, number>>,
  source: () => Promise<Reader>,
  viewer: Viewer,
  rowScope: string,
): (programmeId: string, clocks: TwoClocks) => Promise<IndicatorActual[]> {
  const loaders = new Map<string, ReturnType<typeof rowsLoader<string, MeasureTotal>>>();
  const exact = viewer.scopes.includes(rowScope);
  return async (programmeId, clocks) => {
    const key = `${clocks.asOf} ${clocks.knownAt.getTime()}`;
    const loader =
      loaders.get(key) ??
      rowsLoader(
        async (ids: readonly string[]) => readTotals(await source(), schema, ids, clocks),
        (row) => row.programmeId,
      );
    loaders.set(key, loader);
    const totals = new Map((await loader.load(programmeId)).map((total) => [total.indicator, total]));
    return Object.entries(codes).map(([code, definitionVersion]) => {
      const total = totals.get(code);
      const count = total?.count ?? 0;
      return {
        code,
        value: exact ? { kind: "exact", count } : suppressCount(count),
        definitionVersion: total?.definitionVersion ?? definitionVersion,
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
