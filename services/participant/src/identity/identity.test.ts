import { localDate } from "@inclusion/kernel";
import { describe, expect, test } from "vitest";
import type { Cpr } from "./cpr.ts";
import { correctIdentity, type Identity, nameKey, numbersInWrongFields, readIdentity } from "./identity.ts";

const PERSON = { birthDate: localDate("1980-05-04"), sex: "F" } as const;
const BEFORE: Identity = { name: "Asta Granlund", cpr: "6405800002" as Cpr, cprGround: "LAW" };
const codesOf = (decided: ReturnType<typeof readIdentity>) =>
  decided.ok ? [] : decided.refusals.map(({ code, field }) => `${code} ${field?.join(".")}`);

describe("readIdentity", () => {
  test("takes a name without the space around it, and a number as ten digits", () => {
    const entered = { name: "  Asta Granlund ", cpr: "640580-0002", cprGround: "LAW" } as const;
    expect(readIdentity(entered, PERSON, true)).toEqual({ ok: true, value: BEFORE });
  });

  test("says every reason at once", () => {
    const entered = { name: "640580-0002 x".padEnd(201, "x"), cpr: "640580-0003", cprGround: "LAW" } as const;
    expect(codesOf(readIdentity(entered, PERSON, true))).toEqual([
      "NAME_TOO_LONG input.name",
      "CPR_IN_WRONG_FIELD input.name",
      "CPR_NOT_OF_PERSON input.cpr",
    ]);
  });

  test("takes replacement numbers only where they are allowed", () => {
    const entered = { name: "Asta", cpr: "640580-0002", cprGround: "LAW" } as const;
    expect(codesOf(readIdentity(entered, PERSON, false))).toEqual(["CPR_DATE input.cpr"]);
  });
});

describe("correctIdentity", () => {
  test.for([
    { entered: { name: "Asta Højager" }, value: { ...BEFORE, name: "Asta Højager" } },
    { entered: { cpr: "6405800004" }, value: { ...BEFORE, cpr: "6405800004" } },
    { entered: { cprGround: "CONSENT" as const }, value: { ...BEFORE, cprGround: "CONSENT" } },
  ])("changes $entered alone", ({ entered, value }) => {
    expect(correctIdentity(entered, BEFORE, PERSON, true)).toEqual({ ok: true, value });
  });

  test("needs something to change", () => {
    expect(codesOf(correctIdentity({}, BEFORE, PERSON, true))).toEqual(["NOTHING_TO_CORRECT input"]);
  });
});

test("equal names have equal keys, whatever their letters and spaces", () => {
  const day = PERSON.birthDate;
  const key = nameKey("Åse  Ærø ", day);
  expect(nameKey("åse ærø", day)).toBe(key);
  expect(nameKey("A\u030Ase Ærø", day)).toBe(key);
  expect(nameKey("åse ærø", localDate("1980-05-05"))).not.toBe(key);
});

test("numbers are named by the field that holds them, and never repeated", () => {
  const found = numbersInWrongFields({ name: "Asta", idempotencyKey: "6405800002", note: null });
  expect(found.map(({ field }) => field)).toEqual([["input", "idempotencyKey"]]);
  expect(JSON.stringify(found)).not.toContain("640580");
});
