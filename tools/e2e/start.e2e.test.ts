import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, describe, expect, test } from "vitest";
import { freePort } from "../commands/running-system.ts";
import { startCluster } from "../postgres/cluster.ts";
import { urlOfDatabase, withConnection } from "../postgres/connection.ts";
import { findHolder } from "../postgres/folder-lock.ts";
import { ROOT } from "../system/settings.ts";
import { askAt, testFolder } from "./test-system.ts";

const START = join(ROOT, "tools", "start.ts");

type Ended = Readonly<{ code: number | null; out: string; err: string }>;

/** Runs the start until it ends by itself. */
function runToEnd(env: Readonly<Record<string, string>>, args: readonly string[] = []): Promise<Ended> {
  const child = spawn(process.execPath, [START, ...args], { env: { ...process.env, NODE_ENV: "", ...env } });
  let [out, err] = ["", ""];
  child.stdout.on("data", (text) => (out += text));
  child.stderr.on("data", (text) => (err += text));
  return new Promise((resolve) => child.once("exit", (code) => resolve({ code, out, err })));
}

/** Starts in a process group of its own and waits for the line that begins with `ready`. */
async function startUntilReady(env: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const child = spawn(process.execPath, [START], {
    env: { ...process.env, NODE_ENV: "", ...env },
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise<void>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`ended with ${code}`)));
    createInterface(child.stdout).on("line", (line) => line.startsWith("ready http://127.0.0.1:") && resolve());
  });
  return child;
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once("exit", (code) => resolve(code)));
}

test("a start that is asked for help names every setting, and one with arguments starts nothing", async () => {
  const { code, out } = await runToEnd({}, ["--help"]);
  expect(code).toBe(0);
  for (const setting of ["PORT=4000", "DATA_DIR=.data", "SEED=programme"]) expect(out).toContain(setting);
  expect(await runToEnd({}, ["programme"])).toMatchObject({ code: 1, out: "" });
});

describe("a start that cannot go on says why in a sentence and ends with code 2", () => {
  const folder = testFolder();
  afterAll(folder.remove);

  test("names every wrong setting at once", async () => {
    const { code, err } = await runToEnd({ PORT: "70000", SEED: "all", FORM: "both", DATABASE_URL: "mysql://x" });
    expect(code).toBe(2);
    expect(err.trim().split("\n")).toHaveLength(4);
    for (const name of ["PORT", "SEED", "FORM", "DATABASE_URL"]) expect(err).toContain(`${name} is`);
    expect(err).not.toContain("mysql://x");
  });

  test("names a taken port", async () => {
    const port = await freePort();
    const other = createServer().listen(port, "127.0.0.1");
    const { code, err } = await runToEnd({ PORT: String(port), DATA_DIR: folder.dataDir });
    other.close();
    expect([code, err.trim()]).toEqual([
      2,
      `Port ${port} is taken by another program: stop it, or set PORT to a free port.`,
    ]);
  });

  test("names a database that cannot be reached, without its password", async () => {
    const url = `postgresql://user:secret@127.0.0.1:${await freePort()}/none`;
    const { code, err } = await runToEnd({
      DATABASE_URL: url,
      DATA_DIR: folder.dataDir,
      PORT: String(await freePort()),
    });
    expect(code).toBe(2);
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(err).not.toContain("secret");
  });

  test("names a data folder of a newer version", async () => {
    const newer = testFolder();
    const cluster = await startCluster({ dataDir: newer.dataDir, durable: false });
    await cluster.stop();
    writeFileSync(join(cluster.location, "PG_VERSION"), "19\n");
    const { code, err } = await runToEnd({ DATA_DIR: newer.dataDir, PORT: String(await freePort()) });
    newer.remove();
    expect([code, err.trim().split("\n").length]).toEqual([2, 1]);
    expect(err).toContain("19");
  });

  test("names a database whose schemas are newer than the program", async () => {
    const newer = testFolder();
    const env = { DATA_DIR: newer.dataDir, PORT: String(await freePort()), SEED: "none" };
    const system = await startUntilReady(env);
    const stopped = ended(system);
    system.kill("SIGINT");
    expect(await stopped).toBe(0);
    const cluster = await startCluster({ dataDir: newer.dataDir, durable: true });
    await withConnection(urlOfDatabase(cluster.adminUrl, "inclusion_graph"), (db) =>
      db.query("INSERT INTO finance.migration (timestamp, name) VALUES (9999999999999, 'FromTheFuture9999999999999')"),
    );
    await cluster.stop();
    const { code, err } = await runToEnd(env);
    newer.remove();
    expect([code, err.trim().split("\n").length]).toEqual([2, 1]);
    expect(err).toContain("FromTheFuture");
  });

  test("names missing token settings in production", async () => {
    const { code, err } = await runToEnd({ NODE_ENV: "production", DATA_DIR: folder.dataDir });
    expect(code).toBe(2);
    expect(err).toContain("TOKEN_JWKS");
  });
});

