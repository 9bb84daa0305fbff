/** Storing what the rows of an import become, and finding who of them is known. Set by set, never row by row. */
import { type FieldKeys, insertRows, type Reader, type Tx } from "@inclusion/kernel/runtime";
import type { EntitySchema, EntitySchemaColumnOptions } from "typeorm";
import { CourseEntity } from "../course/course.entity.ts";
import { EntryFactsEntity } from "../entry-facts/entry-facts.entity.ts";
import { type SealedIdentity, SealedIdentityEntity } from "../identity/identity.entity.ts";
import { nameKey } from "../identity/identity.ts";
import { cprIndexes } from "../identity/sealed-identity.repository.ts";
import { ParticipationEntity } from "../participation/participation.entity.ts";
import type { ParticipationFile } from "../participation/participation-file.ts";
import { PersonEntity } from "../participation/person.entity.ts";
import { PathwayEventEntity } from "../pathway/pathway.entity.ts";
import { ReferralEntity } from "../referral/referral.entity.ts";
import type { ImportRow } from "./row.ts";

/** A row with what it becomes; `identity` is null when the row has no number or no name. */
export type Arriving = Readonly<{ row: ImportRow; file: ParticipationFile; identity: SealedIdentity | null }>;

/**
 * Stores a part of an import's rows, each table in one statement. The statements are handed over together, so that the
 * database never waits for the next one.
 */
export async function storeArriving(tx: Tx, importId: string, arriving: readonly Arriving[]): Promise<void> {
  const files = arriving.map(({ file }) => file);
  const persons = new Map(files.map(({ person }) => [person.id, person]));
  const participations = files.map(({ participation, person }) => ({ ...participation, personId: person.id }));
  const identities = arriving.flatMap(({ identity }) => identity ?? []);
  await Promise.all([
    insertAll(tx, PersonEntity, [...persons.values()], "ON CONFLICT (id) DO NOTHING"),
    insertAll(tx, ParticipationEntity, participations),
    insertAll(
      tx,
      ReferralEntity,
      files.flatMap(({ referrals }) => referrals),
    ),
    insertAll(
      tx,
      EntryFactsEntity,
      files.flatMap(({ entryFacts }) => entryFacts),
    ),
    insertAll(
      tx,
      CourseEntity,
      files.flatMap(({ courses }) => courses),
    ),
    insertAll(
      tx,
      PathwayEventEntity,
      files.flatMap(({ events }) => events),
    ),
    insertAll(tx, SealedIdentityEntity, identities),
    insertOrigins(tx, importId, arriving),
  ]);
}

async function insertAll<Row extends object>(
  tx: Tx,
  { options }: EntitySchema<Row>,
  rows: readonly Row[],
  onConflict = "",
): Promise<void> {
  const columns = Object.entries(options.columns as Readonly<Record<string, EntitySchemaColumnOptions>>).map(
    ([key, { name = key, type }]) => ({ key, name, type: String(type) }),
  );
  const table = {
    name: `participant.${options.tableName}`,
    columns: Object.fromEntries(columns.map(({ name, type }) => [name, type])),
    isRecorded: true,
  };
  const stored = rows.map((row) =>
    Object.fromEntries(columns.map(({ key, name }) => [name, (row as Readonly<Record<string, unknown>>)[key]])),
  );
  await insertRows(tx, table, stored, onConflict);
}

const ORIGINS = {
  name: "participant.participant_import_row",
  columns: {
    ...{ participation_id: "uuid", programme_id: "uuid", import_id: "uuid", municipality_code: "text" },
    ...{ line: "integer", work_form: "text", hours_per_week: "numeric" },
  },
  isRecorded: false,
} as const;

async function insertOrigins(tx: Tx, importId: string, arriving: readonly Arriving[]): Promise<void> {
  const rows = arriving.map(({ row, file: { participation } }) => ({
    ...{ participation_id: participation.id, programme_id: participation.programmeId, import_id: importId },
    ...{ municipality_code: participation.municipalityCode, line: row.line },
    ...{ work_form: row.workForm, hours_per_week: row.hoursPerWeek },
  }));
  await insertRows(tx, ORIGINS, rows);
}

