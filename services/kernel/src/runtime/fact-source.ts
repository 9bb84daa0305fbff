/** A service's own facts, as its followers read them: in the order of the commits, without gaps. */
import pg from "pg";
import { systemViewer } from "../pure/index.ts";
import type { Database } from "./database.ts";
import type { Logger } from "./log.ts";

/** A fact as it travels. */
export type Fact = Readonly<{
  position: string;
  id: string;
  type: string;
  version: number;
  subject: string;
  payload: unknown;
}>;

/** Who asks for facts, and from where: `after` is the position up to which everything is applied. */
export type FactRequest = Readonly<{ consumer: string; after: string; limit: number; waitMs: number }>;

export type FactSource = Readonly<{
  /** The next facts after a position; waits up to `waitMs` for one to come. */
  read: (request: FactRequest) => Promise<Fact[]>;
  /** Resolves when every follower seen lately has applied `position`, or after `limitMs`. */
  settled: (position: bigint, limitMs: number) => Promise<void>;
  /** Position of the last fact told; 0 when there is none. */
  head: () => Promise<bigint>;
  close: () => Promise<void>;
}>;

/** A follower that has been silent for this long is not waited for. */
const FOLLOWER_GONE_MS = 5_000;

/** Opens the source: a listening connection wakes readers, and a poll each second stands behind it. */
export function openFactSource(database: Database, listenUrl: string, log: Logger): FactSource {
  const viewer = systemViewer(`${database.schema}-facts`);
  const followers = new Map<string, { applied: bigint; seenAt: number }>();
  const told = createBell();
  const moved = createBell();
  const listener = listen(listenUrl, `${database.schema}_fact`, told.ring, log);
  const next = (after: string, limit: number): Promise<Fact[]> =>
    database.read(viewer, ({ query }) =>
      query<Fact>(
        `SELECT position, id, type, version, subject, payload FROM ${database.schema}.fact
         WHERE position > $1 ORDER BY position LIMIT $2`,
        [after, limit],
      ),
    );
  return {
    read: async ({ consumer, after, limit, waitMs }) => {
      followers.set(consumer, { applied: BigInt(after), seenAt: Date.now() });
      moved.ring();
      const until = Date.now() + waitMs;
      for (;;) {
        const heard = told.count();
        const facts = await next(after, limit);
        const leftMs = until - Date.now();
        if (facts.length > 0 || leftMs <= 0 || listener.closed()) return facts;
        // A fact that was told while we looked has not been seen by us: look again instead of sleeping over it.
        if (told.count() === heard) await told.wait(Math.min(leftMs, 1_000));
        followers.set(consumer, { applied: BigInt(after), seenAt: Date.now() });
      }
    },
    settled: async (position, limitMs) => {
      const until = Date.now() + limitMs;
      const behind = (): boolean =>
        [...followers.values()].some(
          ({ applied, seenAt }) => applied < position && Date.now() - seenAt < FOLLOWER_GONE_MS,
        );
      while (behind() && Date.now() < until) await moved.wait(Math.max(1, until - Date.now()));
    },
    head: () =>
      database.read(viewer, async ({ query }) => {
        const [last] = await query<{ position: string | null }>(
          `SELECT max(position) AS position FROM ${database.schema}.fact`,
        );
        return BigInt(last?.position ?? 0);
      }),
    close: async () => {
      await listener.close();
      told.ring();
    },
  };
}

type Bell = Readonly<{ ring: () => void; count: () => number; wait: (ms: number) => Promise<void> }>;

/** Wakes everybody who waits, and counts, so that whoever was busy can see that it rang meanwhile. */
function createBell(): Bell {
  const waiting = new Set<() => void>();
  let count = 0;
  return {
    count: () => count,
    ring: () => {
      count += 1;
      for (const go of [...waiting]) go();
    },
    wait: (ms) =>
      new Promise((resolve) => {
        const go = (): void => {
          clearTimeout(timer);
          waiting.delete(go);
          resolve();
        };
        const timer = setTimeout(go, ms);
        waiting.add(go);
      }),
  };
}

/** Keeps one connection listening on `channel`, for as long as it is not closed; a lost one is made anew. */
function listen(
  url: string,
  channel: string,
  onNotice: () => void,
  log: Logger,
): { closed: () => boolean; close: () => Promise<void> } {
  let closed = false;
  let current: pg.Client | null = null;
  const connect = async (): Promise<void> => {
    if (closed) return;
    const client = new pg.Client({ connectionString: url, keepAlive: true, application_name: "listen" });
    current = client;
    client.on("notification", onNotice);
    client.on("error", (error) => log.warn({ error: error.message }, "lost the listening connection"));
    client.on("end", () => {
      if (!closed) setTimeout(() => void connect(), 500).unref();
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${channel}`);
      onNotice();
    } catch {
      await client.end().catch(() => {});
    }
  };
  void connect();
  return {
    closed: () => closed,
    close: async () => {
      closed = true;
      await current?.end().catch(() => {});
    },
  };
}
