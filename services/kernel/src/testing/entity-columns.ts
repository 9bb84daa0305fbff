import type { EntitySchema } from "typeorm";
import type { TestDatabase } from "./test-database.ts";

/** One column, as a mapping or a table has it. */
export type Column = Readonly<{ table: string; column: string; type: string; nullable: boolean }>;

/** PostgreSQL's long names of types that mappings write short. */
const LONG_NAMES: Readonly<Record<string, string>> = {
  timestamptz: "timestamp with time zone",
  int: "integer",
};

/** The columns that the mappings name. */
export function mappedColumns(entities: readonly EntitySchema[]): Column[] {
  return entities.flatMap(({ options }) =>
    Object.entries(options.columns).map(([property, column]) => ({
      table: String(options.tableName),
      column: column?.name ?? property,
      type: column?.array === true ? "ARRAY" : (LONG_NAMES[String(column?.type)] ?? String(column?.type)),
      nullable: column?.nullable ?? false,
    })),
  );
}

/** The same columns as the migrations made them; one that is missing in the table is missing here. */
export async function tableColumns(
  { sql }: Pick<TestDatabase, "sql">,
  schema: string,
  mapped: readonly Column[],
): Promise<Column[]> {
  const found = await sql<Column>(
    `SELECT table_name AS "table", column_name AS "column", data_type AS "type", is_nullable = 'YES' AS "nullable"
     FROM information_schema.columns WHERE table_schema = $1`,
    [schema],
  );
  return mapped.flatMap(({ table, column }) => found.filter((each) => each.table === table && each.column === column));
}
