/**
 * A service's database: every statement runs in a transaction that carries the viewer's scope.
 *
 * There is no way to a row around `read` and `write`: outside them the row policies match nothing.
 */
import { DataSource, type EntitySchema, type Logger as OrmLogger, QueryFailedError, type QueryRunner } from "typeorm";
import type { Viewer } from "../pure/index.ts";
import { Fault } from "./errors.ts";

/** Runs statements; rows come back with the names of their columns. */
export type Reader = Readonly<{ query: <Row>(sql: string, parameters?: readonly unknown[]) => Promise<Row[]> }>;

/** A transaction that was begun for one viewer; end it with `end`. */
export type Session = Reader &
  Readonly<{
    runner: QueryRunner;
    /** @param next statements that the same message brings, as a transaction of their own */
    end: (how: "COMMIT" | "ROLLBACK", next?: string) => Promise<void>;
  }>;

export type Database = Readonly<{
  schema: string;
  /** Begins a read-only transaction over one snapshot. */
  beginRead: (viewer: Viewer) => Promise<Session>;
  /** Begins a transaction for writing, READ COMMITTED. */
  beginWrite: (viewer: Viewer) => Promise<Session>;
  /** Runs `work` in a transaction for writing: committed when it returns, rolled back when it throws. */
  write: <Result>(viewer: Viewer, work: (session: Session) => Promise<Result>) => Promise<Result>;
  /**
   * Like `write`, on one of a few connections kept for work beside a transaction that is open already: whoever holds
   * a connection of the pool never waits for a second one of the same pool.
   */
  writeAside: <Result>(viewer: Viewer, work: (session: Session) => Promise<Result>) => Promise<Result>;
  /**
   * Runs one statement without parameters in a transaction of its own, in one message to the server. A session that is
   * still open ends in the same message, so that writing down what was read costs no message more.
   */
  writeAtOnce: (viewer: Viewer, statement: string, after: Session | null) => Promise<void>;
  /** Runs `work` in a read-only transaction. */
  read: <Result>(viewer: Viewer, work: (reader: Reader) => Promise<Result>) => Promise<Result>;
  /** Statements sent since the start, transaction control included. */
  statements: () => number;
  /** Resolves when the database answers and stands at the head of `migrations`. */
  check: () => Promise<void>;
  close: () => Promise<void>;
}>;

export type DatabaseSettings = Readonly<{
  schema: string;
  /** Address with the service's app role. */
  url: string;
  entities: readonly EntitySchema[];
  /** Name of the last migration that this code needs. */
  head: string;
  /** What widens a viewer's rows for one transaction. */
  widening?: Widening;
  poolSize?: number;
  onPoolError?: (error: unknown) => void;
}>;

/**
 * Rows that a viewer sees beyond its limits for a time, because of something that the database itself keeps: the
 * statement makes settings of the transaction from it, after the viewer's own. Only holders of the scope pay for it.
 */
export type Widening = Readonly<{ scope: string; statement: string }>;

/** Connections for work beside an open transaction; opened when the first of it is done. */
const ASIDE_POOL_SIZE = 3;