describe("a system that is killed", () => {
  // On a disk, as its users' are.
  const dataDir = mkdtempSync(join(tmpdir(), "inclusion-e2e-"));
  chmodSync(dataDir, 0o755);
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  test("has all of a sheet or nothing of it, keeps what it acknowledged, and ends with code 0 when it is asked to", async () => {
    const env = { DATA_DIR: dataDir, PORT: String(await freePort()), SEED: "none" };
    const url = `http://127.0.0.1:${env.PORT}/graphql`;
    const files = writeSheets(join(dataDir, "sheets"), 120);
    const acknowledged: string[] = [];
    let system = await startUntilReady(env);

    const importing = spawn(
      process.execPath,
      [join(ROOT, "tools", "graph.ts"), "import", "sheet", "--json", ...files],
      {
        env: { ...process.env, NODE_ENV: "", ...env },
        stdio: ["ignore", "pipe", "ignore"],
      },
    );
    createInterface(importing.stdout).on("line", (line) => {
      const { ok, slug } = JSON.parse(line) as { ok: boolean; slug: string };
      if (ok) acknowledged.push(slug);
      if (acknowledged.length === 40) process.kill(-(system.pid as number), "SIGKILL");
    });
    expect(await ended(importing)).toBe(2);

    system = await startUntilReady(env);
    const tokens = JSON.parse(readFileSync(join(dataDir, "tokens.json"), "utf8")) as Record<string, string>;
    const { data } = await askAt(
      url,
      tokens,
    )(
      `{ programmes(first: 100) { nodes { slug indicatorTargets { target } beneficiary { name }
         grant { eligibleTotal { amount } shares { source } } } } }`,
    );
    const found = data.programmes.nodes as {
      slug: string;
      beneficiary: unknown;
      grant: { shares: unknown[] } | null;
    }[];
    expect(found.length).toBeGreaterThanOrEqual(acknowledged.length);
    expect(found.length).toBeLessThanOrEqual(acknowledged.length + 1);
    for (const slug of acknowledged) expect(found.map((programme) => programme.slug)).toContain(slug);
    for (const programme of found) {
      expect(programme.beneficiary).toEqual({ name: "Opdigtet Forening" });
      expect(programme.grant?.shares).toHaveLength(2);
    }
    const stopping = ended(system);
    system.kill("SIGTERM");
    expect(await stopping).toBe(0);
    expect(findHolder(dataDir)).toBeUndefined();
  });
});

function writeSheets(into: string, count: number): string[] {
  mkdirSync(into, { recursive: true });
  return Array.from({ length: count }, (_, index) => {
    const file = join(into, `${index}.txt`);
    const lines = [
      `Prøveindsats nummer ${index + 1}`,
      "",
      "Info om indsatsen",
      ...[
        "Startdato: 01.02.2024",
        "Slutdato: 31.12.2025",
        "Samlede støtteberettigede projektudgifter (kr.): 2.000.000",
      ],
      ...["EU-støtte til projektet (kr.): 1.000.000", "Geografi: Fyn", "Finansiering: Socialfonden"],
      ...["Indsatsområde: Iværksætteri", "Støttemodtagerens navn: Opdigtet Forening"],
    ];
    writeFileSync(file, lines.join("\n"));
    return file;
  });
}
