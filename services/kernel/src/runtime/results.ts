/** Results of programmes: indicators without their passports. */
import { type Count, hiddenNames, type ResultCatalogue, SMALLEST_THRESHOLD, withDividedParts } from "../pure/index.ts";
import type { BaseContext } from "./context.ts";
import type { TwoClocks } from "./measure-ledger.ts";
import type { MeasureLoaders } from "./measure-loaders.ts";
import { untoldAt } from "./releases.ts";

/** `IndicatorActual` of the graph. */
export type IndicatorActual = TwoClocks &
  Readonly<{ code: string; value: Count; definitionVersion: number; synthetic: boolean }>;

/**
 * Loads the results of programmes, each indicator of `codes` in that order, from the sums that figures are made of
 * as well.
 *
 * Whoever may not see the rows sees no small number, and none from which a small one follows by subtraction. What is
 * hidden depends on all that the catalogue counts, so that results and figures with passports hide the same.
 */
export function resultsLoader(
  catalogue: ResultCatalogue,
  codes: readonly string[],
  context: Pick<BaseContext, "viewer" | "today" | "now">,
  loaders: MeasureLoaders,
): (programmeId: string, clocks: TwoClocks) => Promise<IndicatorActual[]> {
  const { definitions, divisions, publishedElsewhere, rowScope } = catalogue;
  const isExact = context.viewer.scopes.includes(rowScope);
  return async (programmeId, clocks) => {
    const found = (await loaders.totals(clocks).load(programmeId)).filter(
      ({ indicator, definitionVersion }) => definitions[indicator]?.version === definitionVersion,
    );
    const totals = new Map(found.map((total) => [total.indicator, total]));
    const numbers = new Map(found.map(({ indicator, count }) => [indicator, count]));
    const untold = isExact
      ? new Set<string>()
      : await untoldAt({ ...context, loaders }, catalogue, programmeId, clocks);
    const hidden = isExact ? untold : hiddenNames(numbers, withDividedParts(divisions), publishedElsewhere, untold);
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