/** What is known of a row's number, wherever it is known from; it is not told to whoever imports. */
export type KnownArrival = Readonly<{ personId: string; taken: boolean; takenHere: boolean }>;

/** Who of these is known by the number, with whether the person has been in the programme, and in this municipality. */
export async function findKnownPersons(
  tx: Tx,
  keys: FieldKeys,
  programmeId: string,
  rows: readonly ImportRow[],
): Promise<ReadonlyMap<number, KnownArrival>> {
  const indexes = rows.map((row) => ({ row, hashes: numberHashes(keys, row) }));
  const known = await tx.query<{ hash: string; personId: string; taken: boolean; takenIn: readonly string[] }>(
    `SELECT encode(cpr_index, 'hex') AS hash, person_id AS "personId", taken, taken_in AS "takenIn"
     FROM participant.known_persons($1::bytea[], $2)`,
    [indexes.flatMap(({ hashes }) => hashes), programmeId],
  );
  const byHash = new Map(known.map((each) => [each.hash, each]));
  return new Map(
    indexes.flatMap(({ row: { line, municipalityCode }, hashes }) => {
      const found = firstFound(byHash, hashes);
      return found === null ? [] : [[line, { ...found, takenHere: found.takenIn.includes(municipalityCode) }] as const];
    }),
  );
}

/**
 * For each row an earlier participation that may be of the same person, among those that the viewer may see: by number
 * before name and day of birth, in the programme before others.
 */
export async function findLikelySame(
  reader: Reader,
  keys: FieldKeys,
  programmeId: string,
  rows: readonly ImportRow[],
): Promise<ReadonlyMap<number, string>> {
  const indexes = rows.map((row) => ({ row, numbers: numberHashes(keys, row), names: nameHashes(keys, row) }));
  const find = async (column: string, hashes: readonly Buffer[]): Promise<ReadonlyMap<string, SameHash>> => {
    const found = await reader.query<SameHash>(
      `SELECT DISTINCT ON (i.${column}) encode(i.${column}, 'hex') AS hash, p.id AS "participationId"
       FROM participant.person_identity i JOIN participant.participation p ON p.id = i.participation_id
       WHERE i.${column} = ANY ($1::bytea[]) ORDER BY i.${column}, p.programme_id = $2 DESC, p.id`,
      [hashes, programmeId],
    );
    return new Map(found.map((each) => [each.hash, each]));
  };
  const byNumber = await find(
    "cpr_index",
    indexes.flatMap(({ numbers }) => numbers),
  );
  const byName = await find(
    "name_index",
    indexes.flatMap(({ names }) => names),
  );
  return new Map(
    indexes.flatMap(({ row, numbers, names }) => {
      const found = firstFound(byNumber, numbers) ?? firstFound(byName, names);
      return found === null ? [] : [[row.line, found.participationId] as const];
    }),
  );
}

type SameHash = Readonly<{ hash: string; participationId: string }>;

/** The hashes of a row's number, one a version of the keys. */
function numberHashes(keys: FieldKeys, { person: { cpr } }: ImportRow): readonly Buffer[] {
  return cpr === null ? [] : cprIndexes(keys, cpr);
}

/** The hashes of a row's name and day of birth, one a version of the keys. */
function nameHashes(keys: FieldKeys, { person: { name, birthDate } }: ImportRow): readonly Buffer[] {
  return name === null ? [] : keys.versions.map((version) => keys.index("name", nameKey(name, birthDate), version));
}

function firstFound<Found>(byHash: ReadonlyMap<string, Found>, hashes: readonly Buffer[]): Found | null {
  for (const hash of hashes) {
    const found = byHash.get(hash.toString("hex"));
    if (found !== undefined) return found;
  }
  return null;
}
