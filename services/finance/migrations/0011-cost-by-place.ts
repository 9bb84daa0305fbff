import {
  ALL_PLACES,
  ANY_VIEWER,
  MONEY_ROWS,
  nounTable,
  unforced,
  visibleAnew,
  within,
  withinMunicipalities,
} from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "finance";
const OF_GRANT = `${MONEY_ROWS} AND ${within("programmes", "programme_id")} AND ${within("grants", "grant_id")}`;

/**
 * A place sees the cost of the place. A claim is of all places together, and so is seen by whom no place limits: its
 * sums would be wrong over a part of its lines. And finance keeps which programmes it has been told of.
 */
export class CostByPlace1700000000011 implements MigrationInterface {
  name = "CostByPlace1700000000011";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...rows(), ...pastLimits(), ...programmes()]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}

function rows(): string[] {
  return [
    ...visibleAnew(S, "cost_line", `${OF_GRANT} AND ${withinMunicipalities(S, "municipality_code")}`),
    ...visibleAnew(S, "cost_claim", `${OF_GRANT} AND ${ALL_PLACES}`),
    ...["app", "seed"].flatMap((role) => [
      `DROP POLICY cost_claim_event_${role} ON ${S}.cost_claim_event`,
      `CREATE POLICY cost_claim_event_${role} ON ${S}.cost_claim_event FOR ALL TO ${S}_${role}
         USING (${OF_GRANT} AND ${ALL_PLACES}) WITH CHECK (${OF_GRANT} AND ${ALL_PLACES})`,
    ]),
  ];
}

/** What rules must know of a grant's other lines, whichever places the viewer sees: yes or no and one sum, never a row. */
function pastLimits(): string[] {
  return [
    `CREATE POLICY cost_line_whole ON ${S}.cost_line FOR SELECT TO ${S}_owner USING (true)`,
    `CREATE FUNCTION ${S}.invoice_taken(of_grant uuid, of_partner uuid, of_ref text, of_line integer, besides uuid)
       RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ${S}, pg_temp AS $$
       SELECT EXISTS (SELECT FROM cost_line WHERE grant_id = of_grant AND partner_organisation_id = of_partner
         AND invoice_ref = of_ref AND invoice_line = of_line AND id <> besides AND corrects_line_id IS NULL
         AND kind <> 'FLAT_RATE') $$`,
    `CREATE FUNCTION ${S}.hours_declared(of_grant uuid, of_staff text, of_kind text, besides uuid, unit text, of_day date)
       RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ${S}, pg_temp AS $$
       SELECT coalesce(sum(hours), 0)::bigint FROM cost_line WHERE grant_id = of_grant AND staff_ref = of_staff
         AND hours_kind = of_kind AND id <> besides AND corrects_line_id IS NULL
         AND date_trunc(unit, invoiced_on::timestamp) = date_trunc(unit, of_day::timestamp) $$`,
    ...["invoice_taken(uuid, uuid, text, integer, uuid)", "hours_declared(uuid, text, text, uuid, text, date)"].flatMap(
      (each) => [
        `REVOKE ALL ON FUNCTION ${S}.${each} FROM PUBLIC`,
        `GRANT EXECUTE ON FUNCTION ${S}.${each} TO ${S}_app, ${S}_seed`,
      ],
    ),
  ];
}

/** Tables that name a programme: whatever stands there has been told of, or was allowed before. */
const NAMING = [
  "programme_grant",
  "pathway",
  "reached_outcome",
  "hours_delivered",
  "rate_card",
  "payment_run",
] as const;

function programmes(): string[] {
  return [
    `CREATE TABLE ${S}.known_programme (programme_id uuid PRIMARY KEY)`,
    ...nounTable(S, "known_programme", ANY_VIEWER, false),
    ...unforced(
      S,
      ["known_programme", ...NAMING],
      [
        `INSERT INTO ${S}.known_programme ${NAMING.map(
          (table) => `SELECT programme_id FROM ${S}.${table} WHERE programme_id IS NOT NULL`,
        ).join(" UNION ")}`,
      ],
    ),
    `REVOKE UPDATE, DELETE ON ${S}.known_programme FROM ${S}_app, ${S}_seed`,
  ];
}
