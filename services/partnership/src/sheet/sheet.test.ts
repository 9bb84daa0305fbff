import { describe, expect, test } from "vitest";
import { readSheet, type SheetFacts } from "./sheet.ts";

/** The facts of `text`, or its refusals where it should have been read. */
const facts = (text: string): unknown => {
  const read = readSheet(text);
  return read.ok ? read.value : read.refusals;
};

const sheetA = ` Håb & arbejde på Øen

Info om indsatsen

 • Startdato

  01.02.2021
 • Slutdato

  31.01.2024
 • Samlede støtteberettigede projektudgifter (kr.)

  12.000.500
 • EU-støtte til projektet (kr.)

  6.000.000
 • Decentrale erhvervsfremmemidler (kr.)

  1.250.000
 • Geografi

  Sjælland, Fyn, Bornholm
 • Finansiering

  Socialfonden, Decentrale erhvervsfremmemidler
 • Indsatsområde

  Kvalificeret arbejdskraft og social inklusion
 • Støttemodtagerens navn

  HUSET, Center for Nye Veje
`;

const factsA: SheetFacts = {
  title: "Håb & arbejde på Øen",
  slug: "haab-arbejde-paa-oeen",
  layout: "A",
  startsOn: "2021-02-01" as SheetFacts["startsOn"],
  endsOn: "2024-01-31" as SheetFacts["endsOn"],
  currency: "DKK",
  eligibleTotalMinor: 1_200_050_000n,
  eligibleTotalDerived: false,
  parts: [
    { source: "ESF", label: "EU-støtte til projektet (kr.)", minor: 600_000_000n },
    {
      source: "DECENTRALISED_BUSINESS_PROMOTION",
      label: "Decentrale erhvervsfremmemidler (kr.)",
      minor: 125_000_000n,
    },
  ],
  areas: ["SJAELLAND", "FYN", "BORNHOLM"],
  financing: ["Socialfonden", "Decentrale erhvervsfremmemidler"],
  priorityArea: "Kvalificeret arbejdskraft og social inklusion",
  recommendedBy: null,
  beneficiary: "HUSET, Center for Nye Veje",
  beneficiaryPostcode: null,
  partners: null,
  targets: null,
};

const sheetB = sheetA
  .replace("Info om indsatsen", "Projektinformation")
  .replace(
    / • Decentrale[^•]*• Geografi[^•]*• Finansiering[^•]*• Indsatsområde\n\n[^\n]*\n/,
    " • Indstillet af\n\n  Vækstforum Øst\n • Fond og indsatsområde\n\n  Socialfonden, Inklusion via. udd. og job\n",
  )
  .concat(
    " • Støttemodtagers lokalisering (DK-postnummer)\n\n  4000\n • Partnere\n\n  Skolen & Værkstedet\n  Broen, en forening\n",
  );

const factsB: SheetFacts = {
  ...factsA,
  layout: "B",
  parts: factsA.parts.slice(0, 1),
  areas: null,
  financing: ["Socialfonden"],
  priorityArea: "Inklusion via. udd. og job",
  recommendedBy: "Vækstforum Øst",
  beneficiaryPostcode: "4000",
  partners: ["Skolen & Værkstedet", "Broen, en forening"],
};

const sheetC = `Håb & arbejde på Øen

Startdato: 01.02.2021

Slutdato: 31.01.2024

Samlede støtteberettigede projektudgifter (kr.): 12.000.500

EU-støtte til projektet (kr.): 6.000.000

Region: Sjælland

Fond og indsatsområde: Socialfonden, Inklusion via. udd. og job

Kontaktinformation og partnere

  • Støttemodtagerens navn: HUSET, Center for Nye Veje
  • Støttemodtagers lokalisering (DK-postnummer): 4000
  • Partnere: Køge Skole & Broen, en forening
`;

const factsC: SheetFacts = {
  ...factsB,
  layout: "C",
  areas: ["SJAELLAND"],
  recommendedBy: null,
  partners: ["Køge Skole", "Broen, en forening"],
};

const oneLine = sheetA.replace(/ • (.*)\n\n {2}(.*)/g, "$1: $2");
const [heading = "", ...labels] = sheetA.split(" • ");
const backwards =
  heading +
  labels
    .toReversed()
    .map((label) => ` • ${label}`)
    .join("");

