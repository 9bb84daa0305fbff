/** Lists of a programme: a page of them, and how many rows they have, under the same conditions. */
import type { Reader } from "@inclusion/kernel/runtime";
import type { Employment } from "../employment/employment.ts";
import type { FollowUp } from "../follow-up/follow-up.ts";
import { PARTICIPATION_COLUMNS } from "../participation/participation.repository.ts";
import type { StoredParticipation } from "../participation/participation.ts";
import type { Placement } from "../placement/placement.ts";
import { type Conditions, conditions } from "./conditions.ts";

/** The rows of one kind, and the columns that make one. `r` is the row, `p` its participation. */
type Source<Row> = Readonly<{ from: string; id: string; columns: string; row?: Row }>;

const OWNED = `r.id, r.participation_id AS "participationId", r.programme_id AS "programmeId",
  r.municipality_code AS "municipalityCode"`;
const SPELL = `r.form, r.started_on::text AS "startedOn", r.ended_on::text AS "endedOn",
  r.hours_per_week::float8 AS "hoursPerWeek"`;

/** The participation is joined for its filter only: it adds and takes away no row that the viewer may see. */
function ofTable(table: string): Pick<Source<never>, "from" | "id"> {
  return { from: `participant.${table} r JOIN participant.participation p ON p.id = r.participation_id`, id: "r" };
}

export const PARTICIPATIONS: Source<StoredParticipation> = {
  from: "participant.participation p",
  id: "p",
  columns: PARTICIPATION_COLUMNS,
};

export const EMPLOYMENTS: Source<Employment> = {
  ...ofTable("employment"),
  columns: `${OWNED}, ${SPELL}, r.employer_id AS "employerId"`,
};

export const PLACEMENTS: Source<Placement> = {
  ...ofTable("placement"),
  columns: `${OWNED}, ${SPELL}, r.company_id AS "companyId", r.task_code AS "taskCode",
    r.paired_with_id AS "pairedWithId"`,
};

export const FOLLOW_UPS: Source<FollowUp> = {
  ...ofTable("follow_up"),
  columns: `${OWNED}, r.kind, r.left_on::text AS "leftOn", r.due_on::text AS "dueOn", r.status,
    r.recorded_on::text AS "recordedOn", r.labour_status AS "labourStatus", r.in_education AS "inEducation",
    r.gained_qualification AS "gainedQualification", r.searches_job AS "searchesJob",
    r.improved_situation AS "improvedSituation"`,
};

/** What a list is asked for: whose rows, and what adds its filter. */
export type Asked = Readonly<{ programmeId: string; filter: (into: Conditions) => void }>;

/** Rows in order of id, after `after` or from the first. */
export function listRows<Row>(
  reader: Reader,
  { from, id, columns }: Source<Row>,
  { programmeId, filter }: Asked,
  { after, limit }: Readonly<{ after: string | null; limit: number }>,
): Promise<Row[]> {
  const where = conditions(programmeId);
  where.when(after, (at) => `${id}.id > ${at}`);
  filter(where);
  return reader.query(
    `SELECT ${columns} FROM ${from} WHERE ${id}.programme_id = $1 AND ${where.sql()}
     ORDER BY ${id}.id LIMIT ${where.place(limit)}`,
    where.parameters,
  );
}

/** How many rows the whole list has. */
export async function countRows(
  reader: Reader,
  { from, id }: Pick<Source<unknown>, "from" | "id">,
  { programmeId, filter }: Asked,
): Promise<number> {
  const where = conditions(programmeId);
  filter(where);
  const [counted] = await reader.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${from} WHERE ${id}.programme_id = $1 AND ${where.sql()}`,
    where.parameters,
  );
  return counted?.count ?? 0;
}
