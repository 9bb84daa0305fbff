import type { Limits } from "@inclusion/kernel";
import { type Reader, within } from "@inclusion/kernel/runtime";
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

/** How many rows the viewer sees of each kind. */
export type VisibleCounts = Readonly<{
  programmes: number;
  municipalities: number;
  organisations: number;
  partnerships: number;
}>;

/** Counts what the viewer sees under the row policies, programmes, places and organisations within its limits; one statement. */
export async function countVisible(reader: Reader): Promise<VisibleCounts> {
  const [counts] = await reader.query<VisibleCounts>(
    `SELECT (SELECT count(*)::int FROM partnership.programme p
          WHERE ${within("programmes", "p.id")}) AS programmes,
       (SELECT count(DISTINCT municipality_code)::int FROM partnership.programme_municipality m
          WHERE current_setting('app.municipalities', true) = '*'
            OR m.municipality_code = ANY (partnership.visible_municipalities())) AS municipalities,
       (SELECT count(*)::int FROM partnership.organisation o
          WHERE ${within("organisations", "o.id")}) AS organisations,
       (SELECT count(*)::int FROM partnership.partnership) AS partnerships`,
  );
  return counts as VisibleCounts;
}

/** When this service last recorded anything that others are told of; null when it never did. */
export async function lastRecorded(reader: Reader): Promise<Date | null> {
  const [last] = await reader.query<{ at: Date }>(
    "SELECT recorded_at AS at FROM partnership.fact ORDER BY position DESC LIMIT 1",
  );
  return last?.at ?? null;
}