describe("readSheet", () => {
  test.for([
    { case: "layout A", sheet: sheetA, facts: factsA },
    { case: "layout B", sheet: sheetB, facts: factsB },
    { case: "layout C", sheet: sheetC, facts: factsC },
  ])("reads $case", ({ sheet, facts: expected }) => {
    expect(facts(sheet)).toEqual(expected);
  });

  test.for([
    { case: "without indentation and bullets", sheet: sheetA.replace(/^[ •]+/gm, "") },
    { case: "with tabs for indentation", sheet: sheetA.replace(/^ +/gm, "\t\t") },
    { case: "with hyphens for bullets", sheet: sheetA.replaceAll("•", "-") },
    { case: "with a bullet before every line", sheet: sheetA.replace(/^ {2}(?=\S)/gm, " · ") },
    { case: "without blank lines", sheet: sheetA.replace(/\n\n+/g, "\n") },
    { case: "with more blank lines", sheet: sheetA.replaceAll("\n", "\n \n\n") },
    { case: "with CRLF", sheet: sheetA.replaceAll("\n", "\r\n") },
    { case: "with a BOM and spaces that do not break", sheet: `\ufeff${sheetA.replaceAll(" ", "\u00a0")}` },
    { case: "with decomposed letters", sheet: sheetA.normalize("NFD") },
    { case: "with label and value on one line", sheet: oneLine },
    { case: "as a table", sheet: oneLine.replaceAll(": ", "\t") },
    { case: "without (kr.)", sheet: sheetA.replaceAll(" (kr.)", ""), plain: true },
    { case: "with a wrapped list", sheet: sheetA.replace("Sjælland, Fyn", "Sjælland,\n  Fyn") },
    { case: "with a wrapped name", sheet: sheetA.replace("Center for", "Center\n  for") },
    {
      case: "with a label that is not known",
      sheet: sheetA.replace(" • Geografi", " • Journalnummer\n\n  X-12\n • Geografi"),
    },
    {
      case: "with the copier's notes",
      sheet: `# read today\n${sheetA.replace("Info om", "# Startdato: 1.1.1999\nInfo om")}# - 40 hires`,
    },
    { case: "with a value stated twice", sheet: `${sheetA} • Startdato\n\n  01.02.2021\n` },
  ])("reads one page alike $case", ({ sheet, plain }) => {
    const parts = plain
      ? factsA.parts.map((part) => ({ ...part, label: part.label.replace(" (kr.)", "") }))
      : factsA.parts;
    expect(facts(sheet)).toEqual({ ...factsA, parts });
  });

  test("reads labels in any order and keeps the order of the parts", () => {
    expect(facts(backwards)).toEqual({ ...factsA, parts: factsA.parts.toReversed() });
  });

  test.for([
    {
      case: "a fund that has the name of a label",
      from: "Socialfonden, Decentrale",
      to: "Decentrale",
      change: { financing: ["Decentrale erhvervsfremmemidler"] },
    },
    { case: "a title over two lines", from: "arbejde på", to: "arbejde\n på", change: {} },
    {
      case: "a label that is missing as not stated",
      from: / • EU-støtte[^•]*/,
      to: "",
      change: { parts: factsA.parts.slice(1) },
    },
    { case: "days and months of one digit", from: "01.02.2021", to: "1.2.2021", change: {} },
    { case: "a day in words", from: "31.01.2024", to: "31. januar 2024", change: {} },
  ])("reads $case", ({ from, to, change }) => {
    expect(facts(sheetA.replace(from, to))).toEqual({ ...factsA, ...change });
  });

  test("takes no label out of the prose, and nothing after its end", () => {
    const prose =
      "Projektbeskrivelse\n\nStartdato: 01.01.1999\n\nGeografi\n\nUndervejs.\n\nSe slutevaluering af projektet\n\nHent PDF";
    expect(facts(`${sheetA}${prose}`)).toEqual(factsA);
    expect(facts(`${sheetA}Projektresumé\nFinansiering: 5 mio. kr.\nHent PDF\nSlutdato: 1.1.1999`)).toEqual(factsA);
    expect(facts(`${sheetA}Hent PDF\nSlutdato: 1.1.1999`)).toEqual(factsA);
  });

  test.for([
    { case: "without blank lines", sheet: sheetC.replace(/\n\n+/g, "\n") },
    { case: "with values below their labels", sheet: sheetC.replaceAll(": ", "\n\n   ") },
  ])("reads layout C $case", ({ sheet }) => {
    expect(facts(sheet)).toEqual(factsC);
  });
});
