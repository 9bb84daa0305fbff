import type { Check } from "./own-checks.ts";
import type { Report } from "./report.ts";

/** How many checks passed and failed. */
export type Tally = Readonly<{ passed: number; failed: number }>;

/**
 * Runs checks, two at a time, and prints a line for each when it ends; what a failed one found stands below its line.
 *
 * A check begins when those that it names in `after` have ended, whatever they found. A check that throws has failed.
 */
export async function runChecks(checks: readonly Check[], print: (text: string) => void, atOnce = 2): Promise<Tally> {
  const waiting = [...checks];
  const tally = { passed: 0, failed: 0 };
  const ended = new Map<string, Promise<void>>();
  const worker = async (): Promise<void> => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const run = runOne(check, ended, print);
      ended.set(
        check.name,
        run.then(() => {}),
      );
      tally[(await run) ? "passed" : "failed"] += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return tally;
}

async function runOne(
  check: Check,
  ended: ReadonlyMap<string, Promise<void>>,
  print: (text: string) => void,
): Promise<boolean> {
  await Promise.all((check.after ?? []).map((name) => ended.get(name)));
  const startedMs = performance.now();
  const { problems, notes = [] } = await reportOf(check);
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  const good = problems.length === 0;
  const lines = [`${good ? "✓" : "✗"} ${check.name} (${seconds} s)`, ...[...problems, ...notes].map(indented)];
  print(lines.join("\n"));
  return good;
}

async function reportOf({ run }: Check): Promise<Report> {
  try {
    return await run();
  } catch (error) {
    return { problems: [error instanceof Error ? (error.stack ?? error.message) : String(error)] };
  }
}

function indented(text: string): string {
  return text.replace(/^/gm, "  ");
}
