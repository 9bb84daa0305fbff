import { createHash } from "node:crypto";
import type { Reader, Tx } from "@inclusion/kernel/runtime";
import { CODE_VERSION, type Simulation } from "./simulation.ts";
import { canonicalText, type SimulationInputs } from "./simulation-inputs.ts";

const COLUMNS = `id, programme_id AS "programmeId", name, state, version, inputs_hash AS "inputsHash",
  code_version AS "codeVersion", result_hash AS "resultHash", computed_at AS "computedAt", frozen_at AS "frozenAt"`;

/** The long texts of a simulation. */
export type SimulationTexts = Readonly<{ id: string; inputs: string; result: string | null }>;

/** The simulations with these ids. */
export function findSimulations(reader: Reader, ids: readonly string[]): Promise<Simulation[]> {
  return reader.query<Simulation>(`SELECT ${COLUMNS} FROM finance.simulation WHERE id = ANY ($1::uuid[])`, [ids]);
}

/** Inputs and results of these simulations. */
export function findSimulationTexts(reader: Reader, ids: readonly string[]): Promise<SimulationTexts[]> {
  return reader.query<SimulationTexts>(
    `SELECT id, inputs, result FROM finance.simulation WHERE id = ANY ($1::uuid[])`,
    [ids],
  );
}

/** Simulations of a programme in order of id. */
export function listSimulations(
  reader: Reader,
  { programmeId, after, limit }: Readonly<{ programmeId: string; after: string | null; limit: number }>,
): Promise<Simulation[]> {
  return reader.query<Simulation>(
    `SELECT ${COLUMNS} FROM finance.simulation
     WHERE programme_id = $1 AND ($2::uuid IS NULL OR id > $2::uuid) ORDER BY id LIMIT $3`,
    [programmeId, after, limit],
  );
}

/** The simulation, locked until the transaction ends; null when there is none that the viewer may see. */
export async function lockSimulation(tx: Tx, id: string): Promise<Simulation | null> {
  const [row] = await tx.query<Simulation>(`SELECT ${COLUMNS} FROM finance.simulation WHERE id = $1 FOR UPDATE`, [id]);
  return row ?? null;
}

/** SHA-256 of a text, in hexadecimal digits. */
export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Stores a new simulation. */
export async function insertSimulation(
  tx: Tx,
  simulation: Readonly<{ id: string; name: string; inputs: SimulationInputs; createdBy: string }>,
): Promise<void> {
  const text = canonicalText(simulation.inputs);
  await tx.query(
    `INSERT INTO finance.simulation (id, programme_id, name, state, inputs, inputs_hash, created_by)
     VALUES ($1, $2, $3, 'DRAFT', $4, $5, $6)`,
    [simulation.id, simulation.inputs.programmeId, simulation.name, text, hashOf(text), simulation.createdBy],
  );
}

/** Gives a simulation other inputs; a result of other inputs than these is gone. */
export async function changeSimulation(
  tx: Tx,
  { id, name, inputs }: Readonly<{ id: string; name: string; inputs: SimulationInputs }>,
): Promise<void> {
  const text = canonicalText(inputs);
  await tx.query(
    `UPDATE finance.simulation SET name = $2, inputs = $3, inputs_hash = $4, state = 'DRAFT', code_version = NULL,
       result = NULL, result_hash = NULL, computed_at = NULL WHERE id = $1`,
    [id, name, text, hashOf(text)],
  );
}

/** Stores a result if it is that of the present inputs and the simulation is not frozen; false when it is not stored. */
export async function storeResult(
  tx: Reader,
  { id, inputsHash, result }: Readonly<{ id: string; inputsHash: string; result: string }>,
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE finance.simulation SET state = 'COMPUTED', result = $3, result_hash = $4, code_version = $5,
       computed_at = clock_timestamp() WHERE id = $1 AND inputs_hash = $2 AND state <> 'FROZEN' RETURNING 1`,
    [id, inputsHash, result, hashOf(result), CODE_VERSION],
  );
  return rows.length > 0;
}

/** Freezes a simulation; gives the instant. */
export async function freezeSimulation(tx: Tx, id: string): Promise<Date> {
  const [row] = await tx.query<{ frozenAt: Date }>(
    `UPDATE finance.simulation SET state = 'FROZEN', frozen_at = date_trunc('milliseconds', clock_timestamp())
     WHERE id = $1 RETURNING frozen_at AS "frozenAt"`,
    [id],
  );
  if (row === undefined) throw new Error("Broken invariant: a locked simulation is there");
  return row.frozenAt;
}
