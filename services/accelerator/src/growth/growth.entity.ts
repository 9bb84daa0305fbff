import { minorColumn } from "@inclusion/kernel/runtime";
import { EntitySchema } from "typeorm";
import { OWNED } from "../course/owned-columns.ts";
import type { StoredRule } from "./growth-rule.ts";
import type { MetricSnapshot } from "./metric-snapshot.ts";

/** Table `accelerator.metric_snapshot`; the migrations own it. */
export const MetricSnapshotEntity = new EntitySchema<MetricSnapshot>({
  name: "MetricSnapshot",
  schema: "accelerator",
  tableName: "metric_snapshot",
  columns: {
    ...OWNED,
    kind: { type: "text" },
    month: { type: "integer", nullable: true },
    periodFrom: { type: "date", name: "period_from" },
    periodTo: { type: "date", name: "period_to" },
    currency: { type: "text" },
    turnoverMinor: { type: "bigint", name: "turnover_minor", transformer: minorColumn },
    publicSalesMinor: { type: "bigint", name: "public_sales_minor", nullable: true, transformer: minorColumn },
    privateSalesMinor: { type: "bigint", name: "private_sales_minor", nullable: true, transformer: minorColumn },
    fteHundredths: { type: "integer", name: "fte_hundredths" },
    headcount: { type: "integer", nullable: true },
    vulnerableFteHundredths: { type: "integer", name: "vulnerable_fte_hundredths", nullable: true },
    newCustomers: { type: "integer", name: "new_customers", nullable: true },
    equityMinor: { type: "bigint", name: "equity_minor", nullable: true, transformer: minorColumn },
    source: { type: "text", nullable: true },
    frozenOn: { type: "date", name: "frozen_on", nullable: true },
    enteredBy: { type: "text", name: "entered_by", nullable: true },
    corrections: { type: "jsonb" },
    synthetic: { type: "boolean" },
  },
});

/** Table `accelerator.growth_rule`; the migrations own it. */
export const GrowthRuleEntity = new EntitySchema<StoredRule>({
  name: "GrowthRule",
  schema: "accelerator",
  tableName: "growth_rule",
  columns: {
    id: { type: "uuid", primary: true },
    programmeId: { type: "uuid", name: "programme_id" },
    ruleVersion: { type: "integer", name: "rule_version" },
    countsFrom: { type: "date", name: "counts_from" },
    turnoverAboveBp: { type: "integer", name: "turnover_above_bp", nullable: true },
    fteAboveBp: { type: "integer", name: "fte_above_bp", nullable: true },
    needsBoth: { type: "boolean", name: "needs_both" },
  },
});
