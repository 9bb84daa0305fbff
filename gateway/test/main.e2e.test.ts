import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { getCompileCacheDir } from "node:module";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newSigningKeys } from "../src/signing-keys.ts";

const MAIN = join(import.meta.dirname, "../src/main.ts");

let folder = "";
let taken: Server;
let env: Record<string, string> = {};
let token = "";
const children: ChildProcess[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "gateway-"));
  const pair = await generateKeyPair("EdDSA", { extractable: true });
  const internal = await generateKeyPair("EdDSA", { extractable: true });
  const write = (name: string, value: unknown) => {
    writeFileSync(join(folder, name), JSON.stringify(value));
    return join(folder, name);
  };
  const kid = "demo-1";
  const signingKeys = join(folder, "signing.json");
  writeFileSync(signingKeys, await newSigningKeys(new Date()));
  env = {
    LOG_LEVEL: "warn",
    TOKEN_JWKS: write("jwks.json", { keys: [{ ...(await exportJWK(pair.publicKey)), kid, alg: "EdDSA" }] }),
    TOKEN_ISSUER: "issuer",
    TOKEN_AUDIENCE: "graph",
    SIGNING_KEYS: signingKeys,
    INTERNAL_KEY: write("gateway.json", { ...(await exportJWK(internal.privateKey)), kid: "gateway" }),
    // Nothing listens there: the gateway starts all the same.
    ...Object.fromEntries(
      ["PARTICIPANT", "PARTNERSHIP", "ACCELERATOR", "FINANCE"].map((name) => [`${name}_URL`, "http://127.0.0.1:1"]),
    ),
  };
  token = await new SignJWT({ scopes: ["programmes:read"], documentsOnly: false })
    .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt", kid })
    .setIssuer("issuer")
    .setAudience("graph")
    .setSubject("kim")
    .setJti("1")
    .setExpirationTime("5m")
    .sign(pair.privateKey);
  taken = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => taken.on("listening", resolve));
});

afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
  taken.close();
  rmSync(folder, { recursive: true });
});

type Outcome = Readonly<{ code: number | null; out: string; err: string }>;

/** Starts the process with these settings and nothing else of ours but the programs that are compiled already. */
function start(settings: Readonly<Record<string, string>>) {
  const compiled = getCompileCacheDir();
  const kept = compiled === undefined ? {} : { NODE_COMPILE_CACHE: dirname(compiled) };
  const child = spawn(process.execPath, [MAIN], { env: { ...settings, ...kept } });
  children.push(child);
  let out = "";
  let err = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  const ended = new Promise<Outcome>((resolve) => child.on("close", (code) => resolve({ code, out, err })));
  const ready = (): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = () => {
        const url = /^ready (http:\/\/\S+)/m.exec(out)?.[1];
        if (url !== undefined) resolve(url);
      };
      look();
      child.stdout.on("data", look);
      void ended.then((outcome) => reject(new Error(JSON.stringify(outcome))));
    });
  return { child, ended, ready };
}

async function freePort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.on("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return String(port);
}

describe("the gateway as a process", () => {
  it("names every setting that is missing or wrong and ends with 2", async () => {
    const { code, err } = await start({ PORT: "70000", FINANCE_URL: "ftp://x" }).ended;
    expect(code).toBe(2);
    for (const name of [
      "PORT",
      "TOKEN_JWKS",
      "TOKEN_ISSUER",
      "TOKEN_AUDIENCE",
      "INTERNAL_KEY",
      "SIGNING_KEYS",
      "PARTICIPANT_URL",
      "PARTNERSHIP_URL",
      "ACCELERATOR_URL",
      "FINANCE_URL",
    ]) {
      expect(err).toMatch(new RegExp(`^${name} `, "m"));
    }
    expect(err).not.toMatch(/\bat .*\.ts/);
  }, 30_000);

  it("takes no demonstration keys in production", async () => {
    const { code, err } = await start({ ...env, NODE_ENV: "production" }).ended;
    expect([code, err.trim().split("\n").length]).toEqual([2, 1]);
    expect(err).toMatch(/^TOKEN_JWKS .*demo-1 is for demonstration/);
  }, 30_000);

  it("says in one sentence that its port is taken", async () => {
    const { port } = taken.address() as AddressInfo;
    const { code, err } = await start({ ...env, PORT: String(port) }).ended;
    expect([code, err.trim().split("\n").length]).toEqual([2, 1]);
    expect(err).toMatch(new RegExp(`Port ${port} .*PORT`));
  }, 30_000);

  it.each(["SIGINT", "SIGTERM"] as const)(
    "starts without its services, answers and ends on %s with 0",
    async (signal) => {
      const { child, ended, ready } = start({ ...env, PORT: await freePort() });
      const url = await ready();
      const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
      const ask = async (query: string) => {
        const response = await fetch(url, { method: "POST", headers, body: JSON.stringify({ query }) });
        return (await response.json()) as { data: unknown; errors?: { extensions: { code: string } }[] };
      };
      expect((await ask("{ __typename }")).data).toEqual({ __typename: "Query" });
      expect((await ask("{ viewer { name } }")).errors?.[0]?.extensions.code).toBe("SUBGRAPH_UNAVAILABLE");
      const readyz = await fetch(url.replace("/graphql", "/readyz"));
      expect(readyz.status).toBe(503);
      expect(((await readyz.json()) as { reasons: string[] }).reasons).toHaveLength(4);
      const before = performance.now();
      child.kill(signal);
      const { code, out, err } = await ended;
      expect([code, out.trim().split("\n").length, err]).toEqual([0, 1, ""]);
      expect(performance.now() - before).toBeLessThan(5_000);
    },
    30_000,
  );
});
