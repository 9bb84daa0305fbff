import { describe, expect, test } from "vitest";
import { readSheet, type SheetFacts } from "./sheet.ts";

/** The facts of `text`, or its refusals where it should have been read. */
const facts = (text: string): unknown => {
  const read = readSheet(text);
  return read.ok ? read.value : read.refusals;
};

const sheetD = `Nye Veje II
flere hænder

Projektperiode: 1. september 2022 – 31. august 2025.

Budget og økonomi
Budget: kr. 10.000.000
Tilskud fra Erhvervsstyrelsen (ERST), 60%: kr. 6.000.000
Danmarks Erhvervsfremmebestyrelse (DEM), 10%: kr. 1.000.000,00
Kontant tilskud fra Region Sjælland: Kr.  500.000,50
Egen medfinansiering: 250.000
`;

const factsD: SheetFacts = {
  title: "Nye Veje II flere hænder",
  slug: "nye-veje-ii-flere-haender",
  layout: "D",
  startsOn: "2022-09-01" as SheetFacts["startsOn"],
  endsOn: "2025-08-31" as SheetFacts["endsOn"],
  currency: "DKK",
  eligibleTotalMinor: 1_000_000_000n,
  eligibleTotalDerived: false,
  parts: [
    { source: "ESF", label: "Tilskud fra Erhvervsstyrelsen (ERST), 60%", minor: 600_000_000n },
    {
      source: "DECENTRALISED_BUSINESS_PROMOTION",
      label: "Danmarks Erhvervsfremmebestyrelse (DEM), 10%",
      minor: 100_000_000n,
    },
    { source: "OWN_OR_OTHER", label: "Kontant tilskud fra Region Sjælland", minor: 50_000_050n },
    { source: "OWN_OR_OTHER", label: "Egen medfinansiering", minor: 25_000_000n },
  ],
  areas: null,
  financing: null,
  priorityArea: null,
  recommendedBy: null,
  beneficiary: null,
  beneficiaryPostcode: null,
  partners: null,
  targets: null,
};

const sheetE = `project info
Start date: 1 January 2017
End date: 30 September 2019
funding
Fund: European Social Fund (ESF)
Total budget: 1 200 000,50 €
EU contribution: 516 000,00 € (43%)
programme
Programming period: 2014-2020
Managing authority: Styrelsen, Afdeling for udvikling

Youth on the Move
`;

const factsE: SheetFacts = {
  ...factsD,
  title: "Youth on the Move",
  slug: "youth-on-the-move",
  layout: "E",
  startsOn: "2017-01-01" as SheetFacts["startsOn"],
  endsOn: "2019-09-30" as SheetFacts["endsOn"],
  currency: "EUR",
  eligibleTotalMinor: 120_000_050n,
  parts: [{ source: "ESF", label: "EU contribution", minor: 51_600_000n }],
  financing: ["European Social Fund (ESF)"],
};

const factsF: SheetFacts = {
  ...factsE,
  title: "Youth on the Move",
  layout: "F",
  startsOn: "2019-05-20" as SheetFacts["startsOn"],
  endsOn: "2020-12-31" as SheetFacts["endsOn"],
  eligibleTotalMinor: 20_400_000n,
  parts: [],
  financing: null,
};

const sheetF = "Youth on the Move\n€204k\n2019-05-20 → 2020-12-31";

describe("readSheet of an operator's own page or an English one", () => {
  test.for([
    { case: "layout D", sheet: sheetD, facts: factsD },
    { case: "layout E", sheet: sheetE, facts: factsE },
    { case: "layout F", sheet: sheetF, facts: factsF },
  ])("reads $case", ({ sheet, facts: expected }) => {
    expect(facts(sheet)).toEqual(expected);
  });

  test("adds up a budget that states no total", () => {
    const sheet = "Øens Skole\n\nDen Europæiske Socialfond - Kr. 4.000.000,50\n\nEgen medfinansiering – 250.000\n";
    expect(facts(sheet)).toEqual({
      ...factsD,
      title: "Øens Skole",
      slug: "oeens-skole",
      startsOn: null,
      endsOn: null,
      eligibleTotalMinor: 425_000_050n,
      eligibleTotalDerived: true,
      parts: [
        { source: "ESF", label: "Den Europæiske Socialfond", minor: 400_000_050n },
        { source: "OWN_OR_OTHER", label: "Egen medfinansiering", minor: 25_000_000n },
      ],
    });
  });

  test.for([
    {
      case: "upper-case heads",
      sheet: sheetD.replace("Projektperiode: ", "PROJEKTPERIODE\n").replace("Budget og økonomi", "FINANSIERING"),
    },
    { case: "amounts below their labels", sheet: sheetD.replace(/: ([kK]r|250)/g, ":\n$1") },
    {
      case: "text between title and budget",
      sheet: sheetD.replace("\n\n", "\n\nProjektet får 43 mio. kr. i alt.\n\nTelefon: 12345678\n\n"),
    },
    { case: "a blank line inside the title", sheet: sheetD.replace("II\n", "II\n\n") },
    { case: "a payer in a heading", sheet: sheetD.replace("Budget og økonomi", "Socialfonden Plus 2021-2027") },
    { case: "no dividers", sheet: sheetD.replace("Egen medfinansiering:", "Egen medfinansiering") },
  ])("reads layout D with $case", ({ sheet }) => {
    expect(facts(sheet)).toEqual(factsD);
  });

  test.for([
    { case: "the title first", sheet: `Youth on the Move\n\n${sheetE.replace("\nYouth on the Move\n", "")}` },
    { case: "no blank line before the title", sheet: sheetE.replace("\n\n", "\n") },
    {
      case: "spaces that do not break",
      sheet: sheetE.replace(/(\d) (?=\d{3}[ ,])/g, "$1\u202f").replaceAll(" €", "\u00a0€"),
    },
  ])("reads layout E with $case", ({ sheet }) => {
    expect(facts(sheet)).toEqual(factsE);
  });

  test("reads labels in layout F, and lets rounding be rounding", () => {
    const sheet = "Youth on the Move\nTotal budget: €1.2m\nEU contribution: €510k (43%)\n2019-05-20 → 2020-12-31";
    const parts = [{ source: "ESF", label: "EU contribution", minor: 51_000_000n }];
    expect(facts(sheet)).toEqual({ ...factsF, eligibleTotalMinor: 120_000_000n, parts });
  });
});
