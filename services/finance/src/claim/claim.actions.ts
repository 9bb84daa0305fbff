import { invariant, isId, type LocalDate, refuse } from "@inclusion/kernel";
import { Fault, type NewFact, type Reader, type Tx } from "@inclusion/kernel/runtime";
import type { ClaimStateSet } from "@inclusion/schema/facts";
import { type ChangeInput, changeMoney, staleVersion, takeTurn } from "../change.ts";
import type { Context } from "../context.ts";
import { findCostLines, putCostLines } from "../cost-line/cost-line.repository.ts";
import { findVersions } from "../grant/grant-version.repository.ts";
import { bindingVersion } from "../grant/grant-version.ts";
import { postSets } from "../ledger/ledger.repository.ts";
import { isLimitedToPlaces } from "../limits.repository.ts";
import type { Action } from "../policy.ts";
import { because, type FinanceDecision, unless } from "../refusal/refusal.ts";
import { findClaimEvents, findClaims, findOtherClaims, putClaim } from "./claim.repository.ts";
import { type Claim, type ClaimFile, changedLines, isFinal } from "./claim.ts";
import {
  correctClaim,
  decideClaim,
  type LineDecision,
  payClaim,
  postingsOfClaim,
  takenBackBy,
} from "./claim-decision.ts";
import {
  addLine,
  auditClaim,
  lockClaim,
  type Moment,
  reasonsAgainstOpening,
  removeLine,
  submitClaim,
  talk,
} from "./claim-steps.ts";

/** What every step of a claim brings with it. */
export type ClaimInput = ChangeInput & Readonly<{ claimId: string }>;

type Claims = Promise<FinanceDecision<Claim>>;
type Step = Readonly<{
  rule: (file: ClaimFile, moment: Moment, tx: Tx) => FinanceDecision<ClaimFile> | Promise<FinanceDecision<ClaimFile>>;
  note?: string | null | undefined;
  happenedOn?: LocalDate;
}>;

/** Changes a claim by a rule. Whoever changes claims of the same grant waits. */
function changeClaim(ctx: Context, action: Action, input: ClaimInput, step: Step): Claims {
  return changeMoney(ctx, action, input, async (tx) => {
    const before = await lockClaimFile(tx, input.claimId);
    const [stale] = staleVersion(input, before.claim.version);
    if (stale !== undefined) return refuse(stale);
    const decided = await step.rule(before, momentOf(ctx), tx);
    if (!decided.ok) return decided;
    await storeClaimStep(ctx, tx, { before, after: decided.value, ...step });
    return { ok: true, value: { ...decided.value.claim, version: before.claim.version + 1 } };
  });
}

function momentOf({ viewer, today, newId }: Context): Moment {
  return { actor: viewer.subject, today, newId, organisations: viewer.limits.organisations };
}

async function lockClaimFile(tx: Tx, claimId: string): Promise<ClaimFile> {
  const [seen] = isId(claimId) ? await findClaims(tx, "id", [claimId]) : [];
  if (seen !== undefined) await takeTurn(tx, "claims", seen.grantId);
  const [claim] = seen === undefined ? [] : await findClaims(tx, "id", [claimId]);
  if (claim === undefined) throw new Fault("NOT_FOUND", "There is no claim of this id that you may see.");
  return fileOf(tx, claim);
}

async function fileOf(reader: Reader, claim: Claim): Promise<ClaimFile> {
  const terms = bindingVersion(await findVersions(reader, [claim.grantId]));
  invariant(terms !== null, "a grant with claims has a version that binds");
  return {
    ...{ claim, terms, lines: await findCostLines(reader, "claim_id", [claim.id]) },
    others: await findOtherClaims(reader, claim.grantId, claim.id),
    actors: (await findClaimEvents(reader, [claim.id])).map(({ actor }) => actor),
  };
}

/** Stores what differs of a claim, posts and tells what follows. */
export async function storeClaimStep(
  ctx: Pick<Context, "today" | "newId"> & Readonly<{ viewer: Readonly<{ subject: string }> }>,
  tx: Tx,
  { before, after, note, happenedOn }: Omit<Step, "rule"> & Readonly<{ before: ClaimFile; after: ClaimFile }>,
): Promise<void> {
  const { claim } = after;
  const on = happenedOn ?? ctx.today;
  const fromState = before.claim.state;
  await putClaim(tx, claim, {
    id: ctx.newId(),
    fromState,
    happenedOn: on,
    actor: ctx.viewer.subject,
    note: note ?? null,
  });
  await putCostLines(tx, changedLines(before, after));
  await postSets(tx, claim.programmeId, postingsOfClaim(before.claim, claim, on));
  if (fromState !== claim.state) tx.tell(stateFact(claim));
}

/** What others are told of a claim's state. */
export function stateFact(claim: Claim): NewFact {
  const { programmeId, id: claimId, state } = claim;
  const payload: ClaimStateSet = { programmeId, claimId, state, isFinal: isFinal(claim) };
  return { type: "ClaimStateSet", version: 1, subject: claimId, payload };
}

