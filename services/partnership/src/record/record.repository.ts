/** How a file, a row with the lists that belong to it, is read in one statement and stored by its difference. */
import { deepEqual } from "@inclusion/kernel";
import { minorColumn, type Reader, type Tx, within, withinMunicipalities } from "@inclusion/kernel/runtime";
import type { EntitySchema, EntitySchemaColumnOptions } from "typeorm";

/** A file: its own row, how often it was stored (0 is never), and lists of rows by name. */
export type RecordFile = Readonly<{ record: Readonly<{ id: string }>; version: number }>;

/** A list of a file: its mapping, the column that names the file, and the columns by which it is ordered. */
export type ListMap = Readonly<{ entity: EntitySchema; by: string; order: string }>;

/** Where a file stands; `more` are parts that others keep and the rules of the file look at, as SQL by name. */
export type RecordMap = Readonly<{
  entity: EntitySchema;
  lists: Readonly<Record<string, ListMap>>;
  more?: Readonly<Record<string, string>>;
}>;

type Row = Readonly<{ id: string }>;

/** The file that the viewer may see, held until the transaction ends; null when there is none. */
export async function lockRecord<File extends RecordFile>(tx: Tx, map: RecordMap, id: string): Promise<File | null> {
  const locked = await tx.query(`SELECT 1 FROM partnership.${map.entity.options.tableName} WHERE id = $1 FOR UPDATE`, [
    id,
  ]);
  return locked.length === 0 ? null : ((await findRecords<File>(tx, map, [id]))[0] ?? null);
}

/** The files with these ids that the viewer may see, in one statement. */
export async function findRecords<File extends RecordFile>(
  reader: Reader,
  map: RecordMap,
  ids: readonly string[],
): Promise<File[]> {
  const lists = Object.entries(map.lists).map(([name, list]) => `${listSql(list)} AS "${name}"`);
  const more = Object.entries(map.more ?? {}).map(([name, sql]) => `${sql} AS "${name}"`);
  const rows = await reader.query<Record<string, unknown>>(
    `SELECT ${rowSql(map.entity, "r")} AS record, r.version, ${[...lists, ...more].join(",\n ") || "1"}
     FROM partnership.${map.entity.options.tableName} r WHERE r.id = ANY ($1::uuid[])`,
    [ids],
  );
  return rows.map((row) => readFile(map, row) as File);
}

/** Stores what `after` has and `before` has not, and raises the version. */
export async function storeRecord<File extends RecordFile>(
  tx: Tx,
  map: RecordMap,
  before: File | null,
  after: File,
): Promise<void> {
  const { id, ...changes } = after.record;
  if (before === null) await tx.manager.insert(map.entity, after.record as never);
  else await tx.manager.update(map.entity, { id }, changes as never);
  for (const [name, { entity }] of Object.entries(map.lists)) {
    await storeList(tx, entity, before === null ? [] : rowsOf(before, name), rowsOf(after, name));
  }
}

/** Whether the viewer may hold rows of the municipality in the programme, and there is such a programme. */
export async function mayHold(reader: Reader, programmeId: string, municipalityCode: string | null): Promise<boolean> {
  const place =
    municipalityCode === null
      ? "current_setting('app.municipalities', true) = '*'"
      : withinMunicipalities("partnership", "$2::text");
  const [held] = await reader.query<{ may: boolean }>(
    `SELECT ${within("programmes", "$1::uuid")} AND ${place}
       AND EXISTS (SELECT FROM partnership.programme WHERE id = $1)
       ${municipalityCode === null ? "" : "AND EXISTS (SELECT FROM partnership.municipality WHERE code = $2)"} AS may`,
    municipalityCode === null ? [programmeId] : [programmeId, municipalityCode],
  );
  return held?.may === true;
}

function rowsOf(file: RecordFile, name: string): readonly Row[] {
  return (file as unknown as Readonly<Record<string, readonly Row[]>>)[name] ?? [];
}

async function storeList(tx: Tx, entity: EntitySchema, before: readonly Row[], after: readonly Row[]): Promise<void> {
  const known = new Map(before.map((row) => [row.id, row]));
  const fresh = after.filter(({ id }) => !known.has(id));
  if (fresh.length > 0) await tx.manager.insert(entity, fresh as never);
  for (const row of after) {
    const old = known.get(row.id);
    if (old === undefined || deepEqual(old, row)) continue;
    const { id, ...changes } = row;
    await tx.manager.update(entity, { id }, changes as never);
  }
}

type Column = readonly [property: string, options: EntitySchemaColumnOptions];

function columnsOf({ options }: EntitySchema): readonly Column[] {
  return Object.entries(options.columns)
    .flatMap(([property, column]): Column[] => (column === undefined ? [] : [[property, column]]))
    .filter(([, column]) => column.select !== false);
}

/** A row as JSON under the names of its type. Amounts are text, because JSON's numbers are floats. */
function rowSql(entity: EntitySchema, alias: string): string {
  const pairs = columnsOf(entity).map(([property, column]) => {
    const value = `${alias}.${column.name ?? property}`;
    return `'${property}', ${column.transformer === minorColumn ? `${value}::text` : value}`;
  });
  return `json_build_object(${pairs.join(", ")})`;
}

function listSql({ entity, by, order }: ListMap): string {
  return `coalesce((SELECT json_agg(${rowSql(entity, "row")} ORDER BY ${order})
    FROM partnership.${entity.options.tableName} row WHERE row.${by} = r.id), '[]')`;
}

function readFile({ entity, lists }: RecordMap, row: Readonly<Record<string, unknown>>): unknown {
  const read = Object.entries(lists).map(([name, list]) => [
    name,
    (row[name] as readonly object[]).map((each) => readRow(list.entity, each)),
  ]);
  return { ...row, record: readRow(entity, row.record as object), ...Object.fromEntries(read) };
}

function readRow(entity: EntitySchema, row: object): object {
  const minors = columnsOf(entity).filter(([, { transformer }]) => transformer === minorColumn);
  if (minors.length === 0) return row;
  const values = row as Readonly<Record<string, unknown>>;
  const read = minors.map(([property]) => [property, minorColumn.from(values[property])]);
  return { ...row, ...Object.fromEntries(read) };
}
