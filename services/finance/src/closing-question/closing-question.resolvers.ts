import { type Count, deepEqual, suppressCount, suppressTable } from "@inclusion/kernel";
import { clocksOf } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";
import { simulated } from "../money-mode/money-mode.ts";
import { millionthsText, textOfValue } from "../simulation/assumption-terms.ts";
import { deadweightsOf, outcomeMoney } from "../simulation/outcome.mappers.ts";
import { type ClosingCase, closingCase, ROW_SCOPE } from "./closing-question.actions.ts";
import type { ClosingAnswer, Observed } from "./closing-question.ts";

/** Adapts `schema/finance/closing-question.graphql`. */
export const closingQuestionResolvers = {
  Programme: {
    closingQuestion: async ({ id }, { monthsAfter, discountRate, verifiedOnly, ...asked }, ctx) => {
      const clocks = clocksOf(ctx, asked, ROW_SCOPE);
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
        municipalities: publishAll(found),
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

/** The answers as their viewer may have them: the numbers of places hide each other as those of the newest release do. */
function publishAll({ answers, newest }: ClosingCase) {
  const [started, employed] = [toldOf("started", newest), toldOf("employed", newest)];
  return answers.map((answer) => {
    const { municipalityCode: code, observed } = answer;
    return publish(answer, {
      ...{ started: started(code, observed), employed: employed(code, observed), seesRows: newest === null },
      isSame: newest === null || deepEqual(newest.get(code), observed),
    });
  });
}

/** How many are told of a place: as many as the newest release tells, where it counts the same, and that there is none yet. */
function toldOf(of: "started" | "employed", newest: ClosingCase["newest"]) {
  const places = [...(newest ?? [])];
  const counts = suppressTable([places.map(([, there]) => there[of])]).cells[0] ?? [];
  const told = new Map(places.map(([code, there], at) => [code, { there: there[of], count: counts[at] ?? HIDDEN }]));
  return (code: string | null, { [of]: count }: Observed): Count => {
    if (newest === null || count === 0) return { kind: "exact", count };
    const newer = told.get(code);
    return newer?.there === count ? newer.count : HIDDEN;
  };
}

const HIDDEN: Count = suppressCount(1);

/**
 * A place with few starters or few in work shows neither money nor a rate to who may not see their rows; nor does one of
 * which the newest release counts otherwise, as both tell how many kept their job.
 */
function publish(
  { municipalityCode, observed, result }: ClosingAnswer,
  {
    started,
    employed,
    isSame,
    seesRows,
  }: Readonly<{ started: Count; employed: Count; isSame: boolean; seesRows: boolean }>,
) {
  const isHidden = !isSame || [started, employed].some(({ kind }) => kind === "suppressed");
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
