import { changeIndexes, type LimitedKey, limitedKeys } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

/** Keys that named a row by its id alone. */
const KEYS: readonly LimitedKey[] = [
  {
    name: "agreement_leaving_party_id_fkey",
    child: "agreement",
    columns: ["leaving_party_id"],
    parent: "partnership_party",
    limits: ["programme_id", "municipality_code"],
  },
  {
    name: "anchoring_plan_method_version_id_fkey",
    child: "anchoring_plan",
    columns: ["method_version_id"],
    parent: "method_version",
    limits: ["programme_id"],
  },
  {
    name: "clause_delivery_clause_id_fkey",
    child: "clause_delivery",
    columns: ["clause_id"],
    parent: "tender_clause",
    limits: ["programme_id"],
    limitsIfAny: ["municipality_code"],
  },
  {
    name: "clause_delivery_tender_id_fkey",
    child: "clause_delivery",
    columns: ["tender_id"],
    parent: "tender",
    limits: ["programme_id"],
    limitsIfAny: ["municipality_code"],
  },
  {
    name: "initiative_step_initiative_id_fkey",
    child: "initiative_step",
    columns: ["initiative_id"],
    parent: "initiative",
    limits: ["programme_id"],
    limitsIfAny: ["municipality_code"],
  },
  {
    name: "method_evidence_method_id_fkey",
    child: "method_evidence",
    columns: ["method_id"],
    parent: "method",
    limits: ["programme_id"],
  },
  {
    name: "method_evidence_method_version_id_fkey",
    child: "method_evidence",
    columns: ["method_version_id"],
    parent: "method_version",
    limits: ["programme_id"],
  },
  {
    name: "method_version_method_id_fkey",
    child: "method_version",
    columns: ["method_id"],
    parent: "method",
    limits: ["programme_id"],
  },
  {
    name: "partnership_party_partnership_id_fkey",
    child: "partnership_party",
    columns: ["partnership_id"],
    parent: "partnership",
    limits: ["programme_id", "municipality_code"],
  },
  {
    name: "signature_agreement_id_fkey",
    child: "signature",
    columns: ["agreement_id"],
    parent: "agreement",
    limits: ["programme_id", "municipality_code"],
  },
  {
    name: "tender_clause_tender_id_fkey",
    child: "tender_clause",
    columns: ["tender_id"],
    parent: "tender",
    limits: ["programme_id"],
    limitsIfAny: ["municipality_code"],
  },
  {
    name: "tender_hire_tender_id_fkey",
    child: "tender_hire",
    columns: ["tender_id"],
    parent: "tender",
    limits: ["programme_id"],
    limitsIfAny: ["municipality_code"],
  },
];

/**
 * A key holds the limits of the row that it names, so that it tells nobody of rows beyond their limits. And the list of
 * changes is walked by an index: at national size a page was a scan of every row.
 */
export class PartnershipLimitsInKeys1700000000015 implements MigrationInterface {
  name = "PartnershipLimitsInKeys1700000000015";

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      ...limitedKeys("partnership", KEYS),
      ...changeIndexes("partnership", ["partnership", "initiative", "tender"]),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}
