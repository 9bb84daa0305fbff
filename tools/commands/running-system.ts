/** Finding the running system, or starting what a command needs and stopping it again. */
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { findHolder } from "../postgres/folder-lock.ts";
import { StartError } from "../postgres/start-error.ts";
import { readSettings, type Settings, tokensFile } from "../system/settings.ts";

/** A system that answers. */
export type Reached = Readonly<{
  url: string;
  token: string;
  /** Stops the system if this command has started it. */
  done: () => Promise<void>;
}>;

/** Reaches the system of PORT and DATA_DIR as `role`, or starts one for as long as the command runs. */
export async function reachSystem(role: string): Promise<Reached> {
  const settings = readSettings(process.env);
  const holder = findHolder(settings.dataDir);
  if (holder !== undefined) {
    const url = `http://${settings.host}:${holder.port}/graphql`;
    await waitUntilLive(url);
    return { url, token: tokenOf(settings, role), done: async () => {} };
  }
  const { startSystem } = await import("../system/system.ts");
  const system = await startSystem({ ...settings, form: "together", seed: "none", port: await freePort() }, () => {});
  return { url: system.url, token: tokenOf(settings, role), done: system.stop };
}

/** Runs an operation; a system that does not answer is a StartError. */
export async function ask<Data>({ url, token }: Reached, query: string, variables: object): Promise<Data> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
  } catch (error) {
    throw new StartError(
      `The system at ${url} stopped answering (${String(error)})`,
      "start it again and repeat the command",
    );
  }
  const { data, errors } = (await response.json()) as { data?: Data; errors?: { message: string }[] };
  if (errors !== undefined && errors.length > 0) {
    throw new StartError(
      `The system at ${url} answered: ${errors.map(({ message }) => message).join(" ")}`,
      "see its log and repeat the command",
    );
  }
  return data as Data;
}

function tokenOf(settings: Settings, role: string): string {
  if (process.env.GRAPH_TOKEN !== undefined && process.env.GRAPH_TOKEN !== "") return process.env.GRAPH_TOKEN;
  try {
    const tokens = JSON.parse(readFileSync(tokensFile(settings.dataDir), "utf8")) as Record<string, string>;
    return tokens[role] ?? "";
  } catch {
    throw new StartError("There is no token to work with", "set GRAPH_TOKEN to one that may do this");
  }
}

async function waitUntilLive(url: string): Promise<void> {
  const live = url.replace("/graphql", "/livez");
  const until = Date.now() + 60_000;
  while (Date.now() < until) {
    const response = await fetch(live).catch(() => null);
    if (response?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new StartError(
    `The system at ${url} does not answer`,
    "wait until it prints ready, or stop it and start it again",
  );
}

/** A port that nobody uses at present. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
