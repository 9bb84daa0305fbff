import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { port, postgresUrl, readEnv, SettingsError, secretText } from "./env.ts";

const folder = mkdtempSync(join(tmpdir(), "inclusion-env-"));
afterAll(() => rmSync(folder, { recursive: true }));

const shape = { PORT: port.default(4000), DATABASE_URL: postgresUrl, CURSOR_KEY: z.string().min(4).optional() };
const url = "postgresql://app:word@db:5432/graph";

function fileWith(name: string, content: string): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

function problemsOf(source: Record<string, string>): string {
  try {
    readEnv(shape, source);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  return "none";
}

describe("readEnv", () => {
  it("reads a variable that is not set from the file of its _FILE, without the space around it", () => {
    const DATABASE_URL_FILE = fileWith("url", `${url}\n`);
    expect(readEnv(shape, { DATABASE_URL_FILE }).DATABASE_URL).toBe(url);
    expect(readEnv(shape, { DATABASE_URL: "", DATABASE_URL_FILE }).DATABASE_URL).toBe(url);
  });

  it("takes the variable when both are set, and does not look at the file", () => {
    const source = { DATABASE_URL: url, DATABASE_URL_FILE: join(folder, "missing") };
    expect(readEnv(shape, source).DATABASE_URL).toBe(url);
  });

  it("names a file that cannot be read or is empty, beside every other problem", () => {
    const missing = join(folder, "missing");
    const empty = fileWith("empty", " \n");
    const problems = problemsOf({ PORT: "x", DATABASE_URL_FILE: missing, CURSOR_KEY_FILE: empty });
    expect(problems.split("\n")).toEqual([
      'PORT is "x": give a port from 1 to 65535',
      `DATABASE_URL_FILE is "${missing}": the file cannot be read`,
      `CURSOR_KEY_FILE is "${empty}": the file is empty`,
    ]);
  });

  it("never repeats what stands in a file, whatever the variable is called", () => {
    expect(problemsOf({ PORT_FILE: fileWith("port", "word-of-a-file"), DATABASE_URL: url })).toBe(
      "PORT is wrong: give a port from 1 to 65535",
    );
    expect(problemsOf({ DATABASE_URL_FILE: fileWith("wrong", "word-of-a-file") })).not.toContain("word-of-a-file");
  });

  it("counts an empty text as not set and leaves other variables alone", () => {
    expect(readEnv(shape, { PORT: "", DATABASE_URL: url, OTHER_FILE: "/nowhere" })).toEqual({
      PORT: 4000,
      DATABASE_URL: url,
    });
  });
});

it.for([
  ["missing", undefined],
  ["empty", ""],
  ["short", "q8Zr2mWx7Lp4Vn6Ty1Kd9Hs3Bf5Gc0J"],
  ["one letter again and again", "x".repeat(43)],
  ["a few again and again", "secret".repeat(8)],
] as const)("a secret that is %s is refused, and not shown", ([, CURSOR_KEY]) => {
  const read = (): unknown => readEnv({ CURSOR_KEY: secretText }, { CURSOR_KEY });
  expect(read).toThrow(/^CURSOR_KEY is (not set|wrong): give a secret of at least 32 characters/);
  if (CURSOR_KEY) expect(read).not.toThrow(CURSOR_KEY);
});

it("a secret as we make them is taken", () => {
  const CURSOR_KEY = randomBytes(32).toString("base64url");
  expect(readEnv({ CURSOR_KEY: secretText }, { CURSOR_KEY })).toEqual({ CURSOR_KEY });
});
