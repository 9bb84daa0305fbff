import type { Reader, Tx } from "@inclusion/kernel/runtime";
import type { CourseOfHire, HireFact } from "./inclusive-hire.ts";

/** Keeps a fact about a hire; false when it is kept already. */
export async function keepHireFact(tx: Tx, fact: HireFact): Promise<boolean> {
  const kept = await tx.query(
    `INSERT INTO accelerator.inclusive_hire_fact (fact_id, position, sign, programme_id, participation_id,
       organisation_id, municipality_code, hired_on, cause) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT DO NOTHING RETURNING 1`,
    [
      ...[fact.factId, String(fact.position), fact.sign, fact.programmeId, fact.participationId],
      ...[fact.organisationId, fact.municipalityCode, fact.hiredOn, fact.cause],
    ],
  );
  return kept.length > 0;
}

/** Every fact about hires of one participation in one programme. */
export async function findHireFacts(
  reader: Reader,
  { programmeId, participationId }: Pick<HireFact, "programmeId" | "participationId">,
): Promise<HireFact[]> {
  const rows = await reader.query<Omit<HireFact, "position"> & Readonly<{ position: string }>>(
    `SELECT fact_id AS "factId", position, sign, programme_id AS "programmeId", participation_id AS "participationId",
       organisation_id AS "organisationId", municipality_code AS "municipalityCode", hired_on::text AS "hiredOn", cause
     FROM accelerator.inclusive_hire_fact WHERE programme_id = $1 AND participation_id = $2`,
    [programmeId, participationId],
  );
  return rows.map((row) => ({ ...row, position: BigInt(row.position) }));
}

/** The courses of these companies in a programme that were accepted, by company; the latest one holds. */
export async function findCoursesOfHires(
  reader: Reader,
  programmeId: string,
  organisationIds: readonly string[],
): Promise<ReadonlyMap<string, CourseOfHire>> {
  const rows = await reader.query<CourseOfHire & Readonly<{ organisationId: string }>>(
    `SELECT id, organisation_id AS "organisationId", accepted_on::text AS "acceptedOn", synthetic
     FROM accelerator.company_course WHERE programme_id = $1 AND organisation_id = ANY ($2::uuid[])
       AND accepted_on IS NOT NULL
     ORDER BY accepted_on, id`,
    [programmeId, organisationIds],
  );
  return new Map(rows.map(({ organisationId, ...course }) => [organisationId, course]));
}
