import { deepEqual } from "@inclusion/kernel";
import { PERSON_ROWS, type Reader, type Tx, within, withinMunicipalities } from "@inclusion/kernel/runtime";
import type { EntitySchema } from "typeorm";
import { ActivityEntity, CompanyContactEntity } from "../activity/activity.entity.ts";
import { CourseEntity } from "../course/course.entity.ts";
import { EmploymentEntity } from "../employment/employment.entity.ts";
import { EntryFactsEntity, SensitiveFactsEntity } from "../entry-facts/entry-facts.entity.ts";
import { ExitEntity } from "../exit/exit.entity.ts";
import { FollowUpEntity } from "../follow-up/follow-up.entity.ts";
import { MatchEntity } from "../match/match.entity.ts";
import { MeasurementEntity } from "../measurement/measurement.entity.ts";
import { OwnerEntity } from "../owner/owner.entity.ts";
import { PathwayEventEntity } from "../pathway/pathway.entity.ts";
import { PlacementEntity } from "../placement/placement.entity.ts";
import { termsSql } from "../programme-terms/programme-terms.repository.ts";
import { ReadinessEntity } from "../readiness/readiness.entity.ts";
import type { OtherParticipation } from "../referral/refer.ts";
import { ReferralEntity } from "../referral/referral.entity.ts";
import { ScreeningEntity } from "../screening/screening.entity.ts";
import { ParticipationEntity } from "./participation.entity.ts";
import type { FileLists, ParticipationFile } from "./participation-file.ts";

/** The mapping of each list of a file, and the column by which the list is ordered. */
const LISTS: Readonly<Record<keyof FileLists, readonly [EntitySchema, string]>> = {
  referrals: [ReferralEntity, "referred_on"],
  screenings: [ScreeningEntity, "screened_on"],
  entryFacts: [EntryFactsEntity, "id"],
  sensitiveFacts: [SensitiveFactsEntity, "id"],
  courses: [CourseEntity, "started_on"],
  activities: [ActivityEntity, "happened_on"],
  contacts: [CompanyContactEntity, "happened_on"],
  placements: [PlacementEntity, "started_on"],
  employments: [EmploymentEntity, "started_on"],
  exits: [ExitEntity, "left_on"],
  followUps: [FollowUpEntity, "due_on"],
  matches: [MatchEntity, "proposed_on"],
  measurements: [MeasurementEntity, "measured_on"],
  owners: [OwnerEntity, "from_on"],
  readinesses: [ReadinessEntity, "ready_from"],
  events: [PathwayEventEntity, "recorded_at, row.happened_on"],
} as unknown as Readonly<Record<keyof FileLists, readonly [EntitySchema, string]>>;

const KEYS = Object.keys(LISTS) as (keyof FileLists)[];

/**
 * The file of a participation that the viewer may see, held until the transaction ends; null when there is none.
 *
 * The transaction then sees sensitive facts whoever asks, because the ledger counts by them: a rule looks at the whole
 * file or it takes back what it cannot see. What the caller is answered goes through the fields' scopes.
 */
export async function lockFile(tx: Tx, participationId: string): Promise<ParticipationFile | null> {
  await tx.query("SELECT set_config('app.sensitive_rows', 'on', true)");
  const locked = await tx.query("SELECT 1 FROM participant.participation WHERE id = $1 FOR UPDATE", [participationId]);
  return locked.length === 0 ? null : ((await findFiles(tx, [participationId]))[0] ?? null);
}

/** The files of these participations that the viewer may see, in one statement. */
export function findFiles(reader: Reader, participationIds: readonly string[]): Promise<ParticipationFile[]> {
  return reader.query(FILES_SQL, [participationIds]);
}

/** Which of these participations are of restricted persons. */
export async function findRestricted(
  reader: Reader,
  participationIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const restricted = await reader.query<{ id: string }>(
    "SELECT id FROM unnest($1::uuid[]) AS asked(id) WHERE id = ANY ((SELECT participant.restricted_participations())::uuid[])",
    [participationIds],
  );
  return new Set(restricted.map(({ id }) => id));
}

