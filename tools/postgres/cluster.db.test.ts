import { spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { withConnection } from "./connection.ts";
import { reachableBinaries } from "./place.ts";
import {
  end,
  postmasterPid,
  rememberedHome,
  runApplication,
  scratchDataDir,
  spawnApplication,
  startScratch,
} from "./scratch.fixture.ts";
import { canReach, chooseServerUser, isRoot } from "./server-user.ts";

async function scalar(url: string, sql: string): Promise<unknown> {
  const { rows } = await withConnection(url, (db) => db.query({ text: sql, rowMode: "array" }));
  return rows[0]?.[0];
}

async function writeRow(url: string): Promise<void> {
  await withConnection(url, (db) => db.query("create table kept as select 42 as answer"));
}

const readRow = (url: string): Promise<unknown> => scalar(url, "select answer from kept");

describe("the embedded cluster", { timeout: 60_000 }, () => {
  test("starts with the settings it promises", async () => {
    const dataDir = scratchDataDir();
    const cluster = await startScratch(dataDir, { durable: true });
    const settings = await withConnection(cluster.adminUrl, async (db) => {
      const { rows } = await db.query("select name, setting from pg_settings");
      return new Map(rows.map((row) => [row.name, row.setting]));
    });
    const read = (...names: string[]): unknown[] => names.map((name) => settings.get(name));

    expect(read("listen_addresses", "unix_socket_directories", "TimeZone")).toEqual(["127.0.0.1", "", "UTC"]);
    expect(read("fsync", "synchronous_commit", "full_page_writes", "data_checksums")).toEqual(["on", "on", "on", "on"]);
    expect(read("password_encryption", "server_encoding", "max_connections")).toEqual(["scram-sha-256", "UTF8", "100"]);
    expect(await scalar(cluster.adminUrl, "select datlocprovider::text || datlocale from pg_database limit 1")).toBe(
      "bC.UTF-8",
    );
    expect(
      await scalar(cluster.adminUrl, "select count(*) from pg_hba_file_rules where auth_method <> 'scram-sha-256'"),
    ).toBe("0");
    expect(statSync(join(dataDir, "secrets/postgres-password")).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(cluster.location)).mode & 0o777).toBe(0o700);
    expect(statSync(dataDir).mode & 0o005).toBe(0o005);
  });

  test("finds its data at the next start, and stops as often as it is told", async () => {
    const dataDir = scratchDataDir();
    const first = await startScratch(dataDir);
    await writeRow(first.adminUrl);
    await Promise.all([first.stop(), first.stop()]);
    expect(existsSync(join(first.location, "postmaster.pid"))).toBe(false);

    const second = await startScratch(dataDir);
    expect(await readRow(second.adminUrl)).toBe(42);
  });

  test("takes over the server of an application that was killed", async () => {
    const dataDir = scratchDataDir();
    const killed = await runApplication(dataDir);
    await writeRow(killed.said.adminUrl);
    await end(killed.process, "SIGKILL");

    const next = await runApplication(dataDir);
    expect(next.said).toEqual(killed.said);
    expect(await readRow(next.said.adminUrl)).toBe(42);
  });

  test("restarts a server that was left running without durability", async () => {
    const dataDir = scratchDataDir();
    const careless = await startScratch(dataDir, { durable: false });
    expect(await scalar(careless.adminUrl, "show fsync")).toBe("off");
    const careful = await startScratch(dataDir, { durable: true });
    expect(await scalar(careful.adminUrl, "show fsync")).toBe("on");
    await careless.stop();
  });

  test("keeps every acknowledged row when the server is killed", async () => {
    const dataDir = scratchDataDir(tmpdir());
    const killed = await startScratch(dataDir, { durable: true });
    await writeRow(killed.adminUrl);
    process.kill(postmasterPid(killed.location), "SIGKILL");

    const next = await startScratch(dataDir, { durable: true });
    expect(await readRow(next.adminUrl)).toBe(42);
  });

  test("begins anew after a start that was killed while it made the cluster", async () => {
    const { dataDir, folder } = await killHalfMade();
    expect(existsSync(join(folder, "data"))).toBe(false);

    const next = await runApplication(dataDir);
    expect(await scalar(next.said.adminUrl, "select 1")).toBe(1);
    // The killed start's own initdb may have gone on writing for a moment; then the start after this one clears it away.
    await end(next.process, "SIGTERM");
    await runApplication(dataDir);
    expect(readdirSync(folder).sort()).toEqual(["data", "log"]);
  }, 120_000);

  test("refuses the files of another PostgreSQL, and says so when the password is gone", async () => {
    const dataDir = scratchDataDir();
    const first = await startScratch(dataDir);
    await first.stop();
    writeFileSync(join(first.location, "PG_VERSION"), "19\n");
    await expect(startScratch(dataDir)).rejects.toThrow(
      /^The data folder .* was made by PostgreSQL 19; this version runs 18: set DATA_DIR/,
    );
    writeFileSync(join(dataDir, "secrets/postgres-password"), "");
    await expect(startScratch(dataDir)).rejects.toThrow(/^The password of the database in .* is missing: bring back/);
  });

  test("is not fooled by a pid file whose number and port are others' now", async () => {
    const other = await startScratch(scratchDataDir());
    const dataDir = scratchDataDir();
    const first = await startScratch(dataDir);
    await first.stop();
    const stranger = spawn("sleep", ["60"]);
    onTestFinished(() => end(stranger, "SIGKILL"));
    writeFileSync(
      join(first.location, "postmaster.pid"),
      [stranger.pid, first.location, 1, other.port, "", "127.0.0.1", " 1 1", "ready   ", ""].join("\n"),
    );

    const second = await startScratch(dataDir);
    expect(await scalar(second.adminUrl, "show data_directory")).toBe(first.location);
    expect(second.port).not.toBe(other.port);
  });

  test("says which port is taken when it may not choose", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await new Promise((listening) => server.once("listening", listening));
    const { port } = server.address() as { port: number };
    await expect(startScratch(scratchDataDir(), { port })).rejects.toThrow(`Another program listens on port ${port}`);
  });

  test("lets one of two applications have the folder", async () => {
    const dataDir = scratchDataDir();
    const both = await Promise.all([runApplication(dataDir), runApplication(dataDir)]);
    const refused = both.filter((each) => each.said.error);
    const running = both.filter((each) => !each.said.error);
    expect([refused.length, running.length]).toEqual([1, 1]);
    expect(refused[0]?.said.error).toMatch(
      new RegExp(
        `^The data folder .* is in use by process ${running[0]?.process.pid}, which answers on port 4000: stop`,
      ),
    );
  });
});

