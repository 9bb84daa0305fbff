/** A domain service whole: its database, its schema, its facts, and whom it follows. */
import { createHmac } from "node:crypto";
import type { ExecutionResult } from "graphql";
import type { EntitySchema } from "typeorm";
import type { z } from "zod";
import { type DanishTexts, systemViewer } from "../pure/index.ts";
import { type Alarm, type BaseContext, type OpenContext, openContext } from "./context.ts";
import { type DailyTask, startDaily } from "./daily.ts";
import type { Database, Widening } from "./database.ts";
import { openDatabase } from "./database.ts";
import { DAILY_WORK, readEnv } from "./env.ts";
import { publicError } from "./errors.ts";
import { type FactSource, openFactSource } from "./fact-source.ts";
import { type FactHandlers, type Following, follow } from "./follow.ts";
import type { Caller } from "./internal-token.ts";
import type { Logger } from "./log.ts";
import type { ReadLog } from "./read-log.ts";
import { danishOf } from "./spoken.ts";
import { buildSubgraph, documentCache, type ResolverMap, runOperation } from "./subgraph.ts";
import type { TextGuard } from "./text-guard.ts";
import type { Operation, Transport } from "./transport.ts";
import { unitOfWork } from "./unit-of-work.ts";

/** Settings of a service's own, by name, as `IDENTITY_KEYS`. */
export type OwnSettings = Readonly<Record<string, string>>;

/** What a service is, before it runs. */
export type ServiceDefinition<Context extends BaseContext> = Readonly<{
  name: string;
  typeDefs: string;
  resolvers: ResolverMap;
  /** What no text of a request may hold. */
  texts?: TextGuard;
  /** What it says in Danish: of every refusal code, and of sentences that rules build. */
  danish?: DanishTexts;
  /** The scope that shows the rows behind its figures; whoever lacks it gets figures of released periods only. */
  rowScope?: string;
  /** What is written down of reading persons' data. */
  reads?: ReadLog;
  /** What widens a viewer's rows for one transaction. */
  widening?: Widening;
  entities: readonly EntitySchema[];
  /** Name of the last migration. */
  head: string;
  handlers: FactHandlers;
  /** Work that goes on besides requests from the start on, as the service itself; stopped before the service is closed. */
  besides?: (aside: BaseContext["aside"], log: Logger) => Readonly<{ stop: () => Promise<void> }>;
  /** What it does once a day by itself, unless DAILY_WORK is off. */
  daily?: readonly DailyTask[];
  /** Settings that no other service has, each with its rule; one whose name says KEY or SECRET is never shown. */
  settings?: Readonly<Record<string, z.ZodType<string>>>;
  /** Adds the service's loaders to the kernel's context; `settings` is the same object in every operation. */
  contextOf: (base: BaseContext, settings: OwnSettings) => Context;
}>;

/** Where a service runs. */
export type ServicePlace = Readonly<{
  /** Address with the service's app role. */
  databaseUrl: string;
  /** Secret that seals the cursors of lists; the same in every copy of the service. */
  cursorKey: string;
  /** The value of a setting of the service's own; undefined when it is not set. */
  setting?: (name: string) => string | undefined;
  log: Logger;
  poolSize?: number;
  /** What time it is; the machine's when left out. */
  clock?: () => Date;
}>;

export type Readiness = Readonly<{ ready: boolean; reasons: readonly string[] }>;

export type Service = Readonly<{
  name: string;
  database: Database;
  facts: FactSource;
  /** Executes one operation for one caller and answers errors fit for a client. */
  execute: (operation: Operation, caller: Caller) => Promise<ExecutionResult>;
  /** Starts to follow the other services; resolves when what they had told before is applied. */
  start: (transport: Transport) => Promise<void>;
  ready: () => Promise<Readiness>;
  close: () => Promise<void>;
}>;

/** How long a mutation waits for the followers of its facts, so that the next read anywhere shows them. */
const SETTLE_MS = 1_000;

