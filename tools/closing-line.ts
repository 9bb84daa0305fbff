/** The last line of a test run: `N passed, N failed`. */
import { writeFileSync } from "node:fs";
import type { Reporter, TestModule } from "vitest/node";

/** How a run ended. */
export type Counts = Readonly<{ passed: number; failed: number; skipped: number }>;

/** Where the counts are written instead of printed, for a program that runs more than the tests and ends the output. */
export const COUNTS_FILE = "CLOSING_LINE_COUNTS";

/** The line; skipped tests are named when there are any. */
export function closingLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/**
 * Prints the closing line when the process exits, after everything else that is printed.
 *
 * A file or a group of tests that breaks outside its tests, and an error that no test caught, each count as failed.
 */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state !== "pending") counts[state] += 1;
      }
      for (const group of [module, ...module.children.allSuites()]) counts.failed += group.errors().length > 0 ? 1 : 0;
    }
    process.once("exit", () => end(counts));
  }
}

function end(counts: Counts): void {
  const file = process.env[COUNTS_FILE];
  if (file === undefined) console.log(closingLine(counts));
  else writeFileSync(file, JSON.stringify(counts));
}
