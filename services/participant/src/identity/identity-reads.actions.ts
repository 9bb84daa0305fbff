/** Reading who people are: every read is written down in the transaction that reads, or nothing is read. */
import { type BaseContext, type FieldKeys, rowLoader } from "@inclusion/kernel/runtime";
import { writeAccess } from "../access-log/access-log.repository.ts";
import type { AccessedParticipation, AccessPurpose } from "../access-log/access-log.ts";
import { authorize, isAllowed } from "../policy.ts";
import type { PossibleDuplicate } from "./duplicate.ts";
import { findReadableIdentities, resealIdentities } from "./identity.repository.ts";
import type { PersonIdentity } from "./identity.ts";
import { type LookupsLeft, lookupsLeft } from "./lookup-limit.repository.ts";
import { openIdentity } from "./sealed-identity.repository.ts";

/**
 * The identities of these participations that the viewer may see: one statement for all rows and one for all lines,
 * and one more when rows of older keys are sealed anew.
 */
export function readIdentities(
  ctx: BaseContext,
  keys: FieldKeys,
  purpose: AccessPurpose,
  participationIds: readonly string[],
): Promise<PersonIdentity[]> {
  authorize(ctx.viewer, "identity:read");
  return ctx.aside(async (tx) => {
    const rows = await findReadableIdentities(tx, participationIds);
    const identities = rows.map((row) => openIdentity(keys, row));
    await resealIdentities(tx, keys, rows);
    await writeAccess(tx, ctx, { fieldGroup: "IDENTITY", purpose, accessed: rows });
    return identities;
  });
}

/** Writes down that whole numbers are shown; they may be shown when this has resolved. */
export async function noteShownNumbers(
  ctx: BaseContext,
  purpose: AccessPurpose,
  shown: readonly AccessedParticipation[],
): Promise<void> {
  authorize(ctx.viewer, "identity:readCpr");
  await ctx.aside((tx) => writeAccess(tx, ctx, { fieldGroup: "CPR", purpose, accessed: shown }));
}

/** Writes down that it was shown of these participations that they may be somebody's twice. */
export async function noteShownDuplicates(ctx: BaseContext, shown: readonly PossibleDuplicate[]): Promise<void> {
  authorize(ctx.viewer, "identity:read");
  const accessed = shown.flatMap(({ participationId, municipalityCode, otherId, otherMunicipalityCode }) => [
    { participationId, municipalityCode },
    ...(otherId === null ? [] : [{ participationId: otherId, municipalityCode: otherMunicipalityCode }]),
  ]);
  if (accessed.length === 0) return;
  await ctx.aside((tx) => writeAccess(tx, ctx, { fieldGroup: "DUPLICATES", purpose: "DATA_QUALITY", accessed }));
}

/** Loaders of one operation: for each purpose, all persons of a tick at once. */
export function identityLoaders(ctx: BaseContext, keys: FieldKeys) {
  const identities = perPurpose((purpose) =>
    rowLoader(
      (ids: readonly string[]) => readIdentities(ctx, keys, purpose, ids),
      ({ participationId }) => participationId,
    ),
  );
  const numbers = perPurpose((purpose) =>
    rowLoader(
      async (shown: readonly PersonIdentity[]) => {
        await noteShownNumbers(ctx, purpose, shown);
        return shown;
      },
      (identity) => identity,
    ),
  );
  return {
    /** The identity of a participation, for a purpose. */
    identity: (participationId: string, purpose: AccessPurpose) => identities(purpose).load(participationId),
    /** Resolves when it is written down that the whole number is shown. */
    shownNumber: (identity: PersonIdentity, purpose: AccessPurpose) => numbers(purpose).load(identity),
  };
}

function perPurpose<Loader>(make: (purpose: AccessPurpose) => Loader): (purpose: AccessPurpose) => Loader {
  const made = new Map<AccessPurpose, Loader>();
  return (purpose) => {
    const loader = made.get(purpose) ?? make(purpose);
    made.set(purpose, loader);
    return loader;
  };
}

/** How many searches by a number are left to the viewer; null for one who may make none. */
export async function numberLookupsOf({ viewer, reader }: BaseContext): Promise<LookupsLeft | null> {
  const may = isAllowed(viewer, "identity:register") || isAllowed(viewer, "emergency:openByCpr");
  return may ? lookupsLeft(await reader(), viewer.subject) : null;
}
