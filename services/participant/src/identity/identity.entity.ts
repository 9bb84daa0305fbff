import { EntitySchema } from "typeorm";
import type { CprGround } from "./identity.ts";

/** A row of `participant.person_identity`: name and number sealed, and hashes by which equal ones are found. */
export type SealedIdentity = Readonly<{
  id: string;
  participationId: string;
  programmeId: string;
  municipalityCode: string;
  nameCipher: Buffer;
  cprCipher: Buffer;
  cprIndex: Buffer;
  nameIndex: Buffer;
  keyVersion: number;
  cprGround: CprGround;
}>;

/** Table `participant.person_identity`; the migrations own it. */
export const SealedIdentityEntity = new EntitySchema<SealedIdentity>({
  name: "SealedIdentity",
  schema: "participant",
  tableName: "person_identity",
  columns: {
    id: { type: "uuid", primary: true },
    participationId: { type: "uuid", name: "participation_id" },
    programmeId: { type: "uuid", name: "programme_id" },
    municipalityCode: { type: "text", name: "municipality_code" },
    nameCipher: { type: "bytea", name: "name_cipher" },
    cprCipher: { type: "bytea", name: "cpr_cipher" },
    cprIndex: { type: "bytea", name: "cpr_index" },
    nameIndex: { type: "bytea", name: "name_index" },
    keyVersion: { type: "integer", name: "key_version" },
    cprGround: { type: "text", name: "cpr_ground" },
  },
});
