import { isId, type LocalDate } from "@inclusion/kernel";
import { Fault } from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { termsOn } from "../job-opening/job-opening.ts";
import { type MatchArguments, rankingAsked, weekOf } from "./asked.ts";
import { type ReadyParticipation, WHOLE_POINTS } from "./factors.ts";
import { findFreeOpenings } from "./matching.repository.ts";
import {
  type Ranked,
  type RankingAsked,
  type ReadyTable,
  rankForOpening,
  rankForParticipation,
  tableOfReady,
} from "./ranking.ts";
import { FACTORS, MATCHING_WEIGHTS, type MatchingWeights } from "./weights.ts";

/** A ranked pair, and the weights it was ranked by. */
export type CandidateRow = Ranked & Readonly<{ weights: MatchingWeights }>;

/** An opening by its id, and who would fit. */
export type OpeningCandidatesRow = Readonly<{ openingId: string; candidates: readonly CandidateRow[] }>;

const WHOLE_BP = 10_000;

/** Adapts `schema/accelerator/matching.graphql`. */
export const matchingResolvers = {
  Query: {
    matchingWeights: () => [...MATCHING_WEIGHTS],
  },
  JobOpening: {
    candidates: async (opening, { on, ...asked }, ctx) => {
      const how = howAsked(asked);
      const day = on ?? ctx.today;
      const ready = await ctx.loaders.readyOf(weekOf(day)).load(opening.programmeId);
      const offered = { ...opening, ...termsOn(opening, day) };
      return rankForOpening(offered, numberedOnce(ready), how).map((pair) => rowOf(pair, how));
    },
  },
  Participation: {
    __resolveReference: ({ id }) => (isId(id) ? { id } : null),
    fittingOpenings: ({ id }, { on, ...asked }, ctx) => fittingOpenings(ctx, id, on ?? ctx.today, howAsked(asked)),
  },
  Programme: {
    matching: async ({ id }, { on, first, candidates, ...asked }, ctx) => {
      const how = howAsked({ ...asked, first: candidates });
      if (first == null || first < 1 || first > MOST_OPENINGS) throw outOfRange("first", MOST_OPENINGS);
      const week = weekOf(on ?? ctx.today);
      const openings = await findFreeOpenings(await ctx.reader(), [id], week, first);
      const table = numberedOnce(await ctx.loaders.readyOf(week).load(id));
      return openings.map((needs) => ({
        openingId: needs.id,
        candidates: rankForOpening(needs, table, how).map((pair) => rowOf(pair, how)),
      }));
    },
  },
  OpeningCandidates: {
    opening: async ({ openingId }, _args, ctx) => {
      const opening = await ctx.loaders.opening.load(openingId);
      if (opening === null) throw new Fault("NOT_FOUND", "The job opening is no longer there.");
      return opening;
    },
  },
  MatchCandidate: {
    opening: ({ openingId }, _args, ctx) => ctx.loaders.opening.load(openingId),
    participation: ({ participationId }) => ({ id: participationId }),
    fitBp: ({ points }) => Math.floor((points * WHOLE_BP) / WHOLE_POINTS),
    weightsVersion: ({ weights }) => weights.version,
    factors: ({ fits, weights }) =>
      FACTORS.map((factor) => ({ factor, fitBp: fits[factor], weightPercent: weights.percent[factor] })),
    distanceKm: ({ km }) => km,
    needsMetCount: ({ needsMet }) => needsMet.length,
    needsUnmetCount: ({ needsUnmet }) => needsUnmet.length,
  },
  MatchingWeights: {
    hoursPercent: ({ percent }) => percent.HOURS,
    needsPercent: ({ percent }) => percent.NEEDS,
    distancePercent: ({ percent }) => percent.DISTANCE,
    earlierFormsPercent: ({ percent }) => percent.EARLIER_FORMS,
  },
} satisfies Resolvers;

const MOST_OPENINGS = 500;

const TABLES = new WeakMap<readonly ReadyParticipation[], ReadyTable>();

/** The table of rows that a loader gave: it gives the same list to every opening of an operation. */
function numberedOnce(ready: readonly ReadyParticipation[]): ReadyTable {
  const table = TABLES.get(ready) ?? tableOfReady(ready);
  TABLES.set(ready, table);
  return table;
}

async function fittingOpenings(
  ctx: Context,
  participationId: string,
  on: LocalDate,
  how: RankingAsked,
): Promise<CandidateRow[]> {
  const week = weekOf(on);
  const ready = await ctx.loaders.readyById(week).load(participationId);
  if (ready === null) return [];
  const openings = await ctx.loaders.freeOpenings(week).load(ready.programmeId);
  return rankForParticipation(ready, openings, how).map((pair) => rowOf(pair, how));
}

function rowOf(pair: Ranked, { weights }: RankingAsked): CandidateRow {
  return { ...pair, weights };
}

/** @throws Fault BAD_USER_INPUT for an argument that cannot be */
function howAsked(asked: MatchArguments): RankingAsked {
  const how = rankingAsked(asked, 20);
  if (how.ok) return how.value;
  const [{ code, message, field }] = how.refusals;
  throw new Fault("BAD_USER_INPUT", message, { reason: code, argument: field?.[0] });
}

function outOfRange(argument: string, most: number): Fault {
  return new Fault("BAD_USER_INPUT", `Ask for 1 to ${most}.`, { reason: "PAGE_SIZE", argument });
}
