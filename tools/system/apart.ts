/** Gateway and services as five processes on HTTP, started and kept alive by this one. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { SERVICES } from "@inclusion/schema";
import { compiledEnv } from "./compiled.ts";
import type { SystemDatabase } from "./database.ts";
import { DEMO_AUDIENCE, DEMO_ISSUER } from "./demo-tokens.ts";
import type { Keys, ProcessName } from "./keys.ts";
import { ROOT, type Settings } from "./settings.ts";

export type Processes = Readonly<{ pids: () => Readonly<Record<string, number>>; close: () => Promise<void> }>;

type Plan = Readonly<{ name: ProcessName; program: string; env: Readonly<Record<string, string>> }>;

/** How soon a process that died is started again. */
const RESTART_MS = 300;
const START_LIMIT_MS = 60_000;

/** Starts all five and waits until each says that it is ready. */
export async function startProcesses(settings: Settings, database: SystemDatabase, keys: Keys): Promise<Processes> {
  const running = new Map<string, ChildProcess>();
  let closing = false;
  const run = async (plan: Plan): Promise<void> => {
    const child = spawn(process.execPath, [plan.program], {
      env: { ...process.env, ...compiledEnv(), ...plan.env },
      stdio: ["ignore", "pipe", "inherit"],
    });
    running.set(plan.name, child);
    child.once("exit", () => {
      if (!closing) setTimeout(() => closing || void run(plan).catch(() => {}), RESTART_MS);
    });
    await readiness(plan.name, child);
  };
  const plans = plansOf(settings, database, keys);
  const close = async (): Promise<void> => {
    closing = true;
    await Promise.all([...running.values()].map(end));
  };
  try {
    await Promise.all(plans.filter(({ name }) => name !== "gateway").map(run));
    await Promise.all(plans.filter(({ name }) => name === "gateway").map(run));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    pids: () => Object.fromEntries([...running].map(([name, child]) => [name, child.pid ?? 0])),
    close,
  };
}

function plansOf(settings: Settings, database: SystemDatabase, keys: Keys): Plan[] {
  const portOf = (name: ProcessName): number =>
    settings.port + (name === "gateway" ? 0 : 1 + SERVICES.indexOf(name as (typeof SERVICES)[number]));
  const urls = Object.fromEntries(
    SERVICES.map((name) => [`${name.toUpperCase()}_URL`, `http://${settings.host}:${portOf(name)}`]),
  );
  const envOf = (name: ProcessName): Record<string, string> => ({
    ...urls,
    PORT: String(portOf(name)),
    HOST: settings.host,
    LOG_LEVEL: settings.logLevel,
    NODE_ENV: settings.production ? "production" : "development",
    INTERNAL_KEY: keys.internalKey(name),
    INTERNAL_KEYS: keys.internalKeys,
  });
  const services = SERVICES.map((name) => ({
    name,
    program: join(ROOT, "services", name, "src", "main.ts"),
    env: {
      ...envOf(name),
      DATABASE_URL: database.urlOf(name, "app"),
      CURSOR_KEY: keys.secret("cursor"),
      DAILY_WORK: keys.setting("DAILY_WORK") ?? "on",
      ...(name === "participant" ? { IDENTITY_KEYS: keys.setting("IDENTITY_KEYS") ?? "" } : {}),
    },
  }));
  const gateway = {
    name: "gateway" as const,
    program: join(ROOT, "gateway", "src", "main.ts"),
    env: {
      ...envOf("gateway"),
      SIGNING_KEYS: keys.signingKeys,
      TOKEN_JWKS: settings.issuer?.jwks ?? keys.issuerKeys,
      TOKEN_ISSUER: settings.issuer?.issuer ?? DEMO_ISSUER,
      COST_PER_MINUTE: String(settings.costPerMinute),
      CORS_ORIGINS: settings.origins.join(","),
      TRUSTED_PROXIES: settings.proxies.join(","),
      TOKEN_AUDIENCE: settings.issuer?.audience ?? DEMO_AUDIENCE,
    },
  };
  return [...services, gateway];
}

/** Resolves at the line that begins with `ready`; fails when the process ends before. */
function readiness(name: string, child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`The ${name} process is not ready after a minute.`)),
      START_LIMIT_MS,
    );
    const lines = child.stdout === null ? null : createInterface(child.stdout);
    lines?.on("line", (line) => {
      if (!line.startsWith("ready ")) return;
      clearTimeout(late);
      resolve();
    });
    child.once("exit", (code) => {
      clearTimeout(late);
      reject(
        new Error(`The ${name} process ended with code ${String(code)} before it was ready; its reason stands above.`),
      );
    });
  });
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const hard = setTimeout(() => child.kill("SIGKILL"), 9_000);
    child.once("exit", () => {
      clearTimeout(hard);
      resolve();
    });
    child.kill("SIGTERM");
  });
}
