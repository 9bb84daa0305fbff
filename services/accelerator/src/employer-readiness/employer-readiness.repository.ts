import type { Reader, Tx } from "@inclusion/kernel/runtime";
import { COMPANY } from "../room/company.repository.ts";
import type { EmployerReadiness, ReadinessEntered } from "./employer-readiness.ts";

/** Whether a company was measured so on that day; nobody else can record it until the transaction ends. */
export async function isMeasured(
  tx: Tx,
  { programmeId, organisationId }: Readonly<{ programmeId: string; organisationId: string }>,
  { dimension, questionnaireVersion, measuredOn }: ReadinessEntered,
): Promise<boolean> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtext($1))", [`readiness ${organisationId}`]);
  const found = await tx.query(
    `SELECT 1 FROM accelerator.employer_readiness WHERE programme_id = $1 AND organisation_id = $2 AND dimension = $3
       AND questionnaire_version = $4 AND measured_on = $5`,
    [programmeId, organisationId, dimension, questionnaireVersion, measuredOn],
  );
  return found.length > 0;
}

/** The measurements of these companies that the viewer may see, oldest first. */
export function findReadinessOfCompanies(reader: Reader, ids: readonly string[]): Promise<EmployerReadiness[]> {
  return reader.query(
    `SELECT ${COMPANY}, dimension, score, mentor_count AS "mentorCount", questionnaire_version AS "questionnaireVersion", measured_on::text AS "measuredOn"
     FROM accelerator.employer_readiness WHERE organisation_id = ANY ($1::uuid[]) ORDER BY measured_on, id`,
    [ids],
  );
}
