import { EntitySchema } from "typeorm";
import { OF_PARTNERSHIP } from "./owned-columns.ts";
import type { Agreement, Partnership, Party, Signature } from "./partnership.ts";

/** Table `partnership.partnership`; the migrations own it. */
export const PartnershipEntity = new EntitySchema<Partnership>({
  name: "Partnership",
  schema: "partnership",
  tableName: "partnership",
  columns: {
    id: { type: "uuid", primary: true },
    programmeId: { type: "uuid", name: "programme_id" },
    kind: { type: "text" },
    state: { type: "text" },
    municipalityCode: { type: "text", name: "municipality_code" },
    origin: { type: "text", nullable: true },
    axis: { type: "text", nullable: true },
    draftedOn: { type: "date", name: "drafted_on", nullable: true },
    signedOn: { type: "date", name: "signed_on", nullable: true },
    activeFrom: { type: "date", name: "active_from", nullable: true },
    anchoredOn: { type: "date", name: "anchored_on", nullable: true },
    closedOn: { type: "date", name: "closed_on", nullable: true },
    closeReason: { type: "text", name: "close_reason", nullable: true },
    synthetic: { type: "boolean" },
  },
});

/** Table `partnership.partnership_party`. */
export const PartyEntity = new EntitySchema<Party>({
  name: "PartnershipParty",
  schema: "partnership",
  tableName: "partnership_party",
  columns: {
    ...OF_PARTNERSHIP,
    role: { type: "text" },
    organisationId: { type: "uuid", name: "organisation_id" },
    joinedOn: { type: "date", name: "joined_on", nullable: true },
    leftOn: { type: "date", name: "left_on", nullable: true },
    leaveReason: { type: "text", name: "leave_reason", nullable: true },
  },
});

/** Table `partnership.agreement`; its text is written and never read with the list. */
export const AgreementEntity = new EntitySchema<Agreement>({
  name: "Agreement",
  schema: "partnership",
  tableName: "agreement",
  columns: {
    ...OF_PARTNERSHIP,
    number: { type: "integer" },
    isAddendum: { type: "boolean", name: "is_addendum" },
    text: { type: "text", select: false },
    textHash: { type: "text", name: "text_hash" },
    writtenOn: { type: "date", name: "written_on" },
    validFrom: { type: "date", name: "valid_from" },
    validTo: { type: "date", name: "valid_to", nullable: true },
    leavingPartyId: { type: "uuid", name: "leaving_party_id", nullable: true },
    joiningOrganisationId: { type: "uuid", name: "joining_organisation_id", nullable: true },
    revisedOn: { type: "date", name: "revised_on", nullable: true },
    reviseReason: { type: "text", name: "revise_reason", nullable: true },
  },
});

/** Table `partnership.signature`; rows are added and never changed. */
export const SignatureEntity = new EntitySchema<Signature>({
  name: "Signature",
  schema: "partnership",
  tableName: "signature",
  columns: {
    ...OF_PARTNERSHIP,
    agreementId: { type: "uuid", name: "agreement_id" },
    organisationId: { type: "uuid", name: "organisation_id" },
    signatory: { type: "text" },
    textHash: { type: "text", name: "text_hash" },
    method: { type: "text" },
    signedOn: { type: "date", name: "signed_on" },
  },
});
