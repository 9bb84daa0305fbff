import type { LocalDate } from "@inclusion/kernel";
import { clocksOf, Fault } from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import { payloadOf } from "../course/payload.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { countWithin } from "../reach.ts";
import { obligationsOf } from "./company-growth.ts";
import type { CompanySum } from "./company-sums.ts";
import { courseMeasure, growthRuleSet, snapshotCorrect, snapshotRecord } from "./growth.actions.ts";
import { figuresFrom, growthRowOf, growthTableRow, moneyOf, storedCourseOf } from "./growth.mappers.ts";
import { type Asked, acceptedAgainstRejected, sumsOfYear, withPartnershipAgainstWithout } from "./growth-tables.ts";

/** Adapts `schema/accelerator/growth.graphql`. */
export const growthResolvers = {
  Mutation: {
    snapshotRecord: async (_root, { input }, ctx) =>
      payloadOf(
        await snapshotRecord(ctx, { ...idsOf(input), ...figuresFrom(input), kind: input.kind, month: input.month }),
      ),
    snapshotCorrect: async (_root, { input }, ctx) => {
      const { snapshotId, reason } = input;
      return payloadOf(await snapshotCorrect(ctx, { ...idsOf(input), ...figuresFrom(input), snapshotId, reason }));
    },
    courseMeasure: async (_root, { input }, ctx) =>
      payloadOf(await courseMeasure(ctx, { ...idsOf(input), ...figuresFrom(input), month: input.month })),
    growthRuleSet: async (_root, { input }, ctx) => {
      const done = await growthRuleSet(ctx, input);
      return done.ok ? { growthRule: done.value, refusals: [] } : { growthRule: null, refusals: done.refusals };
    },
  },
  CompanyCourse: {
    snapshots: async ({ id }, _args, ctx) => (await ctx.loaders.courseFile.load(id))?.snapshots ?? [],
    followUps: async ({ id }, asked, ctx) => {
      const file = await ctx.loaders.courseFile.load(id);
      return file === null ? [] : obligationsOf(file, clocksOf(ctx, asked).asOf);
    },
    growth: async ({ id }, asked, ctx) => {
      const file = await ctx.loaders.courseFile.load(id);
      if (file === null) throw new Fault("NOT_FOUND", "There is no course of this id that you may see.");
      return growthRowOf(file, clocksOf(ctx, asked).asOf);
    },
  },
  Programme: {
    growthRules: ({ id }, _args, ctx) => ctx.loaders.growthRules.load(id),
    companyGrowth: async ({ id }, { cohort, asOf: asked }, ctx) => {
      const { asOf } = clocksOf(ctx, { asOf: asked });
      const files = await ctx.loaders.figures(id, cohort ?? null);
      const decided = files.filter(({ course }) => course.acceptedOn !== null || course.state === "REJECTED");
      return decided.map((file) => growthTableRow(file, asOf));
    },
    growthComparison: ({ id }, asked, ctx) =>
      countWithin(ctx, async () => acceptedAgainstRejected(await ctx.loaders.figures(id, null), askedBy(ctx, asked))),
    partnershipComparison: ({ id }, asked, ctx) =>
      countWithin(ctx, async () =>
        withPartnershipAgainstWithout(await ctx.loaders.figures(id, null), askedBy(ctx, asked)),
      ),
    companySums: ({ id }, { year }, ctx) => {
      if (year < 1900 || year > 9998) throw new Fault("BAD_USER_INPUT", "Give a year.", { argument: "year" });
      return countWithin(ctx, async () => sumsOfYear(await ctx.loaders.figures(id, null), year, seesCompanies(ctx)));
    },
    advisoryAndGrowth: async ({ id }, { asOf: asked }, ctx) => {
      const { asOf } = clocksOf(ctx, { asOf: asked });
      const files = (await ctx.loaders.figures(id, null)).filter(({ course }) => course.acceptedOn !== null);
      return files.map((file) => {
        const until = file.advisoryHours.filter(({ workedOn }) => workedOn <= asOf);
        const hours = until.reduce((sum, { hoursHundredths }) => sum + BigInt(hoursHundredths), 0n);
        return { course: storedCourseOf(file), hours, growth: growthRowOf(file, asOf) };
      });
    },
  },
  MetricSnapshot: {
    turnover: ({ turnoverMinor, currency }) => ({ amount: turnoverMinor, currency }),
    publicSales: ({ publicSalesMinor, currency }) => amountOf(publicSalesMinor, currency),
    privateSales: ({ privateSalesMinor, currency }) => amountOf(privateSalesMinor, currency),
    fte: ({ fteHundredths }) => BigInt(fteHundredths),
    vulnerableFte: ({ vulnerableFteHundredths: fte }) => (fte === null ? null : BigInt(fte)),
    equity: ({ equityMinor, currency }) => amountOf(equityMinor, currency),
  },
  SnapshotCorrection: {
    turnover: ({ turnoverMinor, currency }) => ({ amount: BigInt(turnoverMinor), currency }),
    fte: ({ fteHundredths }) => BigInt(fteHundredths),
  },
  GrowthRule: {
    version: ({ ruleVersion }) => ruleVersion,
  },
  CompanyGrowth: {
    grown: ({ growth }) => growth?.grown ?? null,
    turnoverBp: ({ growth }) => growth?.turnoverBp ?? null,
    turnoverDelta: ({ growth, currency }) => amountOf(growth?.turnoverDeltaMinor ?? null, currency),
    fteBp: ({ growth }) => growth?.fteBp ?? null,
    fteDelta: ({ growth }) => (growth === null ? null : BigInt(growth.fteDeltaHundredths)),
    periodFrom: ({ later }) => later?.periodFrom ?? null,
    periodTo: ({ later }) => later?.periodTo ?? null,
  },
  CompanySumRow: {
    turnover: ({ turnoverMinor }: CompanySum) => amountOf(turnoverMinor, "DKK"),
    publicSales: ({ publicSalesMinor }: CompanySum) => amountOf(publicSalesMinor, "DKK"),
  },
} satisfies Resolvers;

function amountOf(minor: bigint | null, currency: "DKK" | "EUR") {
  const money = moneyOf(minor, currency);
  return money === null ? null : { amount: money.minor, currency: money.currency };
}

/** What every mutation of a course names. */
function idsOf<Input extends Readonly<{ courseId: string }>>(
  input: Input & Readonly<{ idempotencyKey?: string | null | undefined; expectedVersion?: number | null | undefined }>,
) {
  const { courseId, idempotencyKey, expectedVersion } = input;
  return { courseId, idempotencyKey, expectedVersion };
}

function seesCompanies({ viewer }: Context): boolean {
  return viewer.scopes.includes("companies:read");
}

function askedBy(ctx: Context, { seed, asOf }: Readonly<{ seed: number; asOf?: LocalDate | null | undefined }>): Asked {
  return { seed, asOf: clocksOf(ctx, { asOf }).asOf, exact: seesCompanies(ctx) };
}
