import type { FieldKeys, SealPlace } from "@inclusion/kernel/runtime";
import { birthDateOf, type Cpr, sexOf } from "./cpr.ts";
import type { SealedIdentity } from "./identity.entity.ts";
import { type Identity, nameKey, type PersonIdentity } from "./identity.ts";

/** Separates the keys of identities from those of every other use of a secret. */
export const IDENTITY_LABEL = "participant/identity";

/** Whose identity is sealed. */
export type IdentityOwner = Readonly<{ participationId: string; programmeId: string; municipalityCode: string }>;

/** An identity as a row, sealed by the current keys. */
export function sealIdentity(
  keys: FieldKeys,
  { participationId, programmeId, municipalityCode }: IdentityOwner,
  { name, cpr, cprGround }: Identity,
): SealedIdentity {
  return {
    ...{ id: participationId, participationId, programmeId, municipalityCode, cprGround },
    nameCipher: keys.seal(placeOf("name_cipher", participationId), name),
    cprCipher: keys.seal(placeOf("cpr_cipher", participationId), cpr),
    cprIndex: keys.index("cpr", cpr),
    nameIndex: keys.index("name", nameKey(name, birthDateOf(cpr))),
    keyVersion: keys.current,
  };
}

/** @throws Error when a value was changed or moved, or its keys are no longer in use */
export function openIdentity(keys: FieldKeys, row: SealedIdentity): PersonIdentity {
  const { id, participationId, municipalityCode, cprGround } = row;
  const cpr = keys.open(placeOf("cpr_cipher", id), row.cprCipher) as Cpr;
  return {
    ...{ participationId, municipalityCode, cprGround, cpr },
    name: keys.open(placeOf("name_cipher", id), row.nameCipher),
    birthDate: birthDateOf(cpr),
    sex: sexOf(cpr),
  };
}

/** The hashes by which the same number is found, whichever version of the keys its row has. */
export function cprIndexes(keys: FieldKeys, cpr: Cpr): readonly Buffer[] {
  return keys.versions.map((version) => keys.index("cpr", cpr, version));
}

/** The rows of older versions among these, sealed anew. */
export function resealed(keys: FieldKeys, rows: readonly SealedIdentity[]): readonly SealedIdentity[] {
  return rows
    .filter(({ keyVersion }) => keyVersion !== keys.current)
    .map((row) => sealIdentity(keys, row, openIdentity(keys, row)));
}

function placeOf(column: "name_cipher" | "cpr_cipher", rowId: string): SealPlace {
  return { table: "person_identity", column, rowId };
}
