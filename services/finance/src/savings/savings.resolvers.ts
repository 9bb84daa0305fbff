import { type Count, type LocalDate, publishCount } from "@inclusion/kernel";
import { clocksOf, type TwoClocks, withNewest } from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { simulated } from "../money-mode/money-mode.ts";
import { ASSUMED, benefitSplitOf, cohortTermsOf, fundingCaseOf, presentValueOf } from "./calculations.mappers.ts";
import { type CohortSavings, cohortSavings } from "./cohort-savings.ts";

/** Adapts `schema/finance/savings.graphql`. */
export const savingsResolvers = {
  Query: {
    benefitSplit: (_root, { input }, { today }) => benefitSplitOf(input, today),
    presentValue: (_root, { input }) => presentValueOf(input),
    fundingCase: (_root, { input }) => fundingCaseOf(input),
  },
  Programme: {
    savings: async ({ id }, { cohortYear, monthsAfter, deadweight, kept, gains, ...asked }, ctx) => {
      const clocks = clocksOf(ctx, asked, ROW_SCOPE);
      const terms = cohortTermsOf({ cohortYear, monthsAfter: monthsAfter ?? 0, deadweight, kept, gains });
      const { counted, newest } = await withNewest(ctx, clocks, (at) => savingsAt(ctx, id, terms, at), ROW_SCOPE);
      const assumptions = gains == null ? ASSUMED : [...ASSUMED, `Gains of person and company: ${gains.source.trim()}`];
      return { ...clocks, cohortYear, ...publish(counted, newest), assumptions };
    },
  },
} satisfies Resolvers;

/** Shows the participations whose work is counted. */
const ROW_SCOPE = "participations:read";

async function savingsAt(
  ctx: Context,
  programmeId: string,
  { from, to, ...terms }: ReturnType<typeof cohortTermsOf>,
  { asOf, knownAt }: TwoClocks,
): Promise<CohortSavings> {
  const [until] = [to, asOf].toSorted() as [LocalDate, LocalDate];
  const wanted = { programmeId, startedFrom: from, startedTo: until, knownAt };
  const files = from <= asOf ? await ctx.loaders.workFiles(wanted) : [];
  return cohortSavings(files, asOf, terms.effects, terms);
}

/**
 * A sum over fewer persons than may be shown would tell of each, and one beside persons of another release would tell
 * how many they are.
 *
 * @param newest the same at the newest release; null for whoever sees the rows
 */
function publish(found: CohortSavings, newest: CohortSavings | null) {
  const count = (of: "persons" | "employed" | "notCounted"): Count =>
    publishCount(found[of], newest === null ? null : newest[of]);
  const [persons, employed, notCounted] = [count("persons"), count("employed"), count("notCounted")];
  const isHidden = [persons, employed].some(({ kind }) => kind === "suppressed");
  const range = ({ lowMinor, midMinor, highMinor }: typeof found.public) => ({
    low: simulated(lowMinor),
    mid: simulated(midMinor),
    high: simulated(highMinor),
  });
  return {
    ...{ persons, employed, notCounted },
    payers: isHidden ? null : found.payers.map((each) => ({ payer: each.payer, saving: range(each) })),
    publicTotal: isHidden ? null : range(found.public),
    noted: isHidden
      ? []
      : found.noted.map(({ party, lowNotedMinor: lowMinor, midNotedMinor: midMinor, highNotedMinor: highMinor }) => {
          return { party, gain: range({ lowMinor, midMinor, highMinor }) };
        }),
  };
}
