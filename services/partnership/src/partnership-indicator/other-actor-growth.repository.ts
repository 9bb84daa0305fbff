import { differenceOf, type MeasureEntry } from "@inclusion/kernel";
import type { Fact, Tx } from "@inclusion/kernel/runtime";
import type { OtherActorGrown } from "@inclusion/schema/facts";
import { growthEntries, type ToldGrowth } from "./other-actor-growth.ts";

/** Takes in that an other actor has grown (1) or has not (-1), and counts its municipality anew. */
export async function takeGrowth(
  tx: Tx,
  { id }: Pick<Fact, "id">,
  growth: OtherActorGrown,
  sign: 1 | -1,
): Promise<void> {
  const { programmeId, municipalityCode } = growth;
  await tx.query("SELECT pg_advisory_xact_lock(hashtext($1))", [`growth:${programmeId}:${municipalityCode}`]);
  await tx.query(
    `INSERT INTO partnership.other_actor_growth (fact_id, sign, programme_id, partnership_id, organisation_id,
       municipality_code, grown_on) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (fact_id) DO NOTHING`,
    [id, sign, programmeId, growth.partnershipId, growth.organisationId, municipalityCode, growth.grownOn],
  );
  const told = await tx.query<ToldGrowth>(
    `SELECT g.sign, g.programme_id AS "programmeId", g.partnership_id AS "partnershipId",
            g.organisation_id AS "organisationId", g.municipality_code AS "municipalityCode",
            g.grown_on::text AS "grownOn", coalesce(p.synthetic, false) AS synthetic
     FROM partnership.other_actor_growth g LEFT JOIN partnership.partnership p ON p.id = g.partnership_id
     WHERE g.programme_id = $1 AND g.municipality_code = $2`,
    [programmeId, municipalityCode],
  );
  const written = await entriesOfPlace(tx, programmeId, municipalityCode);
  tx.measure(...differenceOf(written, growthEntries(told), `growth ${id}`));
}

async function entriesOfPlace(tx: Tx, programmeId: string, municipalityCode: string): Promise<MeasureEntry[]> {
  const rows = await tx.query<Omit<MeasureEntry, "dimensions">>(
    `SELECT indicator, amount, programme_id AS "programmeId", municipality_code AS "municipalityCode",
            subject_id AS "subjectId", valid_on::text AS "validOn", definition_version AS "definitionVersion", cause,
            synthetic
     FROM partnership.measure_entry
     WHERE programme_id = $1 AND indicator = 'OTHER_ACTOR_GROWTH' AND municipality_code = $2 ORDER BY position`,
    [programmeId, municipalityCode],
  );
  return rows.map((row) => ({ ...row, dimensions: {} }));
}
