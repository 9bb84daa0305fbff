import type { Reader, Tx } from "@inclusion/kernel/runtime";
import { COMPANY } from "../room/company.repository.ts";
import type { InclusiveWorkplace } from "./inclusive-workplace.ts";

/** A workplace as it is stored. */
export type StoredWorkplace = InclusiveWorkplace & Readonly<{ version: number }>;

const WORKPLACE = `${COMPANY}, axis, status, steps, evidence_hash AS "evidenceHash", version`;

/** The workplace, locked until the transaction ends; null when there is none that the viewer may change. */
export async function lockWorkplace(tx: Tx, id: string): Promise<StoredWorkplace | null> {
  const [stored] = await tx.query<StoredWorkplace>(
    `SELECT ${WORKPLACE} FROM accelerator.inclusive_workplace WHERE id = $1 FOR UPDATE`,
    [id],
  );
  return stored ?? null;
}

/** Whether a workplace was recorded in the programme by this evidence; nobody else can until the transaction ends. */
export async function isWorkplaceCounted(tx: Tx, programmeId: string, evidenceHash: string): Promise<boolean> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtext($1))", [`inclusive workplaces ${programmeId}`]);
  const found = await tx.query(
    "SELECT 1 FROM accelerator.inclusive_workplace WHERE programme_id = $1 AND evidence_hash = $2",
    [programmeId, evidenceHash],
  );
  return found.length > 0;
}

/** The workplaces of these companies that the viewer may see, in order of id. */
export function findWorkplacesOfCompanies(reader: Reader, ids: readonly string[]): Promise<StoredWorkplace[]> {
  return reader.query(
    `SELECT ${WORKPLACE} FROM accelerator.inclusive_workplace WHERE organisation_id = ANY ($1::uuid[]) ORDER BY id`,
    [ids],
  );
}
