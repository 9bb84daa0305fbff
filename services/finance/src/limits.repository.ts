/** What the viewer's limits allow, where a rule has to know it before rows are looked at. */
import type { Viewer } from "@inclusion/kernel";
import type { Reader } from "@inclusion/kernel/runtime";

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
