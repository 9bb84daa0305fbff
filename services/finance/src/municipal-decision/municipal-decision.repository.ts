import type { Reader, Tx } from "@inclusion/kernel/runtime";
import type { MunicipalDecision } from "./municipal-decision.ts";

const COLUMNS = `id, programme_id AS "programmeId", municipality_code AS "municipalityCode",
  simulation_id AS "simulationId", decision, decided_on::text AS "decidedOn", council_reference AS "councilReference",
  is_current AS "isCurrent"`;

/** The decisions with these ids. */
export function findDecisions(reader: Reader, ids: readonly string[]): Promise<MunicipalDecision[]> {
  return reader.query<MunicipalDecision>(
    `SELECT ${COLUMNS} FROM finance.municipal_decision WHERE id = ANY ($1::uuid[])`,
    [ids],
  );
}

/** All decisions on these programmes, by municipality and the newest first. */
export function findDecisionsOfProgrammes(
  reader: Reader,
  programmeIds: readonly string[],
): Promise<MunicipalDecision[]> {
  return reader.query<MunicipalDecision>(
    `SELECT ${COLUMNS} FROM finance.municipal_decision WHERE programme_id = ANY ($1::uuid[])
     ORDER BY programme_id, municipality_code, is_current DESC, decided_on DESC, id DESC`,
    [programmeIds],
  );
}

/** The decision of a municipality that holds, locked; null without one. */
export async function lockCurrent(
  tx: Tx,
  { programmeId, municipalityCode }: Pick<MunicipalDecision, "programmeId" | "municipalityCode">,
): Promise<MunicipalDecision | null> {
  // Two first decisions at once have no row to lock: the municipality's place in the programme is locked instead.
  await tx.query("SELECT pg_advisory_xact_lock(hashtext($1))", [`decision:${programmeId}:${municipalityCode}`]);
  const [row] = await tx.query<MunicipalDecision>(
    `SELECT ${COLUMNS} FROM finance.municipal_decision
     WHERE programme_id = $1 AND municipality_code = $2 AND is_current`,
    [programmeId, municipalityCode],
  );
  return row ?? null;
}

/** Stores a decision in the place of the one that held. */
export async function supersede(
  tx: Tx,
  earlier: MunicipalDecision | null,
  decision: MunicipalDecision & Readonly<{ decidedBy: string }>,
): Promise<void> {
  if (earlier !== null) {
    await tx.query("UPDATE finance.municipal_decision SET is_current = false WHERE id = $1", [earlier.id]);
  }
  await tx.query(
    `INSERT INTO finance.municipal_decision (id, programme_id, municipality_code, simulation_id, decision, decided_on,
       council_reference, is_current, decided_by) VALUES ($1, $2, $3, $4, $5, $6, $7, true, $8)`,
    [
      ...[decision.id, decision.programmeId, decision.municipalityCode, decision.simulationId],
      ...[decision.decision, decision.decidedOn, decision.councilReference, decision.decidedBy],
    ],
  );
}
