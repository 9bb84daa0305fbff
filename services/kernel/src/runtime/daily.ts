/** What a service does once a day by itself while it runs: marks what has become old, deletes what need not be kept. */
import { setTimeout as sleep } from "node:timers/promises";
import { dayOf, type LocalDate, systemViewer } from "../pure/index.ts";
import type { Database } from "./database.ts";
import type { Logger } from "./log.ts";
import { type Tx, unitOfWork } from "./unit-of-work.ts";

/** Work that may be done as often as one likes: a second time on a day it finds nothing. */
export type DailyTask<Done extends object = object> = Readonly<{
  /** As `portal-sweep`; it stands in the notes of who did what. */
  name: string;
  /** Scopes that it needs besides those of the system itself. */
  scopes: readonly string[];
  work: (tx: Tx, today: LocalDate) => Promise<Done>;
}>;

/** When tasks are done, in milliseconds. */
export type DailyTimes = Readonly<{ first: number; every: number; retry: number }>;

/** A process that is started and ended for a moment leaves the work to others. */
const TIMES: DailyTimes = { first: 5 * 60_000, every: 24 * 3_600_000, retry: 3_600_000 };

/** Does a task now, in one transaction; null when another process is at it. */
export async function runDaily<Done extends object>(
  database: Pick<Database, "schema" | "write">,
  { name, scopes, work }: DailyTask<Done>,
): Promise<Done | null> {
  const viewer = { ...systemViewer(name), scopes: ["system", ...scopes] };
  const { result } = await unitOfWork(database, viewer, `daily ${name}`, async (tx) => {
    const [lock] = await tx.query<{ isOurs: boolean }>(`SELECT pg_try_advisory_xact_lock(hashtext($1)) AS "isOurs"`, [
      `daily:${database.schema}:${name}`,
    ]);
    return lock?.isOurs === true ? work(tx, dayOf(new Date())) : null;
  });
  return result;
}

/** Does the tasks a while after the start and then every day; one that fails is tried again within the day. */
export function startDaily(
  database: Pick<Database, "schema" | "write">,
  tasks: readonly DailyTask[],
  log: Logger,
  times: DailyTimes = TIMES,
): Readonly<{ stop: () => Promise<void> }> {
  const stopping = new AbortController();
  const loop = async (task: DailyTask): Promise<void> => {
    let wait = times.first;
    for (;;) {
      await sleep(wait, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
      if (stopping.signal.aborted) return;
      try {
        const done = await runDaily(database, task);
        log.info({ task: task.name, done }, "daily work");
        wait = times.every;
      } catch (error) {
        log.warn(
          { task: task.name, error: error instanceof Error ? error.message : String(error) },
          "daily work waits",
        );
        wait = times.retry;
      }
    }
  };
  const loops = tasks.map(loop);
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}
