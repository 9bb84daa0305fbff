import { type BaseContext, type Reader, rowsLoader, type Tx } from "@inclusion/kernel/runtime";
import { GrowthRuleEntity } from "./growth.entity.ts";
import type { StoredRule } from "./growth-rule.ts";

/** The growth rules of these programmes, oldest first. */
export function findRules(reader: Reader, programmeIds: readonly string[]): Promise<StoredRule[]> {
  return reader.query(
    `SELECT id, programme_id AS "programmeId", rule_version AS "ruleVersion", counts_from::text AS "countsFrom",
       turnover_above_bp AS "turnoverAboveBp", fte_above_bp AS "fteAboveBp", needs_both AS "needsBoth"
     FROM accelerator.growth_rule WHERE programme_id = ANY ($1::uuid[]) ORDER BY rule_version`,
    [programmeIds],
  );
}

/** Holds the rules of a programme: versions are given one after the other. */
export async function lockRules(tx: Tx, programmeId: string): Promise<StoredRule[]> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtext($1))", [`growth rules of ${programmeId}`]);
  return findRules(tx, [programmeId]);
}

/** Stores the next version. */
export async function storeRule(tx: Tx, rule: StoredRule): Promise<void> {
  await tx.manager.insert(GrowthRuleEntity, rule);
}

/** The loaders of growth. */
export function growthLoaders({ reader }: Pick<BaseContext, "reader">) {
  return {
    growthRules: rowsLoader<string, StoredRule>(
      async (ids) => findRules(await reader(), ids),
      ({ programmeId }) => programmeId,
    ),
  };
}
