import type { Tx } from "@inclusion/kernel/runtime";
import type { JobOpeningClosed, JobOpeningPublished } from "@inclusion/schema/facts";

/** Stores a job opening as it was told. */
export async function putOpening(tx: Tx, opening: JobOpeningPublished): Promise<void> {
  await tx.query(
    `INSERT INTO participant.job_opening
       (id, programme_id, organisation_id, municipality_code, form, hours_per_week, opens_on)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (id) DO UPDATE SET programme_id = excluded.programme_id, organisation_id = excluded.organisation_id,
       municipality_code = excluded.municipality_code, form = excluded.form,
       hours_per_week = excluded.hours_per_week, opens_on = excluded.opens_on`,
    [
      ...[opening.openingId, opening.programmeId, opening.organisationId, opening.municipalityCode],
      ...[opening.form, opening.hoursPerWeek, opening.opensOn],
    ],
  );
}

/** Stores the last day of a job opening. */
export async function closeOpening(tx: Tx, { openingId, closesOn }: JobOpeningClosed): Promise<void> {
  await tx.query("UPDATE participant.job_opening SET closes_on = $2 WHERE id = $1", [openingId, closesOn]);
}
