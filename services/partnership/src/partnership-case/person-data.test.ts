import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findPersonData } from "./person-data.ts";

const found = (text: string) => findPersonData(text).map(({ kind, from, to }) => [kind, text.slice(from, to)]);

describe("findPersonData", () => {
  test.for([
    ["CPR", "Hans nummer er 710190-1234.", "710190-1234"],
    ["CPR", "nr. 7101901234 i sagen", "7101901234"],
    ["CPR", "710190 1234", "710190 1234"],
    ["CPR", "71 01 90-1234", "71 01 90-1234"],
    ["CPR", "71.01.90–1234", "71.01.90–1234"],
    ["CPR", "71019\u200b0-1234", "71019\u200b0-1234"],
    ["CPR", "７１０１９０-１２３４", "７１０１９０-１２３４"],
    ["CPR", "71/01/90 - 1234", "71/01/90 - 1234"],
    ["EMAIL", "skriv til jens.j@eksempel.dk, tak", "jens.j@eksempel.dk"],
    ["EMAIL", "jens (at) eksempel.dk", "jens (at) eksempel.dk"],
    ["EMAIL", "jens[snabel-a]eksempel[punktum]dk", "jens[snabel-a]eksempel[punktum]dk"],
    ["PHONE", "ring +45 20 30 40 50 i dag", "+45 20 30 40 50"],
    ["PHONE", "ring 20 30 40 50", "20 30 40 50"],
    ["PHONE", "ring 2030 4050", "2030 4050"],
    ["PHONE", "tlf. 20304050.", "20304050"],
    ["PHONE", "0046 70 123 45 67", "0046 70 123 45 67"],
    ["NAME", "Pt. Jens J., 43 år, fik job", "Pt. Jens J., 43 år"],
    ["NAME", "pt Jens fik job", "pt Jens"],
    ["NAME", "Borgeren Jens Jensen begyndte", "Borgeren Jens Jensen"],
    ["NAME", "deltager Åse Ø. begyndte", "deltager Åse Ø."],
    ["NAME", "Jens, 43 år, er glad", "Jens, 43 år"],
    ["NAME", "Anne-Marie på 43 år", "Anne-Marie på 43 år"],
    ["NAME", "Jens J. (43) er i job", "Jens J. (43"],
    ["NAME", "43-årige Jens er i job", "43-årige Jens"],
    ["NAME", "Jens J. er i job", "Jens J."],
    ["NAME", "J.J. 1978 begyndte", "J.J. 1978"],
    ["NAME", "JJ, f. 1978", "JJ, f. 1978"],
    ["NAME", "JJ 1978", "JJ 1978"],
    ["NAME", "Jens født 1978", "Jens født 1978"],
  ] as const)("finds %s in %s", ([kind, text, part]) => {
    expect(found(text)).toEqual([[kind, part]]);
  });

  test.for([
    "Tre borgere fra Aarhus fik job i 2020.",
    "Støtten er 17.076.404 kr. af 34.152.809 kr.",
    "EU 1973 og RSV 2014",
    "Virksomheden har CVR-nr. 20304050 siden 2018.",
    "CVR: 20 30 40 50",
    "Perioden 06.02.2018 - 30.09.2022",
    "Den 20190107 blev aftalen skrevet.",
    "Opdigtet Virksomhed ApS og Aarhus Kommune har arbejdet sammen i 3 år.",
    "Partnerskabet har 148 deltagere og 72 ansatte.",
    "Jobcentret, virksomheden og borgeren mødes hver uge.",
    "Metoden er beskrevet i plan B.",
    "",
  ])("finds nothing in %s", (text) => {
    expect(findPersonData(text)).toEqual([]);
  });

  test("names every place once, in the order of the text", () => {
    const text = "Jens, 43 år (jens@eksempel.dk, 20 30 40 50, 710190-1234)";
    expect(found(text).map(([kind]) => kind)).toEqual(["NAME", "EMAIL", "PHONE", "CPR"]);
  });

  test("finds a number wherever it stands, and stays inside the text", () => {
    const words = fc.array(fc.constantFrom("job", "plads", "Vi", "og", "kommune", ".", ","), { maxLength: 8 });
    fc.assert(
      fc.property(words, words, (before, after) => {
        const text = [...before, "710190-1234", ...after].join(" ");
        expect(found(text)).toContainEqual(["CPR", "710190-1234"]);
        const findings = findPersonData(text);
        expect(findings.every(({ from, to }) => from >= 0 && from < to && to <= text.length)).toBe(true);
      }),
    );
  });

  test("is quick with texts that nearly match", () => {
    for (const text of [
      "A. ".repeat(5_000),
      "1 ".repeat(10_000),
      "a.".repeat(10_000),
      "Aa-".repeat(6_000),
      `${"a".repeat(20_000)}@`,
    ]) {
      expect(findPersonData(text).length).toBeGreaterThanOrEqual(0);
    }
  });
});
