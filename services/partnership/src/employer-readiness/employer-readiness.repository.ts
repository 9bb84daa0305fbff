import type { LocalDate } from "@inclusion/kernel";
import type { Reader, Tx } from "@inclusion/kernel/runtime";
import type { EmployerReadinessMeasured } from "@inclusion/schema/facts";
import type { Readiness } from "./employer-readiness.ts";

/**
 * Stores a measurement as it was told at this position; what was told later stays. One without the version of its
 * questionnaire is told again with it, and passed over.
 */
export async function putReadiness(tx: Tx, measured: EmployerReadinessMeasured, position: string): Promise<void> {
  if (measured.questionnaireVersion === undefined) return;
  await tx.query(
    `INSERT INTO partnership.employer_readiness (programme_id, organisation_id, dimension, measured_on, score,
       mentor_count, told_position, questionnaire_version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (programme_id, organisation_id, dimension, questionnaire_version, measured_on) DO UPDATE SET score = excluded.score,
       mentor_count = excluded.mentor_count, told_position = excluded.told_position
     WHERE employer_readiness.told_position < excluded.told_position`,
    [
      ...[measured.programmeId, measured.organisationId, measured.dimension, measured.measuredOn],
      ...[measured.score, measured.mentorCount, position, measured.questionnaireVersion],
    ],
  );
}

/** Measurements of a programme's employers until a day. */
export function findReadiness(reader: Reader, programmeId: string, until: LocalDate): Promise<Readiness[]> {
  return reader.query(
    `SELECT programme_id AS "programmeId", organisation_id AS "organisationId", dimension, score,
            mentor_count AS "mentorCount", questionnaire_version AS "questionnaireVersion", measured_on::text AS "measuredOn"
     FROM partnership.employer_readiness WHERE programme_id = $1 AND measured_on <= $2`,
    [programmeId, until],
  );
}
