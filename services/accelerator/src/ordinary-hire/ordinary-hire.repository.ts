import type { Reader, Tx } from "@inclusion/kernel/runtime";
import { COMPANY } from "../room/company.repository.ts";
import type { OrdinaryHire } from "./ordinary-hire.ts";

/** A hire as it is stored. */
export type StoredHire = OrdinaryHire & Readonly<{ version: number }>;

const HIRE = `${COMPANY}, hired_on::text AS "hiredOn", hours_per_week::float8 AS "hoursPerWeek",
  was_unemployed AS "wasUnemployed", evidence_hash AS "evidenceHash", withdrawn_on::text AS "withdrawnOn",
  withdraw_reason AS "withdrawReason", version`;

/** The hire, locked until the transaction ends; null when there is none that the viewer may change. */
export async function lockHire(tx: Tx, id: string): Promise<StoredHire | null> {
  const [stored] = await tx.query<StoredHire>(
    `SELECT ${HIRE} FROM accelerator.ordinary_hire WHERE id = $1 FOR UPDATE`,
    [id],
  );
  return stored ?? null;
}

/** Whether a hire counts in the programme by this evidence; nobody else can record one until the transaction ends. */
export async function isHireCounted(tx: Tx, programmeId: string, evidenceHash: string): Promise<boolean> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtext($1))", [`ordinary hires ${programmeId}`]);
  const found = await tx.query(
    "SELECT 1 FROM accelerator.ordinary_hire WHERE programme_id = $1 AND evidence_hash = $2 AND withdrawn_on IS NULL",
    [programmeId, evidenceHash],
  );
  return found.length > 0;
}

/** The hires of these courses, oldest first. */
export function findHiresOfCourses(reader: Reader, courseIds: readonly string[]): Promise<StoredHire[]> {
  return reader.query(
    `SELECT ${HIRE} FROM accelerator.ordinary_hire WHERE course_id = ANY ($1::uuid[]) ORDER BY hired_on, id`,
    [courseIds],
  );
}

/** The hires of these companies that the viewer may see, oldest first. */
export function findHiresOfCompanies(reader: Reader, ids: readonly string[]): Promise<StoredHire[]> {
  return reader.query(
    `SELECT ${HIRE} FROM accelerator.ordinary_hire WHERE organisation_id = ANY ($1::uuid[]) ORDER BY hired_on, id`,
    [ids],
  );
}
