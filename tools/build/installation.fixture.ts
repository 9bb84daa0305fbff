/** An installation from the built folders on this machine: a database, keys, an issuer, processes that end with the test. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chmodSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { SERVICES } from "@inclusion/schema";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { freePort } from "../commands/running-system.ts";
import { type Cluster, startCluster } from "../postgres/cluster.ts";
import { urlOfDatabase, withConnection } from "../postgres/connection.ts";
import { rememberedHome } from "../postgres/scratch.fixture.ts";
import { PROGRAM } from "./bundle.ts";
import { createInstallationKeys } from "./installation-keys.ts";

const DATABASE = "inclusion_graph";
const ISSUER = "https://issuer.example";
const AUDIENCE = "inclusion-graph";
const START_LIMIT_MS = 120_000;

/** A process of the installation, and what it has printed so far. */
export type Running = Readonly<{ child: ChildProcess; printed: () => string; ended: Promise<number | null> }>;

export type Installation = Readonly<{
  folder: string;
  secrets: string;
  keyFiles: readonly string[];
  /** Starts what was built for a process, with these settings and no others. */
  run: (name: string, env: Readonly<Record<string, string>>) => Running;
  /** The settings of a process, as docker-compose.yml gives them. */
  envOf: (name: string) => Readonly<Record<string, string>>;
  urlOf: (name: string) => string;
  /** The key set of an issuer whose key has this id. */
  issuerKeys: (kid: string) => Promise<string>;
  /** A token of the installation's issuer. */
  token: (claims: Readonly<Record<string, unknown>>) => Promise<string>;
  /** Ends every process and the database, and takes everything away. */
  stop: () => Promise<void>;
}>;

/** Prepares everything but the processes themselves; `build` is the folder with a folder for each. */
export async function prepareInstallation(build: (folder: string) => Promise<unknown>): Promise<Installation> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), ".ig-build-"));
  chmodSync(folder, 0o755);
  const dataDir = join(folder, "data");
  const undo: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true, maxRetries: 20 })];
  undo.push(() => rmSync(rememberedHome(dataDir) ?? join(folder, "none"), { recursive: true, force: true }));
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    await build(join(folder, "build"));
    const cluster = await startCluster({ dataDir, durable: false });
    undo.push(() => cluster.stop());
    const secrets = join(folder, "secrets");
    const keyFiles = await createInstallationKeys(secrets, `127.0.0.1:${cluster.port}/${DATABASE}`);
    await makeAsTheImageDoes(cluster, readFileSync(join(secrets, "postgres.secret"), "utf8"));
    const issuer = await makeIssuer(folder);
    const envOf = await environments(secrets, await issuer.keys("issuer-1"));
    const run: Installation["run"] = (name, env) => {
      const running = start(join(folder, "build", name), env);
      undo.push(() => end(running));
      return running;
    };
    const urlOf = (name: string): string => `http://127.0.0.1:${envOf(name).PORT}`;
    return { folder, secrets, keyFiles, run, envOf, urlOf, issuerKeys: issuer.keys, token: issuer.token, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Polls `/readyz` until it answers 200, or the process ends. */
export async function untilReady(url: string, running: Running): Promise<void> {
  const until = Date.now() + START_LIMIT_MS;
  while (Date.now() < until && running.child.exitCode === null) {
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.status === 200) return;
    await sleep(100);
  }
  throw new Error(`${url} is not ready:\n${running.printed()}`);
}

/** Asks a process to end, waits until it has, and gives its exit code. */
export async function end(running: Running): Promise<number | null> {
  if (running.child.exitCode === null && running.child.signalCode === null) running.child.kill("SIGTERM");
  return running.ended;
}

/** The container's entry point makes the database, and gives the superuser the password of the secret. */
async function makeAsTheImageDoes({ adminUrl }: Cluster, password: string): Promise<void> {
  await withConnection(urlOfDatabase(adminUrl, "postgres"), async (admin) => {
    await admin.query(`create database ${DATABASE}`);
    await admin.query(`alter role postgres password '${password}'`);
  });
}

async function makeIssuer(folder: string) {
  const { privateKey, publicKey } = await generateKeyPair("EdDSA", { extractable: true });
  const keys = async (kid: string): Promise<string> => {
    const file = join(folder, `${kid}.jwks.json`);
    writeFileSync(file, JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid, alg: "EdDSA", use: "sig" }] }));
    return file;
  };
  const token: Installation["token"] = (claims) =>
    new SignJWT({ ...claims, sub: "user-1", jti: randomUUID() })
      .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt", kid: "issuer-1" })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setIssuedAt()
      .setExpirationTime("5m")
      .sign(privateKey);
  return { keys, token };
}

async function environments(secrets: string, issuerKeys: string): Promise<Installation["envOf"]> {
  const ports = new Map<string, string>();
  while (ports.size <= SERVICES.length) {
    const port = String(await freePort());
    if (![...ports.values()].includes(port)) ports.set(["gateway", ...SERVICES][ports.size] ?? "", port);
  }
  const urls = SERVICES.map((name) => [`${name.toUpperCase()}_URL`, `http://127.0.0.1:${ports.get(name)}`]);
  const shared = { ...Object.fromEntries(urls), NODE_ENV: "production", LOG_LEVEL: "info" };
  return (name) => {
    if (name === "migrate") {
      const ADMIN_DATABASE_URL_FILE = join(secrets, "database-url-admin.secret");
      return { NODE_ENV: "production", ADMIN_DATABASE_URL_FILE, ROLE_PASSWORDS_DIR: join(secrets, "roles") };
    }
    const own = { ...shared, PORT: ports.get(name) ?? "", INTERNAL_KEY: join(secrets, `internal-${name}.jwk.json`) };
    if (name === "gateway") {
      const SIGNING_KEYS = join(secrets, "signing-keys", "signing-keys.jwks.json");
      return { ...own, TOKEN_JWKS: issuerKeys, TOKEN_ISSUER: ISSUER, TOKEN_AUDIENCE: AUDIENCE, SIGNING_KEYS };
    }
    return {
      ...own,
      INTERNAL_KEYS: join(secrets, "internal.jwks.json"),
      DATABASE_URL_FILE: join(secrets, `database-url-${name}.secret`),
      CURSOR_KEY_FILE: join(secrets, "cursor.secret"),
      ...(name === "participant" ? { IDENTITY_KEYS_FILE: join(secrets, "identity-keys.secret") } : {}),
    };
  };
}

/** Starts a program as an image does: in its folder, with nothing of this process's environment. */
function start(folder: string, env: Readonly<Record<string, string>>): Running {
  const child = spawn(process.execPath, ["--enable-source-maps", PROGRAM], { cwd: folder, env });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  return { child, printed: () => printed, ended };
}
