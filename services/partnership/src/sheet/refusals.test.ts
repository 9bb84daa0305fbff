import { describe, expect, test } from "vitest";
import { SHEET_REFUSALS } from "./refusals.ts";
import { LONGEST_SHEET, readSheet } from "./sheet.ts";

const sheet = (...lines: readonly string[]) => ["Nye Veje", "Info om indsatsen", ...lines].join("\n");
const own = (...lines: readonly string[]) =>
  ["Nye Veje", "Projektperiode: 1. maj 2022 til 2. maj 2022", ...lines].join("\n");
const short = (...lines: readonly string[]) => ["New Ways", ...lines].join("\n");

const starts = "Startdato: 01.02.2021";
const total = "Samlede støtteberettigede projektudgifter (kr.): 1.000";

/** The refusals of `text` as "line code"; empty when it was read. */
const refused = (text: string): readonly string[] => {
  const read = readSheet(text);
  return read.ok ? [] : read.refusals.map(({ line, code }) => `${line} ${code}`);
};

describe("readSheet refuses", () => {
  test.for([
    {
      case: "a text over the limit",
      text: `${sheet(starts)}\n${"x".repeat(LONGEST_SHEET)}`,
      says: ["1 SHEET_TOO_LARGE"],
    },
    { case: "no text", text: "", says: ["1 SHEET_EMPTY"] },
    { case: "nothing but notes and bullets", text: "\ufeff# note\n • \n\t-\n", says: ["1 SHEET_EMPTY"] },
    { case: "a lost letter", text: sheet(starts, "Geografi: Sj\ufffdlland"), says: ["4 TEXT_DAMAGED"] },
    { case: "a control character", text: sheet(`${starts}\0`), says: ["3 TEXT_DAMAGED"] },
    { case: "half a character", text: sheet(`${starts}\ud83d`), says: ["3 TEXT_DAMAGED"] },
    { case: "UTF-8 read as Latin-1", text: sheet(starts, "Geografi: SjÃ¦lland"), says: ["4 TEXT_DAMAGED"] },
    { case: "UTF-8 read as Windows-1252", text: sheet(starts, "â€¢ Geografi: Fyn"), says: ["4 TEXT_DAMAGED"] },
    {
      case: "a deadline",
      text: sheet("Indsatsområde: Turisme", "Ansøgningsfrist", "1. maj 2022 kl. 12"),
      says: ["1 CALL_FOR_APPLICATIONS"],
    },
    {
      case: "a time to apply",
      text: sheet("Ansøgningsperiode: 1. til 2. maj 2022"),
      says: ["1 CALL_FOR_APPLICATIONS"],
    },
    {
      case: "funds in millions without a start",
      text: sheet("Finansiering", "", "Voucher", "", "5,5 mio. kr. fra fonden"),
      says: ["1 CALL_FOR_APPLICATIONS"],
    },
    { case: "a heading without days or amounts", text: sheet("Geografi: Fyn"), says: ["1 SHEET_UNKNOWN_LAYOUT"] },
    {
      case: "a text that is no sheet",
      text: "En avis\n\nHuset koster kr. 1.000.000",
      says: ["1 SHEET_UNKNOWN_LAYOUT"],
    },
    { case: "no title", text: `\nInfo om indsatsen\n${starts}`, says: ["2 TITLE_MISSING"] },
    { case: "a title without a letter", text: `***!\nInfo om indsatsen\n${starts}`, says: ["1 TITLE_MISSING"] },
    { case: "two starts", text: sheet(starts, "Startdato: 02.02.2021"), says: ["4 LABEL_REPEATED"] },
    { case: "two amounts", text: sheet(total, total, total.replace("1.000", "2.000")), says: ["5 LABEL_REPEATED"] },
    {
      case: "two totals under two labels",
      text: own("Budget: kr. 1.000", "I alt: kr. 2.000"),
      says: ["4 LABEL_REPEATED"],
    },
    { case: "a label at the end", text: sheet(starts, "", " • Finansiering"), says: ["5 VALUE_MISSING"] },
    {
      case: "a label before a label",
      text: sheet("Startdato", "Slutdato", "", "01.02.2021"),
      says: ["3 VALUE_MISSING"],
    },
    {
      case: "a label before the prose",
      text: sheet(starts, "Geografi", "Projektbeskrivelse", "Fyn"),
      says: ["4 VALUE_MISSING"],
    },
    {
      case: "an amount label without amount",
      text: sheet("Finansiering: Socialfonden", "Decentrale erhvervsfremmemidler (kr.)", starts),
      says: ["4 VALUE_MISSING"],
    },
    {
      case: "a currency without an amount",
      text: own("Budget: kr. 1.000", "Egen medfinansiering: kr."),
      says: ["4 VALUE_MISSING"],
    },
    {
      case: "a budget that stops at a colon",
      text: own("Budget: kr. 1.000", "Egen medfinansiering:"),
      says: ["4 VALUE_MISSING"],
    },
    { case: "a day that is none", text: sheet("Startdato: 31.02.2020"), says: ["3 DATE_UNREADABLE"] },
    { case: "a day in another form", text: sheet("Slutdato", "", "2020/02/01"), says: ["5 DATE_UNREADABLE"] },
    { case: "a period of years", text: "Nye Veje\nProjektperiode: 2023-2027", says: ["2 DATE_UNREADABLE"] },
    { case: "an arrow to no day", text: short("€204k", "2019-05-20 → 2020-02-31"), says: ["3 DATE_UNREADABLE"] },
    { case: "an end before the start", text: sheet(starts, "Slutdato: 31.01.2021"), says: ["4 DATE_ORDER"] },
    { case: "an area that is a region", text: sheet(starts, "Geografi: Fyn, Syddanmark"), says: ["4 AREA_UNKNOWN"] },
    { case: "an area left out", text: sheet(starts, "Geografi: Fyn,, Sjælland"), says: ["4 AREA_UNKNOWN"] },
    {
      case: "parts over the total",
      text: sheet(total, "EU-støtte til projektet: 600", "Decentrale erhvervsfremmemidler (kr.): 400,01"),
      says: ["5 PARTS_EXCEED_TOTAL"],
    },
    {
      case: "a share that is rounded wrongly",
      text: own("Budget: kr. 1.000", "ERST, 60%: kr. 605,01"),
      says: ["4 PERCENT_MISMATCH"],
    },
    {
      case: "a share of a sum that lacks a part",
      text: own("ESF, 60%: kr. 600", "Region Fyn, 10%: kr. 100"),
      says: ["3 PERCENT_MISMATCH", "4 PERCENT_MISMATCH"],
    },
    { case: "kroner and euro", text: sheet(total, "EU-støtte til projektet: € 600"), says: ["4 CURRENCY_MIXED"] },
    {
      case: "a label in kroner with a value in euro",
      text: sheet("EU-støtte til projektet (kr.): 600 €"),
      says: ["3 CURRENCY_MIXED"],
    },
    {
      case: "everything at once",
      text: sheet("Startdato: 32.01.2020", "Slutdato", "Geografi: Lolland", "EU-støtte til projektet: 12a"),
      says: ["3 DATE_UNREADABLE", "4 VALUE_MISSING", "5 AREA_UNKNOWN", "6 AMOUNT_UNREADABLE"],
    },
  ])("$case", ({ text, says }) => {
    expect(refused(text)).toEqual(says);
  });

  test.for([
    "26.10.298",
    "26,103,298",
    "26.103,298",
    "12a",
    "1.2.3",
    "1.000,123",
    "-5.000",
    "- 5.000",
    "26.103.",
    "26 103 298",
    "026.103",
    "kr.",
    "5 mio. kr.",
    "1".repeat(16),
  ])("the amount %s", (amount) => {
    expect(refused(sheet(starts, " • EU-støtte til projektet", `  ${amount}`))).toEqual([
      amount === "kr." ? "5 VALUE_MISSING" : "5 AMOUNT_UNREADABLE",
    ]);
  });

  test("a hundred reasons at most", () => {
    const read = readSheet(sheet(starts, `Geografi: ${"a,".repeat(90_000)}a`));
    expect(read.ok ? 0 : read.refusals.length).toBe(100);
  });
});

