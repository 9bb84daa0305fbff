import { isId, refuse } from "@inclusion/kernel";
import { Fault } from "@inclusion/kernel/runtime";
import { type ChangeInput, changeMoney, staleVersion, takeTurn } from "../change.ts";
import type { Context } from "../context.ts";
import { type FinanceDecision, unless } from "../refusal/refusal.ts";
import { findGrants } from "./grant.repository.ts";
import type { Grant } from "./grant.ts";
import { addVersion, findVersions } from "./grant-version.repository.ts";
import { bindingVersion, type GrantVersion, reasonsAgainstVersion } from "./grant-version.ts";
import { tellEnd } from "./sheet-version.repository.ts";

/** A version as it is asked for. */
export type VersionTerms = Omit<GrantVersion, "id" | "grantId" | "programmeId" | "number" | "currency" | "recordedAt">;

/**
 * Adds a version to a grant.
 *
 * @throws Fault NOT_FOUND when there is no such grant within the viewer's limits
 * @refuses IDEMPOTENCY_MISMATCH, CONFLICT, AMOUNT_NOT_POSITIVE, GRANT_SHARES, GRANT_RATE, GRANT_BUDGET, DATE_ORDER,
 *   DATE_IN_FUTURE, REASON_REQUIRED
 */
export function grantAdjust(
  ctx: Context,
  input: ChangeInput & Readonly<{ grantId: string }>,
  terms: VersionTerms,
): Promise<FinanceDecision<Grant>> {
  return changeMoney(ctx, "grant:adjust", input, async (tx) => {
    const grant = await visibleGrant(ctx, isId(input.grantId) ? await findGrants(tx, [input.grantId]) : []);
    await takeTurn(tx, "claims", grant.id);
    const versions = await findVersions(tx, [grant.id]);
    const number = versions.length + 1;
    const { id: grantId, programmeId, currency } = grant;
    const recordedAt = ctx.now;
    const version: GrantVersion = { ...terms, id: ctx.newId(), grantId, programmeId, number, currency, recordedAt };
    const [stale] = staleVersion(input, versions.length);
    if (stale !== undefined) return refuse(stale);
    const decided = unless(reasonsAgainstVersion(version, ctx.today), () => grant);
    if (!decided.ok) return decided;
    await addVersion(tx, version);
    tellEnd(tx, bindingVersion(versions), version);
    return decided;
  });
}

/** Grants are public to read; only those within the viewer's limits can be changed. */
export async function visibleGrant({ viewer }: Pick<Context, "viewer">, [grant]: readonly Grant[]): Promise<Grant> {
  const { programmes, grants } = viewer.limits;
  const isMine =
    grant !== undefined &&
    (programmes === null || programmes.includes(grant.programmeId)) &&
    (grants === null || grants.includes(grant.id));
  if (!isMine) throw new Fault("NOT_FOUND", "There is no grant of this id that you may see.");
  return grant;
}
