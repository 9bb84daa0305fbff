import type { LocalDate } from "@inclusion/kernel";
import {
  type BaseContext,
  measureLoaders,
  resultsLoader,
  rowLoader,
  rowsLoader,
  type TwoClocks,
} from "@inclusion/kernel/runtime";
import { claimLoaders } from "./claim/claim.repository.ts";
import { costLineLoaders } from "./cost-line/cost-line.repository.ts";
import { findGrants, findGrantsOfProgrammes } from "./grant/grant.repository.ts";
import { sumCosts } from "./grant/grant-reads.repository.ts";
import { versionLoaders } from "./grant/grant-version.repository.ts";
import { outcomeLoaders } from "./outcome/outcome.repository.ts";
import { FINANCE_RESULTS, RESULT_CATALOGUE } from "./outcome/outcome-measures.ts";
import { countLines, countStarted } from "./outcome/outcome-reads.repository.ts";
import { runLoaders } from "./payment-run/payment-run.repository.ts";
import { lineFigures } from "./rate-card/line-figures.ts";
import { findRateCards, type PublishedCard } from "./rate-card/rate-card.repository.ts";
import { cardOn } from "./rate-card/rate-card.ts";
import { simulationLoaders } from "./simulation-loaders.ts";

/** Every loader of the service, made anew for each operation. */
export function createLoaders(base: BaseContext) {
  const { reader } = base;
  const rateCards = rowsLoader<string, PublishedCard>(
    async (ids) => findRateCards(await reader(), ids),
    ({ programmeId }) => programmeId,
  );
  return {
    ...versionLoaders(base),
    ...costLineLoaders(base),
    ...claimLoaders(base),
    ...outcomeLoaders(base),
    ...runLoaders(base),
    grant: rowLoader(
      async (ids: readonly string[]) => findGrants(await reader(), ids),
      ({ id }) => id,
    ),
    grantOfProgramme: rowLoader(
      async (ids: readonly string[]) => findGrantsOfProgrammes(await reader(), ids),
      ({ programmeId }) => programmeId,
    ),
    rateCards,
    /** Cost of a programme; one programme at a time is asked for, so there is nothing to gather. */
    costsOfProgramme: async (id: string, clocks: TwoClocks) => sumCosts(await reader(), "programme_id", id, clocks),
    lineFigures: async (id: string, asOf: LocalDate) => {
      const card = cardOn(
        (await rateCards.load(id)).filter(({ mode }) => mode === "ACTUAL"),
        asOf,
      );
      if (card === null) return [];
      const counts = await countLines(await reader(), id, asOf);
      const reached = counts.map(({ payableMinor, ...count }) => ({ ...count, payableMinor: BigInt(payableMinor) }));
      return [...lineFigures(card, reached, await countStarted(await reader(), id, asOf))];
    },
    ...simulationLoaders(base),
    results: resultsLoader(
      RESULT_CATALOGUE,
      Object.keys(FINANCE_RESULTS),
      base,
      measureLoaders(RESULT_CATALOGUE, base),
    ),
  };
}
