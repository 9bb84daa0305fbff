/**
 * How the parts of the system reach each other: the one seam between the form in one process and the form of
 * five. Nothing else knows which form it is in.
 */
import type { ExecutionResult } from "graphql";
import { Pool } from "undici";
import { systemViewer } from "../pure/index.ts";
import { Fault } from "./errors.ts";
import type { Fact, FactRequest } from "./fact-source.ts";
import type { Caller, CallSigner } from "./internal-token.ts";

/** A GraphQL operation for one service. */
export type Operation = Readonly<{
  query: string;
  variables?: Readonly<Record<string, unknown>> | undefined;
  operationName?: string | undefined;
}>;

/** What the transport within the process needs of a service. */
export type Reachable = Readonly<{
  execute: (operation: Operation, caller: Caller) => Promise<ExecutionResult>;
  facts: Readonly<{ read: (request: FactRequest) => Promise<Fact[]> }>;
  ready: () => Promise<Readonly<{ ready: boolean }>>;
}>;

export type Transport = Readonly<{
  /** Executes an operation in a service; throws SUBGRAPH_UNAVAILABLE or SUBGRAPH_TIMEOUT when it does not answer. */
  execute: (service: string, operation: Operation, caller: Caller) => Promise<ExecutionResult>;
  /** The next facts of a service. */
  facts: (service: string, request: FactRequest) => Promise<Fact[]>;
  /** Whether a service says that it is ready. */
  ready: (service: string) => Promise<boolean>;
  close: () => Promise<void>;
}>;

/** How long an operation may take before the gateway gives up on a service. */
export const OPERATION_LIMIT_MS = 10_000;

/** Calls within the process. The services may be added after the transport was made, but before the first call. */
export function localTransport(services: ReadonlyMap<string, Reachable>): Transport {
  const find = (name: string): Reachable => {
    const service = services.get(name);
    if (service === undefined) throw unavailable(name);
    return service;
  };
  return {
    execute: (name, operation, caller) => find(name).execute(operation, caller),
    facts: (name, request) => find(name).facts.read(request),
    ready: async (name) => (await find(name).ready()).ready,
    close: async () => {},
  };
}

type Call = Readonly<{ method: "GET" | "POST"; path: string; body: string; limitMs: number }>;

/** Calls over HTTP with a signed token a call. */
export function httpTransport(urls: ReadonlyMap<string, string>, sign: CallSigner): Transport {
  const pools = new Map(
    [...urls].map(([name, url]) => [
      name,
      new Pool(url, { connections: 32, keepAliveTimeout: 30_000, connectTimeout: 2_000 }),
    ]),
  );
  const call = async (name: string, { method, path, body, limitMs }: Call, caller: Caller): Promise<unknown> => {
    const pool = pools.get(name);
    if (pool === undefined) throw unavailable(name);
    const headers = {
      authorization: `Bearer ${await sign(name, method === "GET" ? path : body, caller)}`,
      "content-type": "application/json",
    };
    try {
      const signal = AbortSignal.timeout(limitMs);
      const response = await pool.request({ method, path, headers, body: method === "GET" ? null : body, signal });
      const text = await response.body.text();
      if (response.statusCode !== 200) throw unavailable(name);
      return JSON.parse(text) as unknown;
    } catch (error) {
      if (error instanceof Fault) throw error;
      if (error instanceof Error && error.name === "TimeoutError") {
        throw new Fault("SUBGRAPH_TIMEOUT", `The ${name} service took too long. Try again.`, { service: name });
      }
      throw unavailable(name);
    }
  };
  return {
    execute: async (name, operation, caller) =>
      (await call(
        name,
        { method: "POST", path: "/graphql", body: JSON.stringify(operation), limitMs: OPERATION_LIMIT_MS },
        caller,
      )) as ExecutionResult,
    facts: async (name, { consumer, after, limit, waitMs }) => {
      const path = `/facts?${new URLSearchParams({ consumer, after, limit: String(limit), waitMs: String(waitMs) })}`;
      const caller = { viewer: systemViewer(consumer), requestId: `facts-${consumer}` };
      return (await call(
        name,
        { method: "GET", path, body: "", limitMs: waitMs + OPERATION_LIMIT_MS },
        caller,
      )) as Fact[];
    },
    ready: async (name) => {
      try {
        const signal = AbortSignal.timeout(2_000);
        const response = await pools.get(name)?.request({ method: "GET", path: "/readyz", signal });
        await response?.body.dump();
        return response?.statusCode === 200;
      } catch {
        return false;
      }
    },
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
    },
  };
}

function unavailable(name: string): Fault {
  return new Fault("SUBGRAPH_UNAVAILABLE", `The ${name} service does not answer. Its fields are empty; try again.`, {
    service: name,
  });
}
