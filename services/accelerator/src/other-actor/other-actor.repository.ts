import { type BaseContext, minorColumn, type Reader, rowLoader, rowsLoader, type Tx } from "@inclusion/kernel/runtime";
import { findRules } from "../growth/growth.repository.ts";
import { findOrganisations, findPartnerships } from "../organisation/organisation.repository.ts";
import { OtherActorEntity, OtherActorFiguresEntity } from "./other-actor.entity.ts";
import type { OtherActor, OtherActorFigures, OtherActorFile } from "./other-actor.ts";

/** Which other actor: of a partnership, in a municipality. */
export type ActorKey = Omit<OtherActor, "id" | "grownOn">;

/** An other actor with its figures, as the graph shows it. */
export type StoredActor = OtherActor & Readonly<{ figures: readonly OtherActorFigures[]; mergedInto: string | null }>;

const SELECT = `
  SELECT a.id, a.programme_id AS "programmeId", a.partnership_id AS "partnershipId",
    a.organisation_id AS "organisationId", a.municipality_code AS "municipalityCode", a.grown_on::text AS "grownOn",
    o.merged_into AS "mergedInto",
    coalesce((SELECT json_agg(json_build_object('id', f.id, 'otherActorId', f.other_actor_id,
        'programmeId', f.programme_id, 'organisationId', f.organisation_id, 'municipalityCode', f.municipality_code,
        'kind', f.kind, 'periodFrom', f.period_from, 'periodTo', f.period_to, 'currency', f.currency,
        'turnoverMinor', f.turnover_minor::text, 'fteHundredths', f.fte_hundredths, 'source', f.source,
        'enteredBy', f.entered_by, 'voidedOn', f.voided_on, 'voidedBy', f.voided_by, 'voidReason', f.void_reason)
        ORDER BY f.period_to, f.id)
      FROM accelerator.other_actor_figures f WHERE f.other_actor_id = a.id), '[]') AS figures
  FROM accelerator.other_actor a LEFT JOIN accelerator.organisation_copy o ON o.id = a.organisation_id`;

async function read(reader: Reader, condition: string, parameters: readonly unknown[]): Promise<StoredActor[]> {
  const rows = await reader.query<StoredActor>(`${SELECT} WHERE ${condition} ORDER BY a.id`, parameters);
  return rows.map((row) => ({
    ...row,
    figures: row.figures.map((each) => ({ ...each, turnoverMinor: minorColumn.from(each.turnoverMinor) })),
  }));
}

/**
 * The file of an other actor, with the municipality held so that two of them cannot count at once.
 *
 * @param newId the id of an actor that is new
 */
export async function lockActor(tx: Tx, key: ActorKey, newId: () => string): Promise<OtherActorFile> {
  const place = `other actor of ${key.programmeId} in ${key.municipalityCode}`;
  await tx.query("SELECT pg_advisory_xact_lock(hashtext($1))", [place]);
  const { programmeId, partnershipId, organisationId, municipalityCode } = key;
  const [stored] = await read(
    tx,
    "a.programme_id = $1 AND a.partnership_id = $2 AND a.organisation_id = $3 AND a.municipality_code = $4",
    [programmeId, partnershipId, organisationId, municipalityCode],
  );
  const actor: OtherActor = stored === undefined ? { ...key, id: newId(), grownOn: null } : actorOf(stored);
  const taken = await tx.query(
    `SELECT 1 FROM accelerator.other_actor
     WHERE programme_id = $1 AND municipality_code = $2 AND grown_on IS NOT NULL AND id <> $3`,
    [programmeId, municipalityCode, actor.id],
  );
  const [partnership] = await findPartnerships(tx, [partnershipId]);
  const [organisation] = await findOrganisations(tx, [organisationId]);
  return {
    actor,
    figures: stored?.figures ?? [],
    partnership: partnership ?? null,
    rules: await findRules(tx, [programmeId]),
    isTaken: taken.length > 0,
    mergedInto: organisation?.mergedInto ?? null,
  };
}

/** The actor whose figures these are, or null when there are none that the viewer may see. */
export async function findActorOfFigures(reader: Reader, figuresId: string): Promise<OtherActor | null> {
  const [stored] = await read(
    reader,
    "a.id = (SELECT other_actor_id FROM accelerator.other_actor_figures WHERE id = $1)",
    [figuresId],
  );
  return stored === undefined ? null : actorOf(stored);
}

/** The other actors that an organisation is. */
export async function findActorsOfCompany(reader: Reader, organisationId: string): Promise<OtherActor[]> {
  return (await read(reader, "a.organisation_id = $1", [organisationId])).map(actorOf);
}

/** Whether storing failed because another actor counts for the municipality, whoever may see it. */
export function isCountedTwice(error: unknown): boolean {
  return (error as Readonly<{ constraint?: unknown }> | null)?.constraint === "other_actor_counted";
}

/** Stores what has changed between two files of one actor. */
export async function storeActor(tx: Tx, before: OtherActorFile, after: OtherActorFile): Promise<void> {
  const { id, grownOn } = after.actor;
  if (before.figures.length === 0) await tx.manager.insert(OtherActorEntity, after.actor);
  else if (before.actor.grownOn !== grownOn) await tx.manager.update(OtherActorEntity, { id }, { grownOn });
  const known = new Map(before.figures.map((row) => [row.id, row]));
  for (const row of after.figures) {
    const old = known.get(row.id);
    if (old === undefined) await tx.manager.insert(OtherActorFiguresEntity, row);
    else if (old.voidedOn !== row.voidedOn) await tx.manager.update(OtherActorFiguresEntity, { id: row.id }, row);
  }
}

function actorOf({ figures: _figures, mergedInto: _mergedInto, ...actor }: StoredActor): OtherActor {
  return actor;
}

/** The loaders of other actors. */
export function otherActorLoaders({ reader }: Pick<BaseContext, "reader">) {
  return {
    otherActor: rowLoader<string, StoredActor>(
      async (ids) => read(await reader(), "a.id = ANY ($1::uuid[])", [ids]),
      ({ id }) => id,
    ),
    otherActors: rowsLoader<string, StoredActor>(
      async (ids) => read(await reader(), "a.programme_id = ANY ($1::uuid[])", [ids]),
      ({ programmeId }) => programmeId,
    ),
  };
}
