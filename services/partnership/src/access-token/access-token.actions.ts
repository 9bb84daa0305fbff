import { accept, type Decision, isId, refuse } from "@inclusion/kernel";
import { Fault, newPartnerToken, type Tx, tokenIdOf } from "@inclusion/kernel/runtime";
import { wholeGraph } from "@inclusion/schema/whole-graph";
import { act, type ChangeInput, notFound, type RequestInput, staleVersion } from "../act.ts";
import type { Context } from "../context.ts";
import { authorize } from "../policy.ts";
import { textRefusals } from "../refusal/common-rules.ts";
import { refusedFor, when } from "../refusal/problem.ts";
import type { PartnershipRefusalCode } from "../refusals.ts";
import {
  findKnown,
  findTokens,
  holdOwnToken,
  lockToken,
  noteUse,
  revokeLine,
  storeToken,
} from "./access-token.repository.ts";
import {
  type AccessToken,
  type GivenToken,
  issueToken,
  type Known,
  type Maker,
  type NewToken,
} from "./access-token.ts";

/** A new token; its secret is there for the request that made it, and for no later one. */
export type Created = Readonly<{ id: string; secret: string | null }>;

/** A token that ended, and how many ended with it. */
export type Revoked = Readonly<{ id: string; count: number }>;

type Decided<Answer> = Promise<Decision<Answer, PartnershipRefusalCode>>;

/**
 * Makes a token. Only its id is kept with the request, so that the secret stands nowhere.
 *
 * @throws Fault UNAUTHENTICATED when the maker's own token has ended meanwhile
 * @refuses ORGANISATION_UNKNOWN, and the codes of `issueToken`
 */
export async function accessTokenCreate(ctx: Context, input: RequestInput & GivenToken): Decided<Created> {
  let secret: string | null = null;
  const done = await act<Readonly<{ id: string }>, PartnershipRefusalCode>(
    ctx,
    "accessToken:create",
    input,
    async (tx) => {
      const { maker, makers, parentId } = await makerOf(ctx, tx);
      const known: Known = { ...(await findKnown(tx)), now: ctx.now, scopes: scopesOfGraph() };
      const decided = issueToken(input, maker, known);
      const { organisationId } = input;
      const isStrange = organisationId != null && !known.organisations.has(organisationId);
      const strange = when(isStrange, "ORGANISATION_UNKNOWN", "There is no organisation of this id.", "organisationId");
      const refused = refusedFor([...strange, ...(decided.ok ? [] : decided.refusals)]);
      if (refused !== null) return refused;
      if (!decided.ok) return decided;
      const id = ctx.newId();
      const made = newPartnerToken(ctx.tokenEnvironment, id);
      await storeToken(tx, rowOf(ctx, decided.value, { id, parentId, makers, secretHash: made.secretHash }));
      await tx.note("accessToken:create", id);
      secret = made.token;
      return accept({ id });
    },
  );
  return done.ok ? accept({ id: done.value.id, secret }) : done;
}

/** Ends a token and those made from it. @refuses CONFLICT, ILLEGAL_TRANSITION, REASON_REQUIRED, TEXT_TOO_LONG, CPR_IN_TEXT */
export function accessTokenRevoke(
  ctx: Context,
  input: ChangeInput & Readonly<{ accessTokenId: string; reason: string }>,
): Decided<Revoked> {
  return act<Revoked, PartnershipRefusalCode>(ctx, "accessToken:revoke", input, async (tx) => {
    const { accessTokenId: id, reason } = input;
    const before = isId(id) ? await lockToken(tx, id) : null;
    if (before === null) return notFound("token");
    const [stale] = staleVersion(before.version, input, "token");
    if (stale !== undefined) return refuse(stale);
    const blank = reason.trim() === "";
    const refused = refusedFor([
      ...when(
        before.revokedAt !== null,
        "ILLEGAL_TRANSITION",
        `It was revoked on ${before.revokedAt}.`,
        "accessTokenId",
      ),
      ...when(blank, "REASON_REQUIRED", "Say why.", "reason"),
      ...(blank ? [] : textRefusals(reason, 500, ["input", "reason"])),
    ]);
    if (refused !== null) return refused;
    const ended = await revokeLine(tx, id, { by: ctx.viewer.subject, at: ctx.now, reason });
    for (const each of ended) await tx.note("accessToken:revoke", each);
    return accept({ id, count: ended.length });
  });
}

/** Notes that a token was used. Only our own gateway does. */
export function accessTokenNoteUse(ctx: Context, id: string): Promise<boolean> {
  authorize(ctx.viewer, "accessToken:noteUse");
  return isId(id) ? ctx.transaction((tx) => noteUse(tx, id, ctx.now)) : Promise.resolve(false);
}

/** The token as it stands now. */
export async function storedToken(ctx: Context, id: string): Promise<AccessToken> {
  const [stored] = await findTokens(await ctx.reader(), [id]);
  if (stored === undefined) throw new Error(`the token ${id} is not stored`);
  return stored;
}

type Making = Readonly<{ maker: Maker; makers: readonly string[]; parentId: string | null }>;

/** Who makes the token: somebody with a token of ours, which then is its parent, or anybody else. */
async function makerOf({ viewer }: Context, tx: Tx): Promise<Making> {
  const parentId = tokenIdOf(viewer.subject);
  const own = parentId === null ? null : await holdOwnToken(tx);
  if (parentId !== null && (own === null || own.isEnded)) {
    throw new Fault("UNAUTHENTICATED", "The token is not valid: ask whoever issued it for a new one.");
  }
  const ends = viewer.expiresAt === null ? null : new Date(viewer.expiresAt);
  const earlier = own?.makers ?? [];
  return {
    maker: { viewer, expiresAt: own?.expiresAt ?? ends, generation: earlier.length },
    makers: [...earlier, viewer.subject],
    parentId,
  };
}

/** Every scope that a field of the graph asks for. */
function scopesOfGraph(): ReadonlySet<string> {
  return new Set([...wholeGraph().access.values()].flat(2));
}

type Parts = Readonly<{ id: string; parentId: string | null; makers: readonly string[]; secretHash: string }>;

function rowOf({ viewer, now, tokenEnvironment }: Context, token: NewToken, parts: Parts) {
  const { limits, expiresAt, ...rest } = token;
  return {
    ...{ ...rest, ...limits, ...parts, environment: tokenEnvironment, expiresAt: new Date(expiresAt) },
    ...{ createdBy: viewer.subject, createdAt: now, revokedAt: null, revokedBy: null, revocationReason: null },
  };
}
