import { type BaseContext, type Reader, rowsLoader, type Tx } from "@inclusion/kernel/runtime";
import type { NewStatement, Statement } from "./programme-statement.ts";

type Row = Omit<Statement, "eligibleTotalMinor" | "euSupportMinor"> &
  Readonly<{ eligibleTotalMinor: string | null; euSupportMinor: string | null }>;

/** Everything that was said of these programmes. */
export async function findStatements(reader: Reader, programmeIds: readonly string[]): Promise<Statement[]> {
  const rows = await reader.query<Row>(
    `SELECT id, programme_id AS "programmeId", kind, starts_on::text AS "startsOn", ends_on::text AS "endsOn",
            eligible_total_minor::text AS "eligibleTotalMinor", eu_support_minor::text AS "euSupportMinor", currency,
            stated_on::text AS "statedOn", source, recorded_at AS "recordedAt"
     FROM partnership.programme_statement WHERE programme_id = ANY ($1::uuid[])`,
    [programmeIds],
  );
  return rows.map((row) => ({
    ...row,
    eligibleTotalMinor: minorOf(row.eligibleTotalMinor),
    euSupportMinor: minorOf(row.euSupportMinor),
  }));
}

/** Adds a statement; false when the same source said something of this kind on that day already. */
export async function insertStatement(tx: Tx, statement: NewStatement & Readonly<{ id: string }>): Promise<boolean> {
  const { id, programmeId, kind, startsOn, endsOn, eligibleTotalMinor, euSupportMinor } = statement;
  const rows = await tx.query(
    `INSERT INTO partnership.programme_statement (id, programme_id, kind, starts_on, ends_on, eligible_total_minor,
       eu_support_minor, currency, stated_on, source) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (programme_id, kind, stated_on, source) DO NOTHING RETURNING 1`,
    [
      ...[id, programmeId, kind, startsOn, endsOn, eligibleTotalMinor?.toString() ?? null],
      ...[euSupportMinor?.toString() ?? null, statement.currency, statement.statedOn, statement.source.trim()],
    ],
  );
  return rows.length > 0;
}

/** The loader of statements: one statement of SQL for all keys of a tick. */
export function statementLoaders({ reader }: Pick<BaseContext, "reader">) {
  return {
    statements: rowsLoader<string, Statement>(
      async (ids) => findStatements(await reader(), ids),
      ({ programmeId }) => programmeId,
    ),
  };
}

function minorOf(text: string | null): bigint | null {
  return text === null ? null : BigInt(text);
}