/** Opens the pool; waits at most a second for a connection, so that a full pool answers instead of hanging. */
export async function openDatabase(settings: DatabaseSettings): Promise<Database> {
  const counter = statementCounter();
  const source = await openSource(settings, settings.poolSize ?? 10, counter.logger);
  let aside: Promise<DataSource> | null = null;
  const scopeOf = (viewer: Viewer): string => scopeSql(viewer, settings.widening);
  const beginAside = async (viewer: Viewer): Promise<Session> => {
    aside ??= openSource(settings, ASIDE_POOL_SIZE, counter.logger).catch((error: unknown) => {
      aside = null;
      throw busy(error);
    });
    return beginSession(await aside, `BEGIN;${scopeOf(viewer)}`);
  };
  const begin = (mode: string) => (viewer: Viewer) => beginSession(source, `${mode};${scopeOf(viewer)}`);
  const beginRead = begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  const beginWrite = begin("BEGIN");
  return {
    schema: settings.schema,
    beginRead,
    beginWrite,
    read: (viewer, work) => inSession(beginRead(viewer), work),
    write: (viewer, work) => inSession(beginWrite(viewer), work),
    writeAside: (viewer, work) => inSession(beginAside(viewer), work),
    writeAtOnce: async (viewer, statement, after) => {
      const next = `${scopeOf(viewer)};${statement}`;
      if (after !== null) return after.end("COMMIT", next);
      const runner = source.createQueryRunner();
      try {
        await runner.query(next);
      } catch (error) {
        throw busy(error);
      } finally {
        await runner.release();
      }
    },
    statements: counter.total,
    check: () => checkHead(source, settings),
    close: async () => {
      await Promise.all([source.destroy(), aside?.then((open) => open.destroy())]);
    },
  };
}

function openSource(settings: DatabaseSettings, poolSize: number, logger: OrmLogger): Promise<DataSource> {
  return new DataSource({
    type: "postgres",
    url: settings.url,
    schema: settings.schema,
    entities: [...settings.entities],
    logging: ["query"],
    logger,
    installExtensions: false,
    parseInt8: false,
    poolErrorHandler: settings.onPoolError ?? (() => {}),
    applicationName: settings.schema,
    extra: {
      max: poolSize,
      connectionTimeoutMillis: 2_000,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
      pipeline: true,
      query_timeout: 30_000,
    },
  }).initialize();
}

async function inSession<Result>(
  begun: Promise<Session>,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const session = await begun;
  try {
    const result = await work(session);
    await session.end("COMMIT");
    return result;
  } catch (error) {
    await session.end("ROLLBACK");
    throw error;
  }
}

async function beginSession(source: DataSource, begin: string): Promise<Session> {
  const runner = source.createQueryRunner();
  try {
    await runner.connect();
    await runner.query(begin);
  } catch (error) {
    await runner.release();
    throw busy(error);
  }
  let ended = false;
  const sent: Promise<unknown>[] = [];
  return {
    runner,
    query: <Row>(sql: string, parameters: readonly unknown[] = []) => {
      const rows = runner.query(sql, [...parameters], true).then(
        ({ records }) => records as Row[],
        (error: unknown) => {
          throw ofTheMoment(error);
        },
      );
      sent.push(rows);
      return rows;
    },
    end: async (how, next) => {
      if (ended) return;
      ended = true;
      await Promise.allSettled(sent);
      try {
        // Statements of one message that follow a COMMIT are one transaction again, which ends with the message.
        await runner.query(next === undefined ? how : `${how};${next}`);
      } finally {
        await runner.release();
      }
    },
  };
}

/** How the pool says that it had no connection in time: none became free, or a new one did not open. */
const POOL_TIMEOUTS = ["timeout exceeded when trying to connect", "Connection terminated due to connection timeout"];

const BUSY = "The service is busy just now. Try again in a moment.";

/** A pool without a free connection is a fault of the moment; the caller may try again. */
function busy(error: unknown): unknown {
  const isFull = error instanceof Error && POOL_TIMEOUTS.some((text) => error.message.includes(text));
  return isFull ? new Fault("SUBGRAPH_TIMEOUT", BUSY) : error;
}

/** What PostgreSQL calls a statement that was cut off for its length. */
const QUERY_CANCELED = "57014";

/** What it calls a statement that it ended because two waited for each other. */
const DEADLOCK = "40P01";

/**
 * A statement that takes longer than the role may take asks for too much at a time; the caller may ask for less. Of two
 * that waited for each other the one that was ended may ask again.
 */
