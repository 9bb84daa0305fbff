import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repositoryWith } from "./checks/temporary-repository.fixture.ts";
import { closingLine } from "./closing-line.ts";

const TOOLS = import.meta.dirname;

/** The last line of a run of these test files, and how it ended. */
function runOf(files: Readonly<Record<string, string>>): Readonly<{ last: string | undefined; code: number }> {
  const root = repositoryWith(files);
  const vitest = join(TOOLS, "node_modules", "vitest", "vitest.mjs");
  const args = [vitest, "run", "--root", root, "--globals", "--reporter", join(TOOLS, "closing-line.ts")];
  const env = { PATH: process.env["PATH"] };
  try {
    return { last: execFileSync(process.execPath, args, { env, encoding: "utf8" }).trim().split("\n").at(-1), code: 0 };
  } catch (error) {
    const { stdout, status } = error as { stdout: string; status: number };
    return { last: stdout.trim().split("\n").at(-1), code: status };
  }
}

test.for([
  { counts: { passed: 9, failed: 0, skipped: 0 }, line: "9 passed, 0 failed" },
  { counts: { passed: 1, failed: 2, skipped: 3 }, line: "1 passed, 2 failed, 3 skipped" },
])("says $line", ({ counts, line }) => {
  expect(closingLine(counts)).toBe(line);
});

test("is the last line of a good run, after what is printed on the way out", () => {
  const good = 'test("a", () => {}); test.skip("b", () => {}); process.once("exit", () => console.log("bye"));';
  expect(runOf({ "a.test.ts": good })).toEqual({ last: "1 passed, 0 failed, 1 skipped", code: 0 });
});

test("counts a failed test, a file that cannot be loaded and a group that cannot be set up", () => {
  expect(
    runOf({
      "a.test.ts": 'test("a", () => {}); test("b", () => { throw new Error("b"); });',
      "b.test.ts": 'throw new Error("not loaded");',
      "c.test.ts": 'describe("c", () => { beforeAll(() => { throw new Error("c"); }); test("d", () => {}); });',
    }),
  ).toEqual({ last: "1 passed, 3 failed, 1 skipped", code: 1 });
});
