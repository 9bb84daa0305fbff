import type { Limits } from "@inclusion/kernel";
import type { Reader } from "@inclusion/kernel/runtime";
import type { Names } from "./viewer.ts";

/** The names of what a token is limited to, as far as the viewer may see them; one statement. */
export async function findNames(reader: Reader, limits: Limits): Promise<Names> {
  const rows = await reader.query<{ kind: keyof Names; id: string; name: string }>(
    `SELECT 'programmes' AS kind, id::text AS id, name FROM partnership.programme WHERE id::text = ANY ($1::text[])
     UNION ALL SELECT 'organisations', id::text, name FROM partnership.organisation WHERE id::text = ANY ($2::text[])
     UNION ALL SELECT 'places', code, name FROM partnership.municipality WHERE code = ANY ($3::text[])
     UNION ALL SELECT 'places', code, name FROM partnership.region WHERE code = ANY ($4::text[])
     ORDER BY kind, name`,
    [limits.programmes ?? [], limits.organisations ?? [], limits.municipalities ?? [], limits.regions ?? []],
  );
  const namesOf = (kind: keyof Names) =>
    new Map(rows.filter((row) => row.kind === kind).map(({ id, name }) => [id, name]));
  return { programmes: namesOf("programmes"), organisations: namesOf("organisations"), places: namesOf("places") };
}
