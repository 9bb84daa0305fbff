import { expect, test } from "vitest";
import { checkThreats, threatProblems } from "./threats.ts";

const HEAD = "| threat | what stops it | test |\n|---|---|---|\n";

test("finds nothing in the document as it is", () => {
  expect(checkThreats().problems).toEqual([]);
});

test.each([
  ["a file that is not there", "| x | y: `gateway/src/a.ts` | `gateway/src/none.test.ts` |", 1],
  ["a threat without a test", "| x | y: `gateway/src/a.ts` | by hand |", 1],
  ["a threat that nothing stops", "| x | care | `gateway/src/a.test.ts` |", 1],
  ["nothing in a whole row", "| x | y: `gateway/src/a.ts` | `gateway/src/a.test.ts` |", 0],
])("finds %s", (_, row, count) => {
  const there = (file: string): boolean => file.startsWith("gateway/src/a.");
  expect(threatProblems(HEAD + row, there)).toHaveLength(count);
});
