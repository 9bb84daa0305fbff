import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bareKey, editsBetween, likelyPairs } from "./likeness.ts";

const pairsOf = (...names: readonly string[]) =>
  likelyPairs(names.map((name, at) => ({ organisationId: `id-${at}`, name }))).map(({ spellings }) => spellings);

describe("likelyPairs", () => {
  test.for([
    { one: "Projekter iMidt", other: "Projekter imidt.", alike: true },
    { one: "Code of Care A/S", other: "Code of Care ApS", alike: true },
    { one: "Fonden Den Sociale Kapital", other: "Den Sociale Kapital Fonden", alike: true },
    { one: "Den Sociale Kapitalfond", other: "Den Sociale Kaptialfond", alike: true },
    { one: "Erhvervshus Midtjylland", other: "Erhvervshus Nordjylland", alike: false },
    { one: "Produktionsskole 1 Vest", other: "Produktionsskole 2 Vest", alike: false },
    { one: "Ikea", other: "Irma", alike: false },
    { one: "A/S", other: "ApS", alike: false },
  ])("$one and $other: $alike", ({ one, other, alike }) => {
    expect(pairsOf(one, other)).toHaveLength(alike ? 1 : 0);
  });

  test("puts the likeliest first, and each pair once", () => {
    expect(pairsOf("Værkstedet Grøn Vækst", "Værkstedet Grøn Vækst ApS", "Værkstedet Grøn Vækts")).toEqual([
      ["Værkstedet Grøn Vækst", "Værkstedet Grøn Vækst ApS"],
      ["Værkstedet Grøn Vækst", "Værkstedet Grøn Vækts"],
      ["Værkstedet Grøn Vækst ApS", "Værkstedet Grøn Vækts"],
    ]);
  });

  test("never pairs an organisation with itself", () => {
    expect(likelyPairs(["Anna og Co", "anna og co"].map((name) => ({ organisationId: "one", name })))).toEqual([]);
  });
});

test("bareKey drops legal forms only where they are whole words", () => {
  expect(bareKey("Aps-laden A/S")).toBe("laden");
  expect(bareKey("Kapitalfonden")).toBe("kapitalfonden");
});

test("editsBetween is a distance", () => {
  const name = fc.string({ maxLength: 8, unit: fc.constantFrom("a", "b", "c") });
  fc.assert(
    fc.property(name, name, (one, other) => {
      const edits = editsBetween(one, other);
      expect(edits).toBe(editsBetween(other, one));
      expect(edits === 0).toBe(one === other);
      expect(edits).toBeLessThanOrEqual(Math.max(one.length, other.length));
    }),
  );
});
