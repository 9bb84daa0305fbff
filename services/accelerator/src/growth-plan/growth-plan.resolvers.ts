import { payloadOf } from "../course/payload.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { wholeHundredths } from "../growth/hundredths.ts";
import {
  courseDiagnose,
  goalMeasure,
  growthPlanApprove,
  growthPlanWrite,
  milestoneComplete,
  milestonePlan,
} from "./growth-plan.actions.ts";
import { progressOf } from "./growth-plan.ts";

/** Adapts `schema/accelerator/growth-plan.graphql`. */
export const growthPlanResolvers = {
  Mutation: {
    courseDiagnose: async (_root, { input }, ctx) => payloadOf(await courseDiagnose(ctx, input)),
    growthPlanWrite: async (_root, { input }, ctx) => {
      const goals = input.goals.map(({ baseline, target, ...goal }) => ({
        ...goal,
        baselineHundredths: wholeHundredths(baseline),
        targetHundredths: wholeHundredths(target),
      }));
      return payloadOf(await growthPlanWrite(ctx, { ...input, goals }));
    },
    growthPlanApprove: async (_root, { input }, ctx) => payloadOf(await growthPlanApprove(ctx, input)),
    goalMeasure: async (_root, { input: { value, ...input } }, ctx) =>
      payloadOf(await goalMeasure(ctx, { ...input, valueHundredths: wholeHundredths(value) })),
    milestonePlan: async (_root, { input }, ctx) => payloadOf(await milestonePlan(ctx, input)),
    milestoneComplete: async (_root, { input }, ctx) => payloadOf(await milestoneComplete(ctx, input)),
  },
  CompanyCourse: {
    diagnosis: async ({ id }, _args, ctx) => (await ctx.loaders.courseFile.load(id))?.diagnoses[0] ?? null,
    growthPlans: async ({ id }, _args, ctx) => {
      const file = await ctx.loaders.courseFile.load(id);
      const measurements = file?.goalMeasurements ?? [];
      return (file?.plans ?? []).map(({ goals, ...plan }) => ({
        ...plan,
        goals: goals.map((goal) => ({ goal, measurements })),
      }));
    },
    milestones: async ({ id }, _args, ctx) => (await ctx.loaders.courseFile.load(id))?.milestones ?? [],
  },
  Goal: {
    code: ({ goal }) => goal.code,
    kind: ({ goal }) => goal.kind,
    label: ({ goal }) => goal.label,
    unit: ({ goal }) => goal.unit,
    baseline: ({ goal }) => BigInt(goal.baselineHundredths),
    baselineOn: ({ goal }) => goal.baselineOn,
    target: ({ goal }) => BigInt(goal.targetHundredths),
    dueOn: ({ goal }) => goal.dueOn,
    measurements: ({ goal, measurements }) =>
      measurements
        .filter((row) => row.goal === goal.code && row.unit === goal.unit)
        .map(({ measuredOn, valueHundredths }) => ({ measuredOn, value: BigInt(valueHundredths) })),
    progressBp: ({ goal, measurements }) => progressOf(goal, measurements),
  },
} satisfies Resolvers;
