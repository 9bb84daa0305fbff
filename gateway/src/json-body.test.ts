import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bodyProblem } from "./json-body.ts";

const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;

describe("bodyProblem", () => {
  test.for<[string, string, ReturnType<typeof bodyProblem>]>([
    ["64 levels", nested(64), null],
    ["65 levels", nested(65), "deep"],
    ["20,000 values", JSON.stringify(Array(20_000).fill(1)), null],
    ["20,001 values", JSON.stringify(Array(20_001).fill(1)), "long"],
    ["signs in a text", JSON.stringify({ text: `${"[{".repeat(100)}\\" ${",".repeat(30_000)}` }), null],
    ["a text without an end", `{"a": "${"[".repeat(100)}`, null],
    ["nothing", "", null],
  ])("finds of %s", ([, text, problem]) => {
    expect(bodyProblem(text)).toBe(problem);
  });

  test("is not misled by what stands in texts", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 20 }), fc.integer({ min: 0, max: 64 }), (texts, depth) => {
        expect(bodyProblem(`${"[".repeat(65)}${JSON.stringify(texts)}`)).toBe("deep");
        expect(bodyProblem(`${JSON.stringify(texts).slice(0, -1)}`)).toBeNull();
        expect(bodyProblem(`${JSON.stringify(texts)}${nested(depth)}`)).toBeNull();
      }),
    );
  });
});
