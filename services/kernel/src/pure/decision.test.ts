import { describe, expect, it } from "vitest";
import { accept, acceptUnless, type Decision, reasonsOf, refuse } from "./decision.ts";
import { invariant } from "./invariant.ts";

describe("a decision", () => {
  it("carries the value when accepted, also one that is false or missing", () => {
    expect(accept(3)).toEqual({ ok: true, value: 3 });
    expect(accept(undefined)).toEqual({ ok: true, value: undefined });
  });

  it("carries every reason, in order, when refused", () => {
    const [empty, late] = [
      { code: "EMPTY", message: "Write something.", field: ["note"] },
      { code: "LATE", message: "Ask before the day.", line: 3 },
    ] as const;
    expect(refuse(empty, late)).toEqual({ ok: false, refusals: [empty, late] });
  });

  it("is made of the refusals found, and asks for the value only when there are none", () => {
    const [empty, late] = [
      { code: "EMPTY", message: "Write something." },
      { code: "LATE", message: "Ask before the day." },
    ] as const;
    expect(acceptUnless([], () => 3)).toEqual(accept(3));
    const never = (): never => expect.unreachable();
    expect(acceptUnless([empty, late], never)).toEqual(refuse<string>(empty, late));
  });

  it("lets the compiler know the value after the question", () => {
    const decision: Decision<number, "NO"> = accept(2) as Decision<number, "NO">;
    expect(decision.ok ? decision.value + 1 : decision.refusals[0].code).toBe(3);
  });
});

describe("invariant", () => {
  it("is silent when it holds and throws its sentence when not", () => {
    expect(() => invariant(1, "one is one")).not.toThrow();
    for (const broken of [false, null, undefined, 0, ""]) {
      expect(() => invariant(broken, "it holds")).toThrow("Broken invariant: it holds");
    }
  });
});

describe("reasonsOf", () => {
  const { when, refusedFor } = reasonsOf<"A" | "B">();

  it("gathers what is wrong, with the input's path, and refuses with all of it or not at all", () => {
    expect([...when(false, "A", "a"), ...when(false, "B", "b", "x")]).toEqual([]);
    expect(refusedFor([])).toBeNull();
    const wrong = [...when(true, "A", "a"), ...when(true, "B", "b", "x"), ...when(true, "B", "b", ["xs", "1"])];
    expect(refusedFor(wrong)).toEqual({
      ok: false,
      refusals: [
        { code: "A", message: "a" },
        { code: "B", message: "b", field: ["input", "x"] },
        { code: "B", message: "b", field: ["input", "xs", "1"] },
      ],
    });
  });
});
