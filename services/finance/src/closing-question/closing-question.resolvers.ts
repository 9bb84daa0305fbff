import { type Count, suppressCount } from "@inclusion/kernel";
import { clocksOf } from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { simulated } from "../money-mode/money-mode.ts";
import { millionthsText, textOfValue } from "../simulation/assumption-terms.ts";
import { deadweightsOf, outcomeMoney } from "../simulation/outcome.mappers.ts";
import { closingCase } from "./closing-question.actions.ts";
import type { ClosingAnswer } from "./closing-question.ts";

/** Adapts `schema/finance/closing-question.graphql`. */
export const closingQuestionResolvers = {
  Programme: {
    closingQuestion: async ({ id }, { monthsAfter, discountRate, ...asked }, ctx) => {
      const clocks = clocksOf(ctx, asked);
      const terms = { ...clocks, monthsAfter: monthsAfter ?? 60, discountRate: discountRate ?? "0.035" };
      const found = await closingCase(ctx, id, terms);
      if (found === null) return null;
      return {
        ...clocks,
        ...{ firstMonth: found.inputs.firstMonth, cost: simulated(found.costMinor) },
        municipalities: found.answers.map((answer) => publish(ctx, answer)),
        assumptions: found.inputs.assumptions
          .filter(({ key }) => key !== "EMPLOYMENT_RATE" && key !== "DEADWEIGHT")
          .map(({ key, low, mid, high, sourceKind, source }) => ({
            ...{ key, sourceKind, source },
            ...{ low: textOfValue(key, low), mid: textOfValue(key, mid), high: textOfValue(key, high) },
          })),
      };
    },
  },
} satisfies Resolvers;

/** A place with few starters or few in work shows neither money nor a rate to who may not see their rows. */
function publish({ viewer }: Context, { municipalityCode, observed, result }: ClosingAnswer) {
  const seesRows = viewer.scopes.includes("participations:read");
  const count = (value: number): Count => (seesRows ? { kind: "exact", count: value } : suppressCount(value));
  const [started, employed] = [count(observed.started), count(observed.employed)];
  const isHidden = [started, employed].some(({ kind }) => kind === "suppressed");
  const municipality = municipalityCode === null ? null : { code: municipalityCode };
  const isRateShown = observed.judged >= 5 || (seesRows && observed.judged > 0);
  const shown = { municipality, started, employed };
  if (isHidden || result === null) {
    return { ...shown, sustainedRate: null, cost: null, saving: null, outcome: null, byDeadweight: [] };
  }
  return {
    ...shown,
    sustainedRate: isRateShown ? millionthsText(Math.round((observed.sustained * 1_000_000) / observed.judged)) : null,
    ...{ cost: simulated(result.costMinor), saving: simulated(result.municipalityMinor) },
    ...{ outcome: outcomeMoney(result), byDeadweight: deadweightsOf(result) },
  };
}
