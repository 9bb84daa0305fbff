import { minorColumn } from "@inclusion/kernel/runtime";
import { EntitySchema } from "typeorm";
import type { Purchase } from "./purchase.ts";

/** Table `partnership.purchase`; the migrations own it. */
export const PurchaseEntity = new EntitySchema<Purchase>({
  name: "Purchase",
  schema: "partnership",
  tableName: "purchase",
  columns: {
    id: { type: "uuid", primary: true },
    programmeId: { type: "uuid", name: "programme_id" },
    municipalityCode: { type: "text", name: "municipality_code", nullable: true },
    buyerId: { type: "uuid", name: "buyer_id" },
    supplierId: { type: "uuid", name: "supplier_id" },
    quarter: { type: "text" },
    amountMinor: { type: "bigint", name: "amount_minor", transformer: minorColumn },
    currency: { type: "text" },
    source: { type: "text" },
    correctionReason: { type: "text", name: "correction_reason", nullable: true },
    synthetic: { type: "boolean" },
  },
});
