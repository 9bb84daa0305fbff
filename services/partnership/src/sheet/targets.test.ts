import { describe, expect, test } from "vitest";
import { linesOf } from "./lines.ts";
import { targetsOf } from "./targets.ts";

/** The targets of `prose` as "code number", in order. */
const targets = (prose: string) =>
  targetsOf(linesOf(prose)).targets?.map(({ code, target }) => `${code} ${target}`) ?? null;

describe("targetsOf", () => {
  test.for([
    { case: "the number before a mark", prose: "60 borgere begynder (ref. indikator 3B.1)", says: ["3B.1 60"] },
    {
      case: "the number after a mark",
      prose: "Indikator 3B.2: 1.100 unge\nIndikator 3B.3: 7",
      says: ["3B.2 1100", "3B.3 7"],
    },
    {
      case: "two marks in a line",
      prose: "60 begynder (indikator 3B.1), 40 bliver (indikator 3B.2)",
      says: ["3B.1 60", "3B.2 40"],
    },
    {
      case: "persons among other numbers",
      prose: "Fra 12 kommuner kommer 60 udsatte borgere (indikator 3B.1)",
      says: ["3B.1 60"],
    },
    {
      case: "the sentence of the mark",
      prose: "Der er 4 partnere. 60 begynder (ref. indikator 3B.1).",
      says: ["3B.1 60"],
    },
    { case: "a wrapped line", prose: "60 borgere\nbegynder (ref. indikator\n3B.1)", says: ["3B.1 60"] },
    { case: "no year", prose: "I 2022 begynder 60 (indikator 3B.1)", says: ["3B.1 60"] },
    {
      case: "firms in the accelerator",
      prose: "9 socialøkonomiske virksomheder deltager i et acceleratorforløb.",
      says: ["ACC_COMPANIES 9"],
    },
    { case: "growth of firms", prose: "• Vækst hos de 9 virksomheder", says: ["ACC_GROWTH 9"] },
    { case: "places", prose: "1.090 uddannelses- og praktikpladser etableres", says: ["TRAINING_PLACES 1090"] },
    { case: "ordinary hires", prose: "5 ordinære ledige ansættes", says: ["ORDINARY_HIRES 5"] },
    { case: "cases", prose: "8 cases med vækstpartnerskaber mellem parterne", says: ["CASES_PUBLISHED 8"] },
    {
      case: "other actors",
      prose: "6 socialøkonomiske (én i hver kommune) anden aktører oplever vækst",
      says: ["OTHER_ACTOR_GROWTH 6"],
    },
    { case: "municipalities", prose: "6 kommunerne er udvalgt. Flere følger.", says: ["MUNICIPALITIES 6"] },
    {
      case: "the order of the page",
      prose: "6 kommuner er udvalgt\n\n5 borgere (indikator 3B.4)",
      says: ["MUNICIPALITIES 6", "3B.4 5"],
    },
    {
      case: "a target twice, alike",
      prose: "5 borgere (indikator 3B.4)\n\n5 i job (indikator 3B.4)",
      says: ["3B.4 5"],
    },
  ])("reads $case", ({ prose, says }) => {
    expect(targets(prose)).toEqual(says);
  });

  test.for([
    { case: "other numbers", prose: "Projektet har 12 partnere, 40 møder og 550 borgere i 7 kommuner." },
    { case: "a mark without a number", prose: "Flere borgere i job (indikator 3B.3)" },
    { case: "a range", prose: "50-60 borgere begynder (indikator 3B.1)" },
    { case: "a percentage", prose: "50 % af borgerne kommer i job (indikator 3B.3)" },
    { case: "a choice between two numbers", prose: "40 møder og 12 kurser (indikator 3B.1)" },
    { case: "an indicator of another programme", prose: "60 borgere (indikator 3B.12)" },
    { case: "an axis", prose: "Akse 3b1 – borgere i job" },
  ])("does not take $case for a target", ({ prose }) => {
    expect(targets(prose)).toBeNull();
  });

  test("refuses two numbers for one target", () => {
    expect(targetsOf(linesOf("5 borgere (indikator 3B.4)\n\n6 borgere (indikator 3B.4)")).refusals).toEqual([
      { code: "LABEL_REPEATED", message: 'Keep the right one of 6 here and 5 in line 1 for "3B.4".', line: 3 },
    ]);
  });
});
