/** The whole system from an empty folder to an answering graph, and back. */
import { rmSync } from "node:fs";
import { createServer } from "node:net";
import { openGateway } from "@inclusion/gateway";
import { openTokens } from "@inclusion/gateway/authenticator";
import { loadManifest } from "@inclusion/gateway/documents";
import { createLogger, type Logger, SettingsError } from "@inclusion/kernel/runtime";
import { SCHEMA_FOLDER, SERVICES, supergraphSdl } from "@inclusion/schema";
import { isComposed } from "../checks/composed.ts";
import { lockFolder } from "../postgres/folder-lock.ts";
import { StartError } from "../postgres/start-error.ts";
import { startProcesses } from "./apart.ts";
import { openSystemDatabase, type SystemDatabase } from "./database.ts";
import { DEMO_AUDIENCE, DEMO_ISSUER, writeDemoTokens } from "./demo-tokens.ts";
import { demoRows, fillDatabase } from "./fill.ts";
import { ensureKeys, type Keys } from "./keys.ts";
import { migrateAll } from "./migrations.ts";
import { type Settings, tokensFile } from "./settings.ts";
import { openTogether, type ServicesTogether } from "./together.ts";

export type System = Readonly<{
  url: string;
  /** Demo tokens by name; empty in production. */
  tokens: Readonly<Record<string, string>>;
  database: SystemDatabase;
  /** The services, when they run in this process. */
  together: ServicesTogether | null;
  /** Ids of the processes, when they run apart. */
  pids: () => Readonly<Record<string, number>>;
  stop: () => Promise<void>;
}>;

/**
 * Starts everything and resolves when it answers.
 *
 * @param say is told each step in a few words
 * @throws SettingsError or StartError with a sentence for whoever typed the command
 */
export async function startSystem(settings: Settings, say: (line: string) => void): Promise<System> {
  await requirePorts(settings);
  const lock = lockFolder(settings.dataDir, settings.port);
  const undo: (() => Promise<void>)[] = [async () => lock.release()];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const keys = await ensureKeys(settings.dataDir, !settings.production);
    if (settings.production) forgetDemo(settings.dataDir, keys);
    const log = createLogger("inclusion-graph", settings.logLevel);
    const database = await openSystemDatabase(settings, keys, say);
    undo.push(database.stop);
    const ran = Object.values(await migrateAll((service) => database.urlOf(service, "owner"))).flat();
    say(ran.length === 0 ? "the schemas are up to date" : `ran ${ran.length} migrations`);
    if (!settings.production) await compose();

    const services = await openTogether(database, keys, log);
    let close = services.close;
    undo.push(() => close());
    await fillDatabase(settings, database, services, { say, identityKeys: keys.setting("IDENTITY_KEYS") });
    await services.caughtUp();
    const tokens = settings.production ? {} : await writeDemoTokens(settings.dataDir, keys, await demoRows(services));
    const url = `http://${settings.host}:${settings.port}/graphql`;
    if (settings.form === "apart") {
      await close();
      close = async () => {};
      const processes = await startProcesses(settings, database, keys);
      undo.push(processes.close);
      return { url, tokens, database, together: null, pids: processes.pids, stop };
    }
    undo.push(await serveTogether(settings, services, keys, log));
    return { url, tokens, database, together: services, pids: () => ({}), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function serveTogether(
  settings: Settings,
  services: ServicesTogether,
  keys: Keys,
  log: Logger,
): Promise<() => Promise<void>> {
  const tokens = await openTokens({
    issuer: settings.issuer ?? { jwks: keys.issuerKeys, issuer: DEMO_ISSUER, audience: DEMO_AUDIENCE },
    signingKeys: keys.signingKeys,
    transport: services.transport,
    production: settings.production,
    log,
  });
  const gateway = await openGateway({
    transport: services.transport,
    supergraphSdl: supergraphSdl(),
    manifest: loadManifest(SCHEMA_FOLDER),
    tokens,
    log,
    production: settings.production,
    costPerMinute: settings.costPerMinute,
    origins: settings.origins,
    proxies: settings.proxies,
    services: SERVICES,
  });
  await gateway.listen({ host: settings.host, port: settings.port });
  return gateway.close;
}

/** Composes the graph anew when its schema has changed; images serve the graph they were built with. */
async function compose(): Promise<void> {
  if (isComposed()) return;
  const { writeSupergraph } = await import("../checks/compose.ts");
  const { problems } = writeSupergraph();
  if (problems.length > 0) throw new StartError(`The graph cannot be composed: ${problems.join(" ")}`, "mend schema/");
}

function forgetDemo(dataDir: string, keys: Keys): void {
  for (const file of [tokensFile(dataDir), keys.issuerKey, keys.issuerKeys]) rmSync(file, { force: true });
}

/** Looks at every port that will be needed, before anything is started. */
async function requirePorts({ host, port, form }: Settings): Promise<void> {
  const last = form === "apart" ? port + SERVICES.length : port;
  for (let each = port; each <= last; each += 1) {
    const problem = await portProblem(host, each);
    if (problem === "EADDRINUSE") {
      throw new StartError(
        `Port ${each} is taken by another program`,
        `stop it, or set PORT to a free port${form === "apart" ? " with four free ones after it" : ""}`,
      );
    }
    if (problem !== null)
      throw new SettingsError([
        `HOST is "${host}": this machine cannot listen there (${problem}); give 127.0.0.1 or 0.0.0.0`,
      ]);
  }
}

function portProblem(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(null)));
  });
}
