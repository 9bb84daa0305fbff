/** What the viewer's limits allow, where a rule has to know it before rows are looked at. */
import { isId, type Viewer } from "@inclusion/kernel";
import { Fault, type Reader, type Tx } from "@inclusion/kernel/runtime";

/** Keeps that a programme is there; what is told again stays. */
export async function keepProgramme(tx: Tx, programmeId: string): Promise<void> {
  await tx.query("INSERT INTO finance.known_programme (programme_id) VALUES ($1) ON CONFLICT DO NOTHING", [
    programmeId,
  ]);
}

/** @throws Fault NOT_FOUND for a programme that nobody has told of, and alike for one outside of the viewer's limits */
export async function requireProgramme(
  reader: Reader,
  { limits: { programmes } }: Pick<Viewer, "limits">,
  programmeId: string,
): Promise<void> {
  const isAllowed = isId(programmeId) && (programmes === null || programmes.includes(programmeId));
  const known = isAllowed
    ? await reader.query("SELECT 1 FROM finance.known_programme WHERE programme_id = $1", [programmeId])
    : [];
  if (known.length === 0) throw new Fault("NOT_FOUND", "There is no programme of this id that you may see.");
}

/** Whether the viewer may see rows of a municipality; null stands for all places together. */
export async function seesPlace(reader: Reader, municipalityCode: string | null): Promise<boolean> {
  const [row] = await reader.query<{ isSeen: boolean | null }>(
    `SELECT (current_setting('app.municipalities') = '*' OR $1 = ANY (finance.visible_municipalities())) AS "isSeen"`,
    [municipalityCode],
  );
  return row?.isSeen === true;
}

/** Whether places limit the viewer. */
export function isLimitedToPlaces({ limits: { municipalities, regions } }: Pick<Viewer, "limits">): boolean {
  return municipalities !== null || regions !== null;
}
