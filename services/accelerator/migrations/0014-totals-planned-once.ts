import { idsOncePerStatement, ledgerTotals, PLANNED_ONCE } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "accelerator";

/** Sums of the ledger are planned once for each connection, and limits are read once for each statement. */
export class AcceleratorTotalsPlannedOnce1700000000014 implements MigrationInterface {
  name = "AcceleratorTotalsPlannedOnce1700000000014";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...idsOncePerStatement(S), ...ledgerTotals(S), companyAmounts()])
      await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}

/**
 * How much of each indicator each company has, over all versions of its definition: a company is the one that it has
 * become part of, when it has, and its course where it is named no other way. Companies of which nothing is left are
 * left out.
 *
 * An indicator whose last entry lies before both clocks is read from its totals, any other from its entries.
 */
function companyAmounts(): string {
  const owner = (column: string): string => `nullif(${column}, '00000000-0000-0000-0000-000000000000'::uuid)`;
  const company = (organisation: string, course: string): string =>
    `programme_id, indicator, coalesce(o.merged_into, ${organisation}, ${course})`;
  return `CREATE FUNCTION ${S}.company_amounts(asked uuid[], as_of date, known_at timestamptz)
    RETURNS TABLE (programme_id uuid, indicator text, amounts integer[]) ${PLANNED_ONCE} AS $$
    #variable_conflict use_column
    DECLARE
      places text[] := ${S}.seen_places(asked);
      is_settled boolean;
      open_programmes uuid[];
      open_indicators text[];
    BEGIN
      FOR programme_id, indicator, amounts, is_settled IN
        SELECT programme_id, indicator, array_agg(amount) FILTER (WHERE amount <> 0), bool_and(settled) FROM (
          SELECT programme_id, indicator, sum(amount)::integer AS amount,
            bool_and(last_valid_on <= as_of AND last_recorded_at <= known_at) AS settled
          FROM ${S}.measure_total LEFT JOIN ${S}.organisation_copy o ON o.id = ${owner("organisation_id")}
          WHERE programme_id = ANY (asked) AND measure_total.municipality_code = ANY (places)
          GROUP BY ${company(owner("organisation_id"), owner("course_id"))}) each_company
        GROUP BY programme_id, indicator
      LOOP
        IF NOT is_settled THEN
          open_programmes := open_programmes || programme_id;
          open_indicators := open_indicators || indicator;
        ELSIF amounts IS NOT NULL THEN
          RETURN NEXT;
        END IF;
      END LOOP;
      IF open_indicators IS NOT NULL THEN
        RETURN QUERY SELECT programme_id, indicator, array_agg(amount) FROM (
          SELECT programme_id, indicator, sum(amount)::integer AS amount
          FROM unnest(open_programmes, open_indicators) AS figure (programme_id, indicator)
            JOIN ${S}.measure_entry e USING (programme_id, indicator)
            LEFT JOIN ${S}.organisation_copy o ON o.id = e.organisation_id
          WHERE valid_on <= as_of AND e.recorded_at <= known_at
          GROUP BY ${company("e.organisation_id", "e.course_id")}) each_company
        WHERE amount <> 0 GROUP BY programme_id, indicator;
      END IF;
    END $$`;
}
