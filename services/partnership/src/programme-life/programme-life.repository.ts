import type { LocalDate } from "@inclusion/kernel";
import { type BaseContext, type Reader, rowLoader, rowsLoader, type Tx } from "@inclusion/kernel/runtime";
import { ProgrammeLifeEntity } from "./programme-life.entity.ts";
import { type Closing, IMPORTED, type Life, type LifeEvent } from "./programme-life.ts";
import { findGrantEnds } from "./told-by-finance.repository.ts";

/** The lives of these programmes; one that no step was recorded of is as imported. */
async function findLives(reader: Reader, programmeIds: readonly string[]): Promise<Life[]> {
  const rows = await reader.query<Life>(
    `SELECT id AS "programmeId", state, since::text, version FROM partnership.programme_life WHERE id = ANY ($1::uuid[])`,
    [programmeIds],
  );
  const known = new Map(rows.map((row) => [row.programmeId, row]));
  return programmeIds.map((programmeId) => known.get(programmeId) ?? { programmeId, ...IMPORTED });
}

/** The programme's life, held with the programme until the transaction ends. */
export async function lockLife(tx: Tx, programmeId: string): Promise<Life> {
  await tx.query("SELECT 1 FROM partnership.programme WHERE id = $1 FOR UPDATE", [programmeId]);
  const [life] = await findLives(tx, [programmeId]);
  return life as Life;
}

/** Stores where a programme stands. */
export async function putLife(tx: Tx, { programmeId, state, since }: Life): Promise<void> {
  await tx.manager.upsert(ProgrammeLifeEntity, { id: programmeId, state, since: since as LocalDate }, ["id"]);
}

/** Adds a step; steps are never changed. */
export async function insertEvent(
  tx: Tx,
  { id, actor, ...event }: Omit<LifeEvent, "recordedAt"> & Readonly<{ id: string; actor: string }>,
): Promise<void> {
  await tx.query(
    `INSERT INTO partnership.programme_life_event (id, programme_id, from_state, to_state, happened_on, reason, actor)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [id, event.programmeId, event.fromState, event.toState, event.on, event.reason, actor],
  );
}

function findEvents(reader: Reader, programmeIds: readonly string[]): Promise<LifeEvent[]> {
  return reader.query(
    `SELECT programme_id AS "programmeId", from_state AS "fromState", to_state AS "toState", happened_on::text AS "on",
            reason, recorded_at AS "recordedAt"
     FROM partnership.programme_life_event WHERE programme_id = ANY ($1::uuid[]) ORDER BY programme_id, recorded_at, id`,
    [programmeIds],
  );
}

/** What is known of these programmes that matters when they are to be closed. */
export function findClosings(reader: Reader, programmeIds: readonly string[]): Promise<Closing[]> {
  return reader.query(
    `SELECT p.id AS "programmeId",
       (SELECT count(*)::int FROM partnership.evaluation e
          WHERE e.programme_id = p.id AND e.kind = 'FINAL' AND e.published_on IS NOT NULL) AS "finalEvaluations",
       ARRAY(SELECT claim_id::text FROM partnership.claim_state c
          WHERE c.programme_id = p.id AND NOT c.is_final ORDER BY 1) AS "openClaims",
       (SELECT count(*)::int FROM partnership.frozen_simulation s WHERE s.programme_id = p.id) AS "frozenSimulations",
       (SELECT max(eligible_to)::text FROM partnership.grant_end g WHERE g.programme_id = p.id) AS "eligibleTo"
     FROM partnership.programme p WHERE p.id = ANY ($1::uuid[])`,
    [programmeIds],
  );
}

/** The loaders of programmes' lives: one statement for all keys of a tick. */
export function lifeLoaders({ reader }: Pick<BaseContext, "reader">) {
  const byProgramme = ({ programmeId }: Readonly<{ programmeId: string }>): string => programmeId;
  return {
    life: rowLoader<string, Life>(async (ids) => findLives(await reader(), ids), byProgramme),
    lifeEvents: rowsLoader<string, LifeEvent>(async (ids) => findEvents(await reader(), ids), byProgramme),
    grantEnd: rowLoader(async (ids: readonly string[]) => findGrantEnds(await reader(), ids), byProgramme),
    closing: rowLoader<string, Closing>(async (ids) => findClosings(await reader(), ids), byProgramme),
  };
}