/** @refuses IDEMPOTENCY_MISMATCH, GRANT_UNKNOWN, DATE_ORDER, CLAIM_PERIOD, CLAIM_PERIOD_OVERLAP */
export function costClaimOpen(
  ctx: Context,
  input: ChangeInput & Readonly<{ grantId: string; periodFrom: LocalDate; periodTo: LocalDate }>,
): Claims {
  const { grantId, periodFrom, periodTo } = input;
  return changeMoney(ctx, "costClaim:open", input, async (tx) => {
    const { programmes, grants } = ctx.viewer.limits;
    const isWithin = isId(grantId) && (grants === null || grants.includes(grantId));
    // A claim is of all places together: whom places limit sees none, and opens none.
    const isMine = isWithin && !isLimitedToPlaces(ctx.viewer);
    if (isMine) await takeTurn(tx, "claims", grantId);
    const terms = isMine ? bindingVersion(await findVersions(tx, [grantId])) : null;
    if (terms === null || (programmes !== null && !programmes.includes(terms.programmeId))) {
      return refuse(because("GRANT_UNKNOWN", "There is no such grant that you may see.", "grantId"));
    }
    const id = ctx.newId();
    const others = await findOtherClaims(tx, grantId, id);
    const claim: Claim = {
      ...{ id, grantId, programmeId: terms.programmeId, number: others.length + 1, periodFrom, periodTo },
      ...{
        state: "OPEN",
        currency: terms.currency,
        openedBy: ctx.viewer.subject,
        supportMinor: null,
        paidOn: null,
        version: 1,
      },
    };
    const decided = unless(reasonsAgainstOpening({ claim, lines: [], terms, others, actors: [] }), () => claim);
    if (!decided.ok) return decided;
    const happenedOn = ctx.today;
    await putClaim(tx, claim, { id: ctx.newId(), fromState: null, happenedOn, actor: ctx.viewer.subject, note: null });
    tx.tell(stateFact(claim));
    return decided;
  });
}

/** @refuses the codes of `addLine` */
export function costClaimAddLine(ctx: Context, input: ClaimInput & Readonly<{ costLineId: string }>): Claims {
  const rule: Step["rule"] = async (file, _moment, tx) => {
    const [line] = isId(input.costLineId) ? await findCostLines(tx, "id", [input.costLineId]) : [];
    return addLine(file, line ?? null);
  };
  return changeClaim(ctx, "costClaim:addLine", input, { rule });
}

/** @refuses the codes of `removeLine` */
export function costClaimRemoveLine(ctx: Context, input: ClaimInput & Readonly<{ costLineId: string }>): Claims {
  return changeClaim(ctx, "costClaim:removeLine", input, { rule: (file) => removeLine(file, input.costLineId) });
}

/** @refuses the codes of `lockClaim` */
export function costClaimLock(ctx: Context, input: ClaimInput): Claims {
  return changeClaim(ctx, "costClaim:lock", input, { rule: lockClaim });
}

/** @refuses the codes of `auditClaim` */
export function costClaimAudit(
  ctx: Context,
  input: ClaimInput & Readonly<{ note?: string | null | undefined }>,
): Claims {
  return changeClaim(ctx, "costClaim:audit", input, { rule: auditClaim, note: input.note });
}

/** @refuses the codes of `submitClaim` */
export function costClaimSubmit(ctx: Context, input: ClaimInput): Claims {
  return changeClaim(ctx, "costClaim:submit", input, { rule: submitClaim });
}

/** @refuses the codes of `talk` */
export function costClaimQuery(ctx: Context, input: ClaimInput & Readonly<{ note: string }>): Claims {
  const { note } = input;
  return changeClaim(ctx, "costClaim:query", input, { rule: (file) => talk(file, "QUERIED", note), note });
}

/** @refuses the codes of `talk` */
export function costClaimReply(ctx: Context, input: ClaimInput & Readonly<{ note: string }>): Claims {
  const { note } = input;
  return changeClaim(ctx, "costClaim:reply", input, { rule: (file) => talk(file, "SUBMITTED", note), note });
}

/** @refuses the codes of `decideClaim` */
export function costClaimDecide(
  ctx: Context,
  input: ClaimInput & Readonly<{ decidedOn: LocalDate }>,
  decisions: readonly LineDecision[],
): Claims {
  const { decidedOn } = input;
  const rule: Step["rule"] = (file, { today }) => decideClaim(file, decisions, { decidedOn, today });
  return changeClaim(ctx, "costClaim:decide", input, { rule, happenedOn: decidedOn });
}

/** @refuses the codes of `payClaim` */
export function costClaimPay(
  ctx: Context,
  input: ClaimInput & Readonly<{ amount: bigint; paidOn: LocalDate }>,
): Claims {
  const { amount: minor, paidOn } = input;
  const rule: Step["rule"] = (file, moment) => payClaim(file, { minor, paidOn }, moment);
  return changeClaim(ctx, "costClaim:pay", input, { rule, happenedOn: paidOn });
}

/** Answers with the open claim that takes the correction. @refuses the codes of `correctClaim` */
export function costClaimCorrect(
  ctx: Context,
  input: ClaimInput & Readonly<{ intoClaimId: string; costLineId: string; amount: bigint; reason: string }>,
): Claims {
  return changeMoney(ctx, "costClaim:correct", input, async (tx) => {
    const into = await lockClaimFile(tx, input.intoClaimId);
    const [from] = isId(input.claimId) ? await findClaims(tx, "id", [input.claimId]) : [];
    if (from === undefined) throw new Fault("NOT_FOUND", "There is no claim of this id that you may see.");
    const [stale] = staleVersion(input, from.version);
    if (stale !== undefined) return refuse(stale);
    const [line] = isId(input.costLineId) ? await findCostLines(tx, "id", [input.costLineId]) : [];
    const takenBackMinor =
      line === undefined ? 0n : takenBackBy(await findCostLines(tx, "corrects_line_id", [line.id]));
    const { amount: minor, reason } = input;
    const decided = correctClaim(into, from, { line: line ?? null, minor, reason, takenBackMinor }, momentOf(ctx));
    if (!decided.ok) return decided;
    await storeClaimStep(ctx, tx, { before: into, after: decided.value, note: reason });
    return { ok: true, value: { ...decided.value.claim, version: into.claim.version + 1 } };
  });
}
