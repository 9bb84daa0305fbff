import { roundHalfAway } from "@inclusion/kernel";
import { clocksOf, Fault } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";
import { participantFigures } from "../indicator/indicator.actions.ts";
import { periodOf } from "./pace.actions.ts";
import { type Pace, paceDays, paceOf } from "./pace.ts";

/** Adapts `schema/participant/pace.graphql`. */
export const paceResolvers = {
  Programme: {
    participantPace: async ({ id }, { targets, ...asked }, ctx) => {
      requireTargets(targets);
      const clocks = clocksOf(ctx, asked);
      const figures = await participantFigures.figures(ctx, id, { codes: targets.map(({ code }) => code), ...clocks });
      const period = await periodOf(ctx, id);
      if (period === null) return null;
      const days = paceDays(period.startsOn, period.endsOn, clocks.asOf);
      const indicators = targets.flatMap(({ code, target }) => {
        const actual = figures.find((figure) => figure.code === code)?.value;
        return actual === undefined
          ? []
          : [{ code, target, actual, pace: paceOf(actual, target, { ...days, startsOn: period.startsOn }) }];
      });
      return { ...clocks, ...days, indicators };
    },
  },
  IndicatorPace: {
    planned: ({ pace }) => rounded(pace),
    standing: ({ pace }) => pace.standing,
    projected: ({ pace }) => pace.projected,
    difference: ({ pace }) => pace.difference,
    reachedOn: ({ pace }) => pace.reachedOn,
  },
} satisfies Resolvers;

function rounded({ planned: { numerator, denominator } }: Pace) {
  return roundHalfAway(numerator * 100n, denominator);
}

/** @throws Fault BAD_USER_INPUT for a code that is named twice, and for a number that cannot be promised */
function requireTargets(targets: readonly Readonly<{ code: string; target: number }>[]): void {
  const codes = new Set(targets.map(({ code }) => code));
  if (codes.size === targets.length && targets.every(({ target }) => target >= 1)) return;
  throw new Fault("BAD_USER_INPUT", "Name each indicator once, with a promised number from 1.", {
    reason: "TARGETS",
    argument: "targets",
  });
}