/** The person's participations that the viewer may see. */
export function findOthers(reader: Reader, personId: string): Promise<OtherParticipation[]> {
  return reader.query(
    `SELECT id, programme_id AS "programmeId", state, entered_on::text AS "enteredOn", left_on::text AS "leftOn"
     FROM participant.participation WHERE person_id = $1 ORDER BY id`,
    [personId],
  );
}

/** Whether the viewer may have persons of the municipality in the programme. */
export async function mayHold(reader: Reader, programmeId: string, municipalityCode: string): Promise<boolean> {
  const [held] = await reader.query<{ may: boolean }>(
    `SELECT ${PERSON_ROWS} AND ${within("programmes", "$1::uuid")}
       AND ${withinMunicipalities("participant", "$2::text")} AS may`,
    [programmeId, municipalityCode],
  );
  return held?.may === true;
}

/** Whether storing failed because the person has an open participation in the programme, whoever may see it. */
export function isOpenTwice(error: unknown): boolean {
  return (error as Readonly<{ constraint?: unknown }> | null)?.constraint === "participation_open";
}

/** Stores what `after` has and `before` has not, and raises the version; a file of version 0 is a new one. */
export async function storeFile(tx: Tx, before: ParticipationFile, after: ParticipationFile): Promise<void> {
  const { id, ...changes } = after.participation;
  if (before.version === 0) await insertParticipation(tx, after);
  else await tx.manager.update(ParticipationEntity, { id }, changes);
  for (const key of KEYS) await storeList(tx, LISTS[key][0], before[key], after[key]);
}

/** The person may be known from another participation. */
async function insertParticipation(tx: Tx, { participation, person }: ParticipationFile): Promise<void> {
  await tx.query("SELECT set_config('app.sensitive_rows', 'on', true)");
  await tx.query(
    `INSERT INTO participant.person (id, birth_date, sex, synthetic) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING`,
    [person.id, person.birthDate, person.sex, person.synthetic],
  );
  await tx.manager.insert(ParticipationEntity, { ...participation, personId: person.id });
}

type Row = Readonly<{ id: string }>;

/** Inserts new rows in one statement and updates changed ones; rows that are gone are deleted. */
export async function storeList(
  tx: Tx,
  entity: EntitySchema,
  before: readonly Row[],
  after: readonly Row[],
): Promise<void> {
  const known = new Map(before.map((row) => [row.id, row]));
  const fresh = after.filter(({ id }) => !known.has(id));
  if (fresh.length > 0) await tx.manager.insert(entity, fresh as never);
  for (const row of after) {
    const old = known.get(row.id);
    if (old !== undefined && !deepEqual(old, row)) await tx.manager.update(entity, { id: row.id }, row as never);
  }
  const left = new Set(after.map(({ id }) => id));
  for (const { id } of before) {
    if (!left.has(id)) await tx.manager.delete(entity, { id });
  }
}

/** One list as JSON, with the names of the type instead of those of the columns. */
function listSql([{ options }, order]: readonly [EntitySchema, string]): string {
  const pairs = Object.entries(options.columns).map(
    ([property, column]) => `'${property}', row.${column?.name ?? property}`,
  );
  return `coalesce((SELECT json_agg(json_build_object(${pairs.join(", ")}) ORDER BY row.${order}, row.id)
    FROM participant.${options.tableName} row WHERE row.participation_id = p.id), '[]')`;
}

const FILES_SQL = `
  SELECT json_build_object('id', p.id, 'programmeId', p.programme_id, 'municipalityCode', p.municipality_code,
      'partnershipId', p.partnership_id, 'entryGate', p.entry_gate, 'previousProgramme', p.previous_programme,
      'state', p.state, 'enteredOn', p.entered_on, 'leftOn', p.left_on, 'benefit', p.benefit, 'synthetic', p.synthetic)
      AS participation,
    p.version,
    json_build_object('id', h.id, 'birthDate', h.birth_date, 'sex', h.sex, 'synthetic', h.synthetic) AS person,
    ${termsSql("p.programme_id")},
    ${KEYS.map((key) => `${listSql(LISTS[key])} AS "${key}"`).join(",\n    ")}
  FROM participant.participation p
  JOIN participant.person h ON h.id = p.person_id
  LEFT JOIN participant.programme_terms t ON t.programme_id = p.programme_id
  WHERE p.id = ANY ($1::uuid[])`;
