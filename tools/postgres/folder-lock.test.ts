import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findHolder, lockFolder } from "./folder-lock.ts";
import { scratchDataDir } from "./scratch.fixture.ts";

function folderLockedBy(text: string): string {
  const dataDir = scratchDataDir();
  mkdirSync(dataDir);
  writeFileSync(join(dataDir, "running.json"), text);
  return dataDir;
}

test("a free folder is taken, found taken, and given back", () => {
  const dataDir = scratchDataDir();
  const lock = lockFolder(dataDir, 4000);
  expect(findHolder(dataDir)).toMatchObject({ pid: process.pid, port: 4000 });
  expect(() => lockFolder(dataDir, 4001)).toThrow(`in use by process ${process.pid}, which answers on port 4000`);
  lock.release();
  lock.release();
  expect(findHolder(dataDir)).toBeUndefined();
  lockFolder(dataDir, 4001).release();
});

test.each([
  ["whose process is gone", JSON.stringify({ pid: 2 ** 22 + 1, port: 4000, birthMark: null })],
  ["whose number another process has now", JSON.stringify({ pid: process.pid, port: 4000, birthMark: "earlier/1" })],
  ["that holds nothing", ""],
])("a lock %s counts for nothing", (_, text) => {
  const dataDir = folderLockedBy(text);
  expect(findHolder(dataDir)).toBeUndefined();
  lockFolder(dataDir, 4000).release();
});

test("a lock without a birth mark holds while its process runs", () => {
  const dataDir = folderLockedBy(JSON.stringify({ pid: process.ppid, port: 4000, birthMark: null }));
  expect(() => lockFolder(dataDir, 4001)).toThrow(`in use by process ${process.ppid}`);
});

test("a folder that cannot be made is named", () => {
  const dataDir = folderLockedBy("");
  expect(() => lockFolder(join(dataDir, "running.json/below"), 4000)).toThrow(
    /^The data folder .* cannot be used \(ENOTDIR/,
  );
});

test("another's lock is left alone", () => {
  const dataDir = scratchDataDir();
  const lock = lockFolder(dataDir, 4000);
  const path = join(dataDir, "running.json");
  writeFileSync(path, "another's");
  lock.release();
  expect(readFileSync(path, "utf8")).toBe("another's");
});
