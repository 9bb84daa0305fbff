/** Which programmes there are: the accelerator keeps none of its own, and is told of each by the partnership service. */
import { isId } from "@inclusion/kernel";
import { Fault, type Reader, type Tx } from "@inclusion/kernel/runtime";

/** Keeps that a programme is there; told again, nothing changes. */
export async function keepProgramme(tx: Tx, programmeId: string): Promise<void> {
  await tx.query("INSERT INTO accelerator.known_programme (programme_id) VALUES ($1) ON CONFLICT DO NOTHING", [
    programmeId,
  ]);
}

/** @throws Fault NOT_FOUND for a programme that nobody has told of, and alike for one outside of the viewer's limits */
export async function requireProgramme(reader: Reader, programmeId: string): Promise<void> {
  const known = isId(programmeId)
    ? await reader.query("SELECT 1 FROM accelerator.known_programme WHERE programme_id = $1", [programmeId])
    : [];
  if (known.length === 0) throw new Fault("NOT_FOUND", "There is no programme of this id that you may see.");
}