describe.runIf(isRoot())("a data folder that only root can enter", { timeout: 60_000 }, () => {
  test("has its cluster elsewhere, and finds it again", async () => {
    const dataDir = scratchDataDir("/root", 0o700);
    const first = await startScratch(dataDir, { durable: true });
    const home = rememberedHome(dataDir);
    expect(first.location).toBe(`${home}/cluster/data`);
    expect(statSync(join(home ?? "", "cluster")).mode & 0o777).toBe(0o700);
    await writeRow(first.adminUrl);
    await first.stop();

    const second = await startScratch(dataDir, { durable: true });
    expect(second.location).toBe(first.location);
    expect(await readRow(second.adminUrl)).toBe(42);
    await second.stop();
  });

  test("does not trust a folder that another user could have made", async () => {
    const dataDir = scratchDataDir("/root", 0o700);
    const first = await startScratch(dataDir);
    await first.stop();
    chownSync(rememberedHome(dataDir) ?? "", 65534, 65534);
    await expect(startScratch(dataDir)).rejects.toThrow(/could have been made or changed by another user/);
  });

  test("says so when the place it remembers is gone", async () => {
    const dataDir = scratchDataDir("/root", 0o700);
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, "cluster.json"), JSON.stringify({ home: "/var/tmp/inclusion-graph-gone" }));
    await expect(startScratch(dataDir)).rejects.toThrow(/was kept in .*-gone, which is gone: bring/);
    expect(readFileSync(join(dataDir, "cluster.json"), "utf8")).toContain("gone");
  });
});

describe.runIf(isRoot())("programs that only root can reach", () => {
  test("are copied once, and are not run where another user could have changed them", () => {
    const folder = mkdtempSync("/root/.ig-test-");
    const installed = { folder, version: folder.slice(-6) };
    mkdirSync(join(folder, "bin"), { mode: 0o700 });
    writeFileSync(join(folder, "bin/postgres"), "", { mode: 0o700 });
    const user = chooseServerUser();

    const copy = reachableBinaries(installed, user);
    onTestFinished(() => {
      for (const each of [folder, copy.folder]) rmSync(each, { recursive: true, force: true });
    });
    expect(canReach(join(copy.folder, "bin/postgres"), user)).toBe(true);
    expect(reachableBinaries(copy, user)).toBe(copy);
    const madeAt = statSync(copy.folder).birthtimeMs;
    expect(reachableBinaries(installed, user)).toEqual(copy);
    expect(statSync(copy.folder).birthtimeMs).toBe(madeAt);

    chmodSync(copy.folder, 0o777);
    expect(() => reachableBinaries(installed, user)).toThrow(/could have been made or changed by another user/);
    chmodSync(copy.folder, 0o755);
    chownSync(copy.folder, user.uid, user.gid);
    expect(() => reachableBinaries(installed, user)).toThrow(/: delete it, and the next start makes it anew/);
  });
});

/** Kills an application while its cluster is being made; on a busy machine the moment can be missed, then once more. */
async function killHalfMade(): Promise<{ dataDir: string; folder: string }> {
  for (;;) {
    const dataDir = scratchDataDir();
    const application = spawnApplication(dataDir);
    const folder = (): string => join(rememberedHome(dataDir) ?? dataDir, "cluster");
    const isMade = (): boolean => existsSync(join(folder(), "data"));
    const isHalfMade = (): boolean =>
      existsSync(folder()) && readdirSync(folder()).some((name) => existsSync(join(folder(), name, "data/PG_VERSION")));
    while (!isHalfMade() && !isMade()) await sleep(5);
    await end(application, isMade() ? "SIGTERM" : "SIGKILL");
    if (!isMade()) return { dataDir, folder: folder() };
  }
}
