/**
 * `npm test`: all tests and the checks beside them, what the checks found, and how it ended as the last line.
 *
 * With arguments (`npm test -- services/finance --project unit`) they go to vitest and the checks are left out.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { COUNTS_FILE, type Counts, closingLine } from "./closing-line.ts";
import { compiledEnv, keepCompiled } from "./system/compiled.ts";

const args = process.argv.slice(2);
keepCompiled();
const testing = runTests(args);
const checked = args.length === 0 ? await runOtherChecks() : { passed: 0, failed: 0, lines: [] };
const tested = await testing;
for (const line of checked.lines) console.log(line);
const failed = checked.failed + tested.failed;
process.exitCode = failed > 0 ? 1 : 0;
console.log(closingLine({ passed: checked.passed + tested.passed, failed, skipped: tested.skipped }));

/** Runs the checks but for those that a test shows. They end long before the tests, which fill what these leave idle. */
async function runOtherChecks() {
  const { CHECKS } = await import("./checks/own-checks.ts");
  const { runChecks } = await import("./checks/run-checks.ts");
  const lines: string[] = [];
  const checks = CHECKS.filter(({ shownBy }) => shownBy === undefined);
  return { ...(await runChecks(checks, (line) => lines.push(line))), lines };
}

/** Runs vitest and reads its counts; a run that ends badly without a failed test counts as one that failed. */
async function runTests(more: readonly string[]): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), "inclusion-test-"));
  const file = join(folder, "counts.json");
  try {
    const code = await vitest(more, { ...process.env, ...compiledEnv(), [COUNTS_FILE]: file });
    const counts = countsIn(file);
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function vitest(more: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const program = join(import.meta.dirname, "node_modules", "vitest", "vitest.mjs");
  const config = join(import.meta.dirname, "vitest.config.ts");
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, "run", "--config", config, ...more], { stdio: "inherit", env });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

function countsIn(file: string): Counts {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Counts;
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
