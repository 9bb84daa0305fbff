import { minorColumn } from "@inclusion/kernel/runtime";
import { EntitySchema } from "typeorm";
import type { ClauseDelivery, Tender, TenderClause, TenderHire } from "./tender.ts";

const OF_TENDER = {
  id: { type: "uuid", primary: true },
  tenderId: { type: "uuid", name: "tender_id" },
  programmeId: { type: "uuid", name: "programme_id" },
  municipalityCode: { type: "text", name: "municipality_code", nullable: true },
} as const;

/** Table `partnership.tender`; the migrations own it. */
export const TenderEntity = new EntitySchema<Tender>({
  name: "Tender",
  schema: "partnership",
  tableName: "tender",
  columns: {
    id: { type: "uuid", primary: true },
    programmeId: { type: "uuid", name: "programme_id" },
    municipalityCode: { type: "text", name: "municipality_code", nullable: true },
    buyerId: { type: "uuid", name: "buyer_id" },
    reference: { type: "text" },
    title: { type: "text" },
    tenderedOn: { type: "date", name: "tendered_on" },
    contractKind: { type: "text", name: "contract_kind" },
    durationMonths: { type: "integer", name: "duration_months" },
    valueMinor: { type: "bigint", name: "value_minor", transformer: minorColumn },
    currency: { type: "text" },
    noClauseReason: { type: "text", name: "no_clause_reason", nullable: true },
    state: { type: "text" },
    awardedToId: { type: "uuid", name: "awarded_to_id", nullable: true },
    awardedOn: { type: "date", name: "awarded_on", nullable: true },
    cancelledOn: { type: "date", name: "cancelled_on", nullable: true },
    cancelReason: { type: "text", name: "cancel_reason", nullable: true },
    staffTotal: { type: "integer", name: "staff_total", nullable: true },
    staffDisadvantaged: { type: "integer", name: "staff_disadvantaged", nullable: true },
    synthetic: { type: "boolean" },
  },
});

/** Table `partnership.tender_clause`. */
export const TenderClauseEntity = new EntitySchema<TenderClause>({
  name: "TenderClause",
  schema: "partnership",
  tableName: "tender_clause",
  columns: {
    ...OF_TENDER,
    kind: { type: "text" },
    promisedHours: { type: "integer", name: "promised_hours", nullable: true },
    promisedPlaces: { type: "integer", name: "promised_places", nullable: true },
  },
});

/** Table `partnership.clause_delivery`. */
export const ClauseDeliveryEntity = new EntitySchema<ClauseDelivery>({
  name: "ClauseDelivery",
  schema: "partnership",
  tableName: "clause_delivery",
  columns: {
    ...OF_TENDER,
    clauseId: { type: "uuid", name: "clause_id" },
    month: { type: "text" },
    hours: { type: "integer" },
    places: { type: "integer" },
    evidence: { type: "text" },
    evidenceHash: { type: "text", name: "evidence_hash" },
    reportedOn: { type: "date", name: "reported_on" },
    correctionReason: { type: "text", name: "correction_reason", nullable: true },
  },
});

/** Table `partnership.tender_hire`. */
export const TenderHireEntity = new EntitySchema<TenderHire>({
  name: "TenderHire",
  schema: "partnership",
  tableName: "tender_hire",
  columns: {
    ...OF_TENDER,
    hiredOn: { type: "date", name: "hired_on" },
    count: { type: "integer" },
    source: { type: "text" },
    reportedOn: { type: "date", name: "reported_on" },
  },
});
