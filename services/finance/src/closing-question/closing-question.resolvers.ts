import { type Count, SMALLEST_THRESHOLD } from "@inclusion/kernel";
import { clocksOf } from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { simulated } from "../money-mode/money-mode.ts";
import { millionthsText, textOfValue } from "../simulation/assumption-terms.ts";
import { deadweightsOf, outcomeMoney, personsFor } from "../simulation/outcome.mappers.ts";
import { closingCase } from "./closing-question.actions.ts";
import type { ClosingAnswer } from "./closing-question.ts";

/** Adapts `schema/finance/closing-question.graphql`. */
export const closingQuestionResolvers = {
  Programme: {
    closingQuestion: async ({ id }, { monthsAfter, discountRate, verifiedOnly, ...asked }, ctx) => {
      const clocks = clocksOf(ctx, asked, "participations:read");
      const terms = {
        ...clocks,
        ...{
          monthsAfter: monthsAfter ?? 60,
          discountRate: discountRate ?? "0.035",
          verifiedOnly: verifiedOnly ?? false,
        },
      };
      const found = await closingCase(ctx, id, terms);
      if (found === null) return null;
      return {
        ...clocks,
        ...{ firstMonth: found.inputs.firstMonth, cost: simulated(found.costMinor) },
        municipalities: publishAll(ctx, found.answers),
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

function publishAll(ctx: Context, answers: readonly ClosingAnswer[]) {
  const [started, employed] = (["started", "employed"] as const).map((key) =>
    personsFor(
      ctx.viewer,
      answers.map(({ observed }) => observed[key]),
    ),
  );
  return answers.map((answer, index) =>
    publish(ctx, answer, { started: started?.[index] ?? HIDDEN, employed: employed?.[index] ?? HIDDEN }),
  );
}

const HIDDEN: Count = { kind: "suppressed", below: SMALLEST_THRESHOLD };

/** A place with few starters or few in work shows neither money nor a rate to who may not see their rows. */
function publish(
  { viewer }: Context,
  { municipalityCode, observed, result }: ClosingAnswer,
  { started, employed }: Readonly<{ started: Count; employed: Count }>,
) {
  const seesRows = viewer.scopes.includes("participations:read");
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
