import { type BaseContext, type Reader, rowsLoader } from "@inclusion/kernel/runtime";
import type { Employment } from "../employment/employment.ts";
import type { Placement } from "../placement/placement.ts";

/** Whose placements and whose employments are asked for. */
export type WorkAsked = Readonly<{ placementsOf: readonly string[]; employmentsOf: readonly string[] }>;

/** What is found of both; each in the order of its start. */
export type Work = Readonly<{ placements: readonly Placement[]; employments: readonly Employment[] }>;

const SPELL = `id, participation_id, programme_id, municipality_code, form, started_on, ended_on, hours_per_week`;

/** The placements and the employments of participations that the viewer may see, oldest first, in one statement. */
export async function findWork(reader: Reader, { placementsOf, employmentsOf }: WorkAsked): Promise<Work> {
  const rows = await reader.query<WorkRow>(
    `SELECT is_placement AS "isPlacement", id, participation_id AS "participationId", programme_id AS "programmeId",
       municipality_code AS "municipalityCode", form, organisation_id AS "organisationId",
       started_on::text AS "startedOn", ended_on::text AS "endedOn", hours_per_week::float8 AS "hoursPerWeek",
       task_code AS "taskCode", paired_with_id AS "pairedWithId"
     FROM (
       SELECT true AS is_placement, ${SPELL}, company_id AS organisation_id, task_code, paired_with_id
       FROM participant.placement WHERE participation_id = ANY ($1::uuid[])
       UNION ALL
       SELECT false, ${SPELL}, employer_id, NULL, NULL
       FROM participant.employment WHERE participation_id = ANY ($2::uuid[])) AS work
     ORDER BY participation_id, started_on, id`,
    [placementsOf, employmentsOf],
  );
  return {
    placements: rows.flatMap(({ isPlacement, organisationId: companyId, ...row }) =>
      isPlacement ? [{ ...row, companyId }] : [],
    ),
    employments: rows.flatMap(({ isPlacement, organisationId: employerId, taskCode: _t, pairedWithId: _p, ...row }) =>
      isPlacement ? [] : [{ ...row, employerId }],
    ),
  };
}

type WorkRow = Omit<Placement, "companyId"> & Readonly<{ isPlacement: boolean; organisationId: string }>;

/** Loaders of both lists, which share a statement when they are asked for together. */
export function workLoaders({ reader }: Pick<BaseContext, "reader">) {
  const keyOf = (kind: keyof Work, id: string): string => `${kind} ${id}`;
  const idsOf = (kind: keyof Work, keys: readonly string[]): string[] =>
    keys.filter((key) => key.startsWith(`${kind} `)).map((key) => key.slice(kind.length + 1));
  const work = rowsLoader<string, Readonly<{ key: string; row: Placement | Employment }>>(
    async (keys) => {
      const asked = { placementsOf: idsOf("placements", keys), employmentsOf: idsOf("employments", keys) };
      const { placements, employments } = await findWork(await reader(), asked);
      return [
        ...placements.map((row) => ({ key: keyOf("placements", row.participationId), row })),
        ...employments.map((row) => ({ key: keyOf("employments", row.participationId), row })),
      ];
    },
    ({ key }) => key,
  );
  const listOf = <Row extends Placement | Employment>(kind: keyof Work) => ({
    load: async (id: string): Promise<readonly Row[]> =>
      (await work.load(keyOf(kind, id))).map(({ row }) => row as Row),
    clearAll: () => work.clearAll(),
  });
  return { placements: listOf<Placement>("placements"), employments: listOf<Employment>("employments") };
}