/** Opens a service; it answers at once and follows nobody until `start`. */
export async function openService<Context extends BaseContext>(
  definition: ServiceDefinition<Context>,
  place: ServicePlace,
): Promise<Service> {
  const { name } = definition;
  const settings = readOwnSettings(definition.settings ?? {}, place);
  const log = place.log.child({ service: name });
  const schema = buildSubgraph(definition.typeDefs, definition.resolvers, definition);
  const danish = danishOf(definition.danish);
  const runnable = { schema, documents: documentCache(schema) };
  const database = await openDatabase({
    schema: name,
    url: place.databaseUrl,
    entities: definition.entities,
    head: definition.head,
    ...(definition.widening === undefined ? {} : { widening: definition.widening }),
    ...(place.poolSize === undefined ? {} : { poolSize: place.poolSize }),
    onPoolError: (error) => log.warn({ error: String(error) }, "lost an idle connection"),
  });
  const mac = (text: string): string => createHmac("sha256", place.cursorKey).update(text).digest("base64url");
  const alarm: Alarm = (code, details) => log.warn({ code, ...details }, "alarm");
  const facts = openFactSource(database, place.databaseUrl, log);
  const tools = {
    ...(definition.rowScope === undefined ? {} : { rowScope: definition.rowScope }),
    ...(place.clock === undefined ? {} : { clock: place.clock }),
  };
  const { DAILY_WORK: dailyWork } = readOwnSettings(DAILY_WORK, place);
  let following: Following | null = null;
  let besides: Readonly<{ stop: () => Promise<void> }> | null = null;
  let daily: ReturnType<typeof startDaily> | null = null;
  return {
    name,
    database,
    facts,
    execute: async (operation, caller) => {
      const open = openContext({ database, mac, alarm, ...tools }, caller);
      const describe = (error: Parameters<typeof publicError>[0]) =>
        publicError(error, {
          requestId: caller.requestId,
          danish: caller.language === "da" ? danish : null,
          report: (bug) => log.error({ requestId: caller.requestId, bug: bugText(bug) }, "bug"),
        });
      try {
        const answer = await runOperation(runnable, operation, definition.contextOf(open.context, settings), describe);
        await writeReads(open, definition.reads);
        return answer;
      } finally {
        await open.close();
        const told = open.lastFact();
        if (told !== null) await facts.settled(told, SETTLE_MS);
      }
    },
    start: async (transport) => {
      following = follow(database, transport, definition.handlers, log);
      besides = definition.besides?.(asideOf(database), log) ?? null;
      if (dailyWork === "on") daily = startDaily(database, definition.daily ?? [], log);
      await following.caughtUp();
    },
    ready: () => readiness(database, following),
    close: async () => {
      await besides?.stop();
      await daily?.stop();
      await following?.stop();
      await facts.close();
      await database.close();
    },
  };
}

/** Transactions of the service itself. */
function asideOf({ schema, writeAside: write }: Database): BaseContext["aside"] {
  return async (work) => (await unitOfWork({ schema, write }, systemViewer(schema), "besides", work)).result;
}

/** Writes down whose data the answer holds; without that it does not leave. */
async function writeReads({ context, personsRead, close }: OpenContext, reads: ReadLog | undefined): Promise<void> {
  if (reads === undefined || personsRead.size === 0) return;
  await close(reads.statement(context, personsRead));
}

function readOwnSettings(
  rules: Readonly<Record<string, z.ZodType<string>>>,
  { setting = () => undefined }: ServicePlace,
): OwnSettings {
  return readEnv(rules, Object.fromEntries(Object.keys(rules).map((name) => [name, setting(name)])));
}

async function readiness(database: Database, following: Following | null): Promise<Readiness> {
  const reasons = (following?.stuck() ?? []).map((producer) => `facts of ${producer} cannot be applied`);
  try {
    await database.check();
  } catch (error) {
    reasons.push(error instanceof Error ? error.message : String(error));
  }
  return { ready: reasons.length === 0, reasons };
}

function bugText(bug: unknown): string {
  return bug instanceof Error ? (bug.stack ?? bug.message) : String(bug);
}
