import { type Count, type LocalDate, suppressCount } from "@inclusion/kernel";
import { clocksOf } from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { simulated } from "../money-mode/money-mode.ts";
import { ASSUMED, benefitSplitOf, cohortTermsOf, fundingCaseOf, presentValueOf } from "./calculations.mappers.ts";
import { cohortSavings } from "./cohort-savings.ts";

/** Adapts `schema/finance/savings.graphql`. */
export const savingsResolvers = {
  Query: {
    benefitSplit: (_root, { input }, { today }) => benefitSplitOf(input, today),
    presentValue: (_root, { input }) => presentValueOf(input),
    fundingCase: (_root, { input }) => fundingCaseOf(input),
  },
  Programme: {
    savings: async ({ id }, { cohortYear, monthsAfter, deadweight, kept, gains, ...asked }, ctx) => {
      const { asOf, knownAt } = clocksOf(ctx, asked, "participations:read");
      const { from, to, ...terms } = cohortTermsOf({
        cohortYear,
        monthsAfter: monthsAfter ?? 0,
        deadweight,
        kept,
        gains,
      });
      const [until] = [to, asOf].toSorted() as [LocalDate, LocalDate];
      const wanted = { programmeId: id, startedFrom: from, startedTo: until, knownAt };
      const files = from <= asOf ? await ctx.loaders.workFiles(wanted) : [];
      const found = cohortSavings(files, asOf, terms.effects, terms);
      const assumptions = gains == null ? ASSUMED : [...ASSUMED, `Gains of person and company: ${gains.source.trim()}`];
      return { ...publish(ctx, { cohortYear, asOf, knownAt }, found), assumptions };
    },
  },
} satisfies Resolvers;

/** A sum over fewer persons than may be shown would tell of each. */
function publish(
  { viewer }: Context,
  asked: Readonly<{ cohortYear: number; asOf: LocalDate; knownAt: Date }>,
  found: ReturnType<typeof cohortSavings>,
) {
  const seesRows = viewer.scopes.includes("participations:read");
  const count = (value: number): Count => (seesRows ? { kind: "exact", count: value } : suppressCount(value));
  const isHidden = [found.persons, found.employed].some((value) => count(value).kind === "suppressed");
  const range = ({ lowMinor, midMinor, highMinor }: typeof found.public) => ({
    low: simulated(lowMinor),
    mid: simulated(midMinor),
    high: simulated(highMinor),
  });
  return {
    ...asked,
    ...{ persons: count(found.persons), employed: count(found.employed), notCounted: count(found.notCounted) },
    payers: isHidden ? null : found.payers.map((each) => ({ payer: each.payer, saving: range(each) })),
    publicTotal: isHidden ? null : range(found.public),
    noted: isHidden
      ? []
      : found.noted.map(({ party, lowNotedMinor: lowMinor, midNotedMinor: midMinor, highNotedMinor: highMinor }) => {
          return { party, gain: range({ lowMinor, midMinor, highMinor }) };
        }),
  };
}
