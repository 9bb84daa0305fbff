/**
 * One business action on the database: rows now, then the measure entries and facts that follow from them.
 *
 * Entries and facts are written last, under the service's own lock, so that their order is the order of the
 * commits: a reader that goes by position can never pass one that is still being written.
 */
import { randomUUID } from "node:crypto";
import type { EntityManager } from "typeorm";
import type { MeasureEntry, Viewer } from "../pure/index.ts";
import type { Database, Reader, Session } from "./database.ts";
import { arraysOf, inPortions, insertRows, insertSql } from "./row-set.ts";

/** A fact to be written: what became true, about whom. Ids only, no personal data. */
export type NewFact = Readonly<{ type: string; version: number; subject: string; payload: unknown }>;

/** The inside of an action's transaction. */
export type Tx = Reader &
  Readonly<{
    manager: EntityManager;
    /** Adds an entry to the measure ledger. */
    measure: (...entries: readonly MeasureEntry[]) => void;
    /** Tells the other services. */
    tell: (...facts: readonly NewFact[]) => void;
    /** Notes who did what to which row. */
    note: (action: string, subject: string) => Promise<void>;
  }>;

/** What a committed action leaves behind: the position of its last fact, or null. */
export type Committed<Result> = Readonly<{ result: Result; lastFact: bigint | null }>;

/** Runs `work` and everything it adds in one transaction. */
export async function unitOfWork<Result>(
  database: Pick<Database, "schema" | "write">,
  viewer: Viewer,
  requestId: string,
  work: (tx: Tx) => Promise<Result>,
): Promise<Committed<Result>> {
  return database.write(viewer, async (session) => {
    const entries: MeasureEntry[] = [];
    const facts: NewFact[] = [];
    const result = await work({
      query: session.query,
      manager: session.runner.manager,
      measure: (...more) => void entries.push(...more),
      tell: (...more) => void facts.push(...more),
      note: async (action, subject) => {
        await session.query(
          `INSERT INTO ${database.schema}.audit_line (actor, action, subject, request_id) VALUES ($1, $2, $3, $4)`,
          [viewer.subject, action, subject, requestId],
        );
      },
    });
    return { result, lastFact: await writeConsequences(database.schema, session, entries, facts) };
  });
}

/** Entries or facts that are written by one statement: of entries, what the database still holds in memory while it sums them up. */
const PORTION = 8_000;

async function writeConsequences(
  schema: string,
  session: Session,
  entries: readonly MeasureEntry[],
  facts: readonly NewFact[],
): Promise<bigint | null> {
  if (entries.length === 0 && facts.length === 0) return null;
  await session.query("SELECT pg_advisory_xact_lock(hashtext($1))", [`order:${schema}`]);
  await inPortions(entries, PORTION, (some) => insertEntries(schema, session, some));
  let last: bigint | null = null;
  await inPortions(facts, PORTION, async (some) => {
    last = await insertFacts(schema, session, some);
  });
  return last;
}

const FACT_COLUMNS = { id: "uuid", type: "text", version: "integer", subject: "text", payload: "jsonb" } as const;

/** Gives the position of the last one. */
async function insertFacts(schema: string, session: Session, facts: readonly NewFact[]): Promise<bigint | null> {
  const table = { name: `${schema}.fact`, columns: FACT_COLUMNS, isRecorded: true };
  const rows = facts.map((fact) => ({ id: randomUUID(), ...fact }));
  const [last] = await session.query<{ position: string }>(
    `WITH told AS (${insertSql(table)} RETURNING position)
     SELECT max(position) AS position, pg_notify('${schema}_fact', '') FROM told`,
    arraysOf(table, rows),
  );
  return last === undefined ? null : BigInt(last.position);
}

/** An entry as a row of `measure_entry`; its dimensions are columns. */
export function entryRow(entry: MeasureEntry): Record<string, unknown> {
  return {
    indicator: entry.indicator,
    amount: entry.amount,
    programme_id: entry.programmeId,
    municipality_code: entry.municipalityCode,
    subject_id: entry.subjectId,
    valid_on: entry.validOn,
    definition_version: entry.definitionVersion,
    cause: entry.cause,
    synthetic: entry.synthetic,
    ...entry.dimensions,
  };
}

const ENTRY_COLUMNS = {
  ...{ indicator: "text", amount: "integer", programme_id: "uuid", municipality_code: "text", subject_id: "uuid" },
  ...{ valid_on: "date", definition_version: "integer", cause: "text", synthetic: "boolean" },
} as const;

/** A dimension is the id of a row when its name says so, and a word otherwise. */
function insertEntries(schema: string, session: Session, entries: readonly MeasureEntry[]): Promise<void> {
  const dimensions = Object.keys(entries[0]?.dimensions ?? {}).map((name) => [
    name,
    name.endsWith("_id") ? "uuid" : "text",
  ]);
  const columns = { ...ENTRY_COLUMNS, ...Object.fromEntries(dimensions) };
  return insertRows(session, { name: `${schema}.measure_entry`, columns, isRecorded: true }, entries.map(entryRow));
}

/** Every entry of one subject, in the order in which they were written. */
export function entriesOfSubject(reader: Reader, schema: string, subjectId: string): Promise<MeasureEntry[]> {
  return entriesOfSubjects(reader, schema, [subjectId]);
}

/** Every entry of these subjects, in the order in which they were written. */
export async function entriesOfSubjects(
  reader: Reader,
  schema: string,
  subjectIds: readonly string[],
): Promise<MeasureEntry[]> {
  const rows = await reader.query<{ entry: StoredEntry }>(
    `SELECT to_jsonb(e) AS entry FROM ${schema}.measure_entry e WHERE subject_id = ANY ($1::uuid[]) ORDER BY position`,
    [subjectIds],
  );
  return rows.map(({ entry }) => {
    const { position: _position, recorded_at: _recordedAt, ...stored } = entry;
    const { indicator, amount, programme_id, municipality_code, subject_id, valid_on, ...rest } = stored;
    const { definition_version, cause, synthetic, ...dimensions } = rest;
    return {
      ...{ indicator, amount, cause, synthetic, validOn: valid_on, definitionVersion: definition_version },
      ...{ programmeId: programme_id, municipalityCode: municipality_code, subjectId: subject_id },
      dimensions: dimensions as MeasureEntry["dimensions"],
    };
  });
}

type StoredEntry = Readonly<{
  position: number;
  recorded_at: string;
  indicator: string;
  amount: number;
  programme_id: string;
  municipality_code: string | null;
  subject_id: string;
  valid_on: MeasureEntry["validOn"];
  definition_version: number;
  cause: string;
  synthetic: boolean;
}>;