describe("readSheet does not refuse", () => {
  test.for([
    { case: "a text at the limit", text: `${sheet(starts)}\n`.padEnd(LONGEST_SHEET, " ") },
    { case: "damage in the copier's notes", text: sheet(starts, "# Sj\ufffdlland Ã¸") },
    { case: "letters of other languages", text: sheet(starts, "Støttemodtagerens navn: Société São, Łódź") },
    { case: "a call in the prose", text: sheet(starts, "Projektbeskrivelse", "Ansøgningsfrist", "1. maj 2022") },
    { case: "funds in millions of a project that started", text: sheet(starts, "Finansiering: 5 mio. kr. fra fonden") },
    { case: "a value stated twice", text: sheet(starts, starts, total, total) },
    { case: "one day", text: sheet(starts, "Slutdato: 01.02.2021") },
    { case: "29 February of a leap year", text: sheet("Startdato: 29.02.2020") },
    {
      case: "all seven areas in any case",
      text: sheet(
        starts,
        "Geografi: NORDJYLLAND, Midtjylland, sydjylland, Fyn, Hovedstaden, Sjælland, Bornholm.".replace(".", ""),
      ),
    },
    {
      case: "parts that sum to the total",
      text: sheet(total, "EU-støtte til projektet: 600", "Decentrale erhvervsfremmemidler (kr.): 400,00"),
    },
    {
      case: "a share at the edge of its rounding",
      text: own("Budget: kr. 1.000", "ERST, 60%: kr. 595", "Region Fyn (40,5%): kr. 405"),
    },
    {
      case: "euro alone",
      text: short("Start date: 1 May 2016", "Total budget: 5 000 €", "EU contribution: EUR 2 500,5"),
    },
  ])("$case", ({ text }) => {
    expect(refused(text)).toEqual([]);
  });
});

test("every reason has a meaning and a message that is a sentence", () => {
  expect(Object.values(SHEET_REFUSALS).every((meaning) => /^[A-Z].*\.$/.test(meaning))).toBe(true);
  const read = readSheet(sheet("Startdato: 32.01.2020"));
  expect(read).toEqual({
    ok: false,
    refusals: [
      {
        code: "DATE_UNREADABLE",
        message: 'Write "32.01.2020" as days of the calendar, for example 20.10.2020 or 1. september 2023.',
        line: 3,
      },
    ],
  });
});
