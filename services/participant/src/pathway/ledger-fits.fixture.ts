import type { LocalDate, MeasureEntry } from "@inclusion/kernel";
import type { TestService } from "@inclusion/kernel/testing";
import type { EntitySchema } from "typeorm";
import { entities } from "../entities.ts";
import { fileMeasures } from "../participation/file-measures.ts";
import { newFile, type ParticipationFile } from "../participation/participation-file.ts";

/** Lists of a file and the tables that hold their rows. */
const TABLES: Readonly<Record<string, string>> = {
  referrals: "referral",
  screenings: "screening",
  entryFacts: "entry_facts",
  sensitiveFacts: "sensitive_facts",
  courses: "course",
  placements: "placement",
  employments: "employment",
  exits: "exit",
  followUps: "follow_up",
  events: "pathway_event",
};

type Sql = TestService["sql"];

/** The sums of a participation's entries by indicator, as the ledger has them for the two clocks. */
export async function ledgerSums(
  sql: Sql,
  id: string,
  asOf: LocalDate,
  knownAt: string,
): Promise<Record<string, number>> {
  const rows = await sql<{ indicator: string; n: number }>(
    `SELECT indicator, sum(amount)::int AS n FROM participant.measure_entry
     WHERE subject_id = $1 AND valid_on <= $2 AND recorded_at <= $3 GROUP BY 1 HAVING sum(amount) <> 0 ORDER BY 1`,
    [id, asOf, knownAt],
  );
  return Object.fromEntries(rows.map(({ indicator, n }) => [indicator, n]));
}

/** The same from the rows as they were known at the instant, by the rules alone. */
export async function recomputedSums(
  sql: Sql,
  id: string,
  asOf: LocalDate,
  knownAt: string,
): Promise<Record<string, number>> {
  const file = await fileKnownAt(sql, id, knownAt);
  const entries = file === null ? [] : fileMeasures(file).filter(({ validOn }) => validOn <= asOf);
  const sums = [...Map.groupBy(entries, ({ indicator }) => indicator)].map(
    ([indicator, list]) =>
      [indicator, list.reduce((sum: number, { amount }: MeasureEntry) => sum + amount, 0)] as const,
  );
  return Object.fromEntries(sums.filter(([, sum]) => sum !== 0).sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function fileKnownAt(sql: Sql, id: string, knownAt: string): Promise<ParticipationFile | null> {
  const lists = Object.entries(TABLES).map(([list, table]) => `'${list}', ${rowsKnownAt(table)}`);
  const [found] = await sql<{ known: KnownRows; person: ParticipationFile["person"] }>(
    `SELECT json_build_object('participations', ${rowsKnownAt("participation")}, ${lists.join(", ")}) AS known,
       (SELECT json_build_object('id', h.id, 'birthDate', h.birth_date, 'sex', h.sex, 'synthetic', h.synthetic)
        FROM participant.person h JOIN participant.participation p ON p.person_id = h.id WHERE p.id = $1) AS person`,
    [id, knownAt],
  );
  const [row] = found?.known.participations ?? [];
  if (found === undefined || row === undefined) return null;
  const { personId: _, ...participation } = row;
  const { programmeId } = participation;
  const terms = { programmeId, startsOn: null, endsOn: null, minimumHours: 8, municipalities: [] };
  const { participations: _row, ...rest } = found.known;
  return { ...newFile({ participation, person: found.person, terms, memberships: [] }), ...rest };
}

type KnownRows = Readonly<{ participations: readonly (ParticipationFile["participation"] & { personId: string })[] }>;

/** Rows of a table and its history that were known at the instant $2, with the names of their type. */
function rowsKnownAt(table: string): string {
  const entity = (entities as readonly EntitySchema[]).find(({ options }) => options.tableName === table);
  const columns = Object.entries(entity?.options.columns ?? {}).map(([property, column]) => {
    return { property, name: column?.name ?? property };
  });
  const names = columns.map(({ name }) => name).join(", ");
  const pairs = columns.map(({ property, name }) => `'${property}', ${name}`).join(", ");
  const key = table === "participation" ? "id" : "participation_id";
  return `coalesce((SELECT json_agg(json_build_object(${pairs}) ORDER BY id) FROM (
      SELECT ${names} FROM participant.${table} WHERE ${key} = $1 AND recorded_at <= $2 UNION ALL
      SELECT ${names} FROM participant.${table}_history
      WHERE ${key} = $1 AND recorded_at <= $2 AND recorded_until > $2) known), '[]')`;
}
