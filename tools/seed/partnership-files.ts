/** Files of the partnership service as its own rules make them: a story is steps, and what follows from each. Pure. */
import { deepEqual, type LocalDate, type MeasureEntry } from "@inclusion/kernel";
import type { NewFact } from "@inclusion/kernel/runtime";
import type { RecordFile, RecordMap } from "@inclusion/partnership/record/record.repository";
import type { Rule } from "@inclusion/partnership/record/rule";
import type { Random } from "./random.ts";
import { ledgerOf, recordedAfter } from "./recording.ts";
import type { FactRow, Told } from "./rows.ts";
import type { TableRows } from "./tables.ts";

/** How a table is mapped. */
type EntitySchema = RecordMap["entity"];

/** A kind of file, as the service keeps it. */
export type FileKind<File extends RecordFile> = Readonly<{
  map: RecordMap;
  measures: (file: File) => readonly MeasureEntry[];
  facts: (before: File | null, after: File) => readonly NewFact[];
}>;

/** A step of a file's story. */
export type FileStep<File> = Readonly<{ on: LocalDate; rule: (file: File) => Rule<File> }>;

type Row = Readonly<{ id: string }>;

/** Rows of files by their tables, and what was counted and told. */
export type ToldFiles = Readonly<{
  rows: ReadonlyMap<EntitySchema, readonly Told<Row>[]>;
  entries: readonly Told<MeasureEntry>[];
  facts: readonly Told<FactRow>[];
}>;

export const NO_FILES: ToldFiles = { rows: new Map(), entries: [], facts: [] };

/**
 * Takes the steps in the order of their days, each recorded some days after it happened.
 *
 * @param empty    the file before its first step
 * @param recorded instants at which what happened on some days is known to have been recorded
 * @throws Error   when a rule says no: the story is not one that the service would tell
 */
export function tellFile<File extends RecordFile>(
  random: Random,
  kind: FileKind<File>,
  { empty, steps }: Readonly<{ empty: File; steps: readonly FileStep<File>[] }>,
  recorded: ReadonlyMap<LocalDate, string> = new Map(),
): ToldFiles & Readonly<{ file: File }> {
  const rows = new Map<EntitySchema, Told<Row>[]>();
  const facts: Told<FactRow>[] = [];
  const states: Told<readonly MeasureEntry[]>[] = [];
  let file = empty;
  let recordedAt = "";
  let isThere = false;
  for (const { on, rule } of [...steps].sort((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)))) {
    const at = recorded.get(on) ?? recordedAfter(random, on);
    if (at > recordedAt) recordedAt = at;
    const moment = { today: on, actor: "system:seed", newId: () => random.id(on) };
    const decided = rule(file)(file, moment);
    if (!decided.ok) throw new Error(`${on}: ${decided.refusals.map(({ code, message }) => `${code} ${message}`)}`);
    const told = kind.facts(isThere ? file : null, decided.value);
    for (const fact of told) facts.push({ row: { id: random.id(on), ...fact }, recordedAt });
    keepRows(rows, kind.map, { before: isThere ? file : null, after: decided.value, recordedAt });
    file = decided.value;
    isThere = true;
    states.push({ row: kind.measures(file), recordedAt });
  }
  return { file, rows, facts, entries: ledgerOf(states, "story") };
}

type Change = Readonly<{ before: RecordFile | null; after: RecordFile; recordedAt: string }>;

function keepRows(
  rows: Map<EntitySchema, Told<Row>[]>,
  { entity, lists }: RecordMap,
  { before, after, recordedAt }: Change,
): void {
  const parts = Object.entries(lists).map(([name, list]) => [list.entity, listOf(before, name), listOf(after, name)]);
  const own = [entity, before === null ? [] : [before.record], [after.record]];
  for (const [table, was, is] of [own, ...parts] as [EntitySchema, readonly Row[], readonly Row[]][]) {
    const known = new Map(was.map((row) => [row.id, row]));
    const told = rows.get(table) ?? [];
    for (const row of is) if (!deepEqual(known.get(row.id), row)) told.push({ row, recordedAt });
    rows.set(table, told);
  }
}

function listOf(file: RecordFile | null, name: string): readonly Row[] {
  return file === null ? [] : ((file as unknown as Readonly<Record<string, readonly Row[]>>)[name] ?? []);
}

/** Several files as one. */
export function joinedFiles(parts: readonly ToldFiles[]): ToldFiles {
  const rows = new Map<EntitySchema, Told<Row>[]>();
  for (const part of parts) {
    for (const [entity, told] of part.rows) rows.set(entity, [...(rows.get(entity) ?? []), ...told]);
  }
  return { rows, entries: parts.flatMap(({ entries }) => entries), facts: parts.flatMap(({ facts }) => facts) };
}

/** Tables whose rows are never changed, so that no versions of them are kept. */
const ADDED_ONLY: ReadonlySet<string> = new Set(["initiative_step", "method_evidence"]);

/** Where the rows of these entities stand, in the order of their foreign keys. */
export function fileTables({ rows }: ToldFiles, order: readonly EntitySchema[]): TableRows[] {
  return order.map((entity) => entityTable(entity, rows.get(entity) ?? []));
}

/** The rows of one mapped table. */
export function entityTable(entity: EntitySchema, told: readonly Told<object>[]): TableRows {
  const { columns, tableName = entity.options.name } = entity.options;
  const mapped = Object.entries(columns).flatMap(([property, column]) =>
    column === undefined ? [] : [{ property, column }],
  );
  const rows = told.map(({ row, recordedAt }) => {
    const given = row as Readonly<Record<string, unknown>>;
    const values = mapped.map(({ property, column }) => {
      const value = given[property];
      return column.type === "jsonb" && value != null ? JSON.stringify(value) : value;
    });
    return { values, id: given.id, recordedAt };
  });
  return {
    table: tableName,
    columns: mapped.map(({ property, column }) => quoted(column.name ?? property)),
    recording: ADDED_ONLY.has(tableName) ? "instant" : "versions",
    rows,
  };
}

/** `references` is a word of SQL. */
function quoted(column: string): string {
  return column === "references" ? '"references"' : column;
}
