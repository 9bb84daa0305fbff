import { type Decision, isId, type LocalDate } from "@inclusion/kernel";
import { type ChangeInput, changeFile } from "../change.ts";
import type { Context } from "../context.ts";
import { addedRow } from "../participation/participation-file.ts";
import { type Action, authorize } from "../policy.ts";
import type { ParticipantRefusalCode } from "../refusals.ts";
import { decideMatch, proposeMatch } from "./decide-match.ts";
import { findMatch } from "./match.repository.ts";
import type { DeclineReason, JobOpening, Match, MatchDecision } from "./match.ts";

type MatchDecided = Promise<Decision<Match | null, ParticipantRefusalCode>>;

type DecisionInput = ChangeInput & Readonly<{ matchId: string; decidedOn: LocalDate }>;

/**
 * Proposes a participant for a job opening.
 *
 * @refuses CONFLICT, IDEMPOTENCY_MISMATCH, and the codes of `proposeMatch`
 */
export async function matchPropose(
  ctx: Context,
  input: ChangeInput & Readonly<{ openingId: string; proposedOn: LocalDate }>,
): MatchDecided {
  authorize(ctx.viewer, "match:propose");
  const opening = await openingOf(ctx, input.openingId);
  return changeFile(ctx, {
    action: "match:propose",
    input,
    rule: proposeMatch(opening, input.proposedOn),
    answer: (before, after) => addedRow(before.matches, after.matches),
  });
}

/**
 * Both sides say yes to a proposal.
 *
 * @refuses CONFLICT, IDEMPOTENCY_MISMATCH, and the codes of `decideMatch`
 */
export function matchAccept(ctx: Context, input: DecisionInput): MatchDecided {
  const { matchId, decidedOn } = input;
  return decide(ctx, "match:accept", input, { matchId, decidedOn, status: "ACCEPTED" });
}

/**
 * One side says no, with a reason.
 *
 * @refuses CONFLICT, IDEMPOTENCY_MISMATCH, and the codes of `decideMatch`
 */
export function matchDecline(
  ctx: Context,
  input: DecisionInput & Readonly<{ reason?: DeclineReason | null | undefined }>,
): MatchDecided {
  const { matchId, decidedOn, reason } = input;
  return decide(ctx, "match:decline", input, { matchId, decidedOn, status: "DECLINED", reason: reason ?? null });
}

/**
 * The participant is hired; the accelerator is told that the opening is filled, and nothing of the person.
 *
 * @refuses CONFLICT, IDEMPOTENCY_MISMATCH, and the codes of `decideMatch`
 */
export function matchHire(ctx: Context, input: DecisionInput): MatchDecided {
  const { matchId, decidedOn } = input;
  return decide(ctx, "match:hire", input, { matchId, decidedOn, status: "HIRED" });
}

async function decide(ctx: Context, action: Action, input: ChangeInput, decision: MatchDecision): MatchDecided {
  authorize(ctx.viewer, action);
  const match = isId(decision.matchId) ? await findMatch(await ctx.reader(), decision.matchId) : null;
  const opening = match === null ? null : await openingOf(ctx, match.openingId);
  return changeFile(ctx, {
    action,
    input,
    rule: decideMatch(opening, decision),
    answer: (_before, after) => after.matches.find(({ id }) => id === decision.matchId) ?? null,
  });
}

/** The opening as it was last told: what its owner decides a moment later reaches this service a moment later. */
function openingOf(ctx: Context, openingId: string): Promise<JobOpening | null> {
  return isId(openingId) ? ctx.loaders.opening.load(openingId) : Promise.resolve(null);
}