function ofTheMoment(error: unknown): unknown {
  const code = error instanceof QueryFailedError ? (error.driverError as { code?: unknown }).code : null;
  const message = "This takes longer than a request may take. Ask for less at a time: fewer groups, or one at a time.";
  if (code === DEADLOCK) return new Fault("SUBGRAPH_TIMEOUT", BUSY);
  return code === QUERY_CANCELED ? new Fault("SUBGRAPH_TIMEOUT", message) : error;
}

/** The viewer's scope as settings of the transaction: `*` for no limit, a list otherwise, an empty list for nothing. */
function scopeSql({ subject, scopes, limits }: Viewer, widening?: Widening): string {
  const unlimitedPlaces = limits.municipalities === null && limits.regions === null;
  const settings: Record<string, string> = {
    viewer: subject,
    opened: "",
    ...Object.fromEntries(
      Object.entries(ROW_SCOPES).map(([name, open]) => [name, scopes.some((scope) => open.has(scope)) ? "on" : "off"]),
    ),
    municipalities: unlimitedPlaces ? "*" : (limits.municipalities ?? []).join(","),
    regions: (limits.regions ?? []).join(","),
    programmes: listOf(limits.programmes),
    organisations: listOf(limits.organisations),
    courses: listOf(limits.courses),
    grants: listOf(limits.grants),
  };
  const calls = Object.entries(settings).map(([name, value]) => `set_config('app.${name}',${literal(value)},true)`);
  const own = `SELECT ${calls.join(",")},set_config('work_mem','${WORK_MEM}',true)`;
  return widening !== undefined && scopes.includes(widening.scope) ? `${own};${widening.statement}` : own;
}

/** Memory of one sort or grouping of a statement: figures of 100,000 participations are grouped without a file. */
const WORK_MEM = "48MB";

/** Kinds of rows that stay shut without one of these scopes, whatever places and programmes the viewer may see. */
const ROW_SCOPES: Readonly<Record<string, ReadonlySet<string>>> = {
  person_rows: new Set(["participations:read", "dpo:export", "dpo:restrict", "dpo:erase", "system"]),
  sensitive_rows: new Set(["sensitive:read", "system"]),
  identity_rows: new Set(["identity:read", "identity:write", "dpo:export", "dpo:restrict", "dpo:erase", "system"]),
  restricted_rows: new Set(["dpo:export", "dpo:restrict", "dpo:erase", "system"]),
  erasable_rows: new Set(["dpo:erase"]),
  token_rows: new Set(["tokens:admin", "system"]),
  access_rows: new Set(["audit:read", "dpo:export", "system"]),
  emergency_rows: new Set(["emergency:open"]),
  unpublished_rows: new Set(["listings:write", "listings:publish", "rsv:write", "programmes:write", "system"]),
  money_rows: new Set([
    ...["finance:read", "participations:read", "ledger:read", "costs:write", "claims:write", "claims:audit"],
    ...["rates:write", "outcomes:write", "outcomes:verify", "payments:write", "system"],
  ]),
};

function listOf(limit: readonly string[] | null): string {
  return limit === null ? "*" : limit.join(",");
}

/** A text literal of SQL; `E''` form, so that a backslash cannot end it. */
export function literal(text: string): string {
  return `E'${text.replaceAll("\\", "\\\\").replaceAll("'", "''").replaceAll("\0", "")}'`;
}

async function checkHead(source: DataSource, { schema, head }: DatabaseSettings): Promise<void> {
  const rows: unknown[] = await source.query(`SELECT 1 FROM ${schema}.migration WHERE name = $1`, [head]);
  if (rows.length === 0) throw new Error(`The schema ${schema} lacks the migration ${head}; run the migrations.`);
}

function statementCounter(): { logger: OrmLogger; total: () => number } {
  let total = 0;
  const none = (): void => {};
  return {
    total: () => total,
    logger: {
      logQuery: () => {
        total += 1;
      },
      logQueryError: none,
      logQuerySlow: none,
      logSchemaBuild: none,
      logMigration: none,
      log: none,
    },
  };
}
