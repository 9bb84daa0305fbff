/** Following the facts of other services: at least once delivered, once applied, in order. */
import { setTimeout as sleep } from "node:timers/promises";
import { systemViewer } from "../pure/index.ts";
import type { Database } from "./database.ts";
import { Fault } from "./errors.ts";
import type { Fact } from "./fact-source.ts";
import type { Logger } from "./log.ts";
import type { Transport } from "./transport.ts";
import { type Tx, unitOfWork } from "./unit-of-work.ts";

/** What a service does with one type of fact, inside the transaction that also moves its cursor. */
export type FactHandler = (tx: Tx, fact: Fact) => Promise<void>;

/** Handlers by producer and type of fact; types without a handler are passed by. */
export type FactHandlers = Readonly<Record<string, Readonly<Record<string, FactHandler>>>>;

export type Following = Readonly<{
  /** Resolves when everything that was told before the call has been applied. */
  caughtUp: () => Promise<void>;
  /** Producers whose facts cannot be applied at present. */
  stuck: () => readonly string[];
  stop: () => Promise<void>;
}>;

const PAGE = 500;
const WAIT_MS = 15_000;
const RETRY_MS = 500;

/** Starts one loop a producer. A fact that cannot be applied is tried again; later ones wait, so order holds. */
export function follow(database: Database, transport: Transport, handlers: FactHandlers, log: Logger): Following {
  const stopping = new AbortController();
  const loops = Object.entries(handlers).map(([producer, byType]) => {
    const state = { empty: Promise.withResolvers<void>(), stuck: false };
    const run = async (): Promise<void> => {
      let waitMs = 0;
      while (!stopping.signal.aborted) {
        try {
          const applied = await applyPage({ database, transport, producer, handlers: byType, waitMs });
          state.stuck = false;
          if (applied === 0) state.empty.resolve();
          waitMs = applied === 0 ? WAIT_MS : 0;
        } catch (error) {
          if (stopping.signal.aborted) break;
          // A producer that does not answer is its own trouble; a fact that cannot be applied is ours.
          state.stuck = !(error instanceof Fault);
          log.warn({ producer, error: error instanceof Error ? error.message : String(error) }, "facts wait");
          await sleep(RETRY_MS, undefined, { signal: stopping.signal }).catch(() => {});
        }
      }
    };
    return { producer, state, done: run() };
  });
  return {
    caughtUp: async () => {
      await Promise.all(loops.map(({ state }) => state.empty.promise));
    },
    stuck: () => loops.filter(({ state }) => state.stuck).map(({ producer }) => producer),
    stop: async () => {
      stopping.abort();
      await Promise.race([Promise.all(loops.map(({ done }) => done)), sleep(1_000)]);
    },
  };
}

type Page = Readonly<{
  database: Database;
  transport: Transport;
  producer: string;
  handlers: Readonly<Record<string, FactHandler>>;
  waitMs: number;
}>;

/** Applies the next facts of a producer in one transaction; gives how many there were. */
async function applyPage({ database, transport, producer, handlers, waitMs }: Page): Promise<number> {
  const { schema } = database;
  const viewer = systemViewer(schema);
  const [cursor] = await database.read(viewer, ({ query }) =>
    query<{ position: string }>(`SELECT position FROM ${schema}.fact_cursor WHERE producer = $1`, [producer]),
  );
  const facts = await transport.facts(producer, {
    consumer: schema,
    after: cursor?.position ?? "0",
    limit: PAGE,
    waitMs,
  });
  if (facts.length === 0) return 0;
  await unitOfWork(database, viewer, `facts-${schema}`, async (tx) => {
    const fresh = await takeIn(tx, schema, producer, facts);
    for (const fact of facts) {
      if (fresh.has(fact.id)) await handlers[fact.type]?.(tx, fact);
    }
  });
  return facts.length;
}

/** Moves the cursor and notes the facts in the inbox; gives the ids that were not there before. */
async function takeIn(tx: Tx, schema: string, producer: string, facts: readonly Fact[]): Promise<ReadonlySet<string>> {
  await tx.query(
    `INSERT INTO ${schema}.fact_cursor (producer, position) VALUES ($1, $2)
     ON CONFLICT (producer) DO UPDATE SET position = greatest(fact_cursor.position, excluded.position)`,
    [producer, facts.at(-1)?.position],
  );
  const fresh = await tx.query<{ factId: string }>(
    `INSERT INTO ${schema}.fact_inbox (fact_id, producer) SELECT unnest($1::uuid[]), $2
     ON CONFLICT DO NOTHING RETURNING fact_id AS "factId"`,
    [facts.map(({ id }) => id), producer],
  );
  return new Set(fresh.map(({ factId }) => factId));
}
