import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { runChecks } from "./run-checks.ts";

test("prints a line for each check, counts them, and shows what a failed one found", async () => {
  const printed: string[] = [];
  const tally = await runChecks(
    [
      { name: "good", about: "", run: () => ({ problems: [], notes: ["A note."] }) },
      { name: "bad", about: "", run: () => ({ problems: ["One.\nTwo."] }) },
      { name: "broken", about: "", run: () => Promise.reject("thrown") },
    ],
    (text) => printed.push(text.replace(/\(.* s\)/, "(s)")),
    1,
  );
  expect(tally).toEqual({ passed: 1, failed: 2 });
  expect(printed).toEqual(["✓ good (s)\n  A note.", "✗ bad (s)\n  One.\n  Two.", "✗ broken (s)\n  thrown"]);
});

test("begins a check after those that it names", async () => {
  const order: string[] = [];
  const check = (name: string, ms: number, after: readonly string[] = []) => ({
    name,
    about: "",
    after,
    run: async () => {
      await sleep(ms);
      order.push(name);
      return { problems: [] };
    },
  });
  await runChecks([check("first", 30), check("second", 0, ["first"])], () => {});
  expect(order).toEqual(["first", "second"]);
});
