import { addDays, localDate } from "@inclusion/kernel";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ProgrammeArea } from "./areas.ts";
import { readSheet } from "./sheet.ts";

const AREA_NAMES = {
  NORDJYLLAND: "Nordjylland",
  MIDTJYLLAND: "Midtjylland",
  SYDJYLLAND: "Sydjylland",
  FYN: "Fyn",
  HOVEDSTADEN: "Hovedstaden",
  SJAELLAND: "Sjælland",
  BORNHOLM: "Bornholm",
} as const satisfies Record<ProgrammeArea, string>;

/** Names of a capital and small letters, so that none is a label or an amount. */
const name = fc.stringMatching(/^[ABCDEÆØÅ][a-zæøå]{2,12}( [a-zæøå]{2,12}){0,3}$/).map((text) => `Xq${text}`);

const programme = fc.record({
  title: name,
  startsOn: fc.integer({ min: 0, max: 9_000 }).map((days) => addDays(localDate("2010-01-01"), days)),
  days: fc.integer({ min: 0, max: 3_000 }),
  euMinor: fc.option(fc.bigInt(0n, 10n ** 12n)),
  decentralMinor: fc.option(fc.bigInt(0n, 10n ** 12n)),
  otherMinor: fc.bigInt(0n, 10n ** 12n),
  areas: fc.option(fc.uniqueArray(fc.constantFrom(...(Object.keys(AREA_NAMES) as ProgrammeArea[])), { minLength: 1 })),
  financing: fc.option(fc.array(name, { minLength: 1, maxLength: 3 })),
  beneficiary: fc.option(fc.tuple(name, name).map((names) => names.join(", "))),
});

/** How one copy of a page writes a label and its value. */
const form = fc.record({
  bullet: fc.constantFrom("", "• ", "· ", "* ", "•\t", "•"),
  indent: fc.constantFrom("", " ", "   ", "\t", "\u00a0\u00a0"),
  between: fc.constantFrom("\n", "\n\n", "\n \n\n", ": ", ":\t", "\t"),
  after: fc.constantFrom("\n", "\n\n", "\n\t\n"),
});

const danishDay = (day: string) => day.split("-").toReversed().join(".");
const danishAmount = (minor: bigint) => {
  const whole = (minor / 100n).toString().replace(/\B(?=(?:\d{3})+$)/g, ".");
  return minor % 100n === 0n ? whole : `${whole},${(minor % 100n).toString().padStart(2, "0")}`;
};

test("reads back the facts of any programme from any copy of layout A", () => {
  fc.assert(
    fc.property(programme, fc.array(form, { minLength: 9, maxLength: 9 }), fc.boolean(), (facts, forms, crlf) => {
      const endsOn = addDays(facts.startsOn, facts.days);
      const totalMinor = (facts.euMinor ?? 0n) + (facts.decentralMinor ?? 0n) + facts.otherMinor;
      const stated: readonly (readonly [string, string | null])[] = [
        ["Startdato", danishDay(facts.startsOn)],
        ["Slutdato", danishDay(endsOn)],
        ["Samlede støtteberettigede projektudgifter (kr.)", danishAmount(totalMinor)],
        ["EU-støtte til projektet (kr.)", facts.euMinor === null ? null : danishAmount(facts.euMinor)],
        [
          "Decentrale erhvervsfremmemidler (kr.)",
          facts.decentralMinor === null ? null : danishAmount(facts.decentralMinor),
        ],
        ["Geografi", facts.areas?.map((area) => AREA_NAMES[area]).join(", ") ?? null],
        ["Finansiering", facts.financing?.join(", ") ?? null],
        ["Støttemodtagerens navn", facts.beneficiary],
      ];
      const written = stated.map(([label, value], index) => {
        const { bullet, indent, between, after } = forms[index] as (typeof forms)[number];
        return value === null ? "" : `${indent}${bullet}${label}${between}${indent}${value}${after}`;
      });
      const text = `${facts.title}\n\nInfo om indsatsen\n${written.join("")}`;
      expect(readSheet(crlf ? text.replaceAll("\n", "\r\n") : text)).toMatchObject({
        ok: true,
        value: {
          title: facts.title,
          layout: "A",
          startsOn: facts.startsOn,
          endsOn,
          eligibleTotalMinor: totalMinor,
          parts: [facts.euMinor, facts.decentralMinor].filter((minor) => minor !== null).map((minor) => ({ minor })),
          areas: facts.areas,
          financing: facts.financing,
          beneficiary: facts.beneficiary,
        },
      });
    }),
    { numRuns: 300 },
  );
});

test("answers any text with facts or with sentences and lines, and never throws", () => {
  const piece = fc.constantFrom(
    "Info om indsatsen",
    "Projektinformation",
    "project info",
    "Startdato",
    "Slutdato",
    "Projektperiode",
    "Geografi",
    "Finansiering",
    "Decentrale erhvervsfremmemidler",
    "EU-støtte til projektet (kr.)",
    "Budget",
    "Partnere",
    "kr. ",
    "€204k",
    "→",
    "2019-05-20",
    "20.10.2020",
    "26.103.298",
    "60%",
    "(",
    ": ",
    " - ",
    "\n",
    "\n\n",
    "\t",
    " • ",
    "#",
    "Projektbeskrivelse",
    "148 borgere",
    "indikator 3B.1",
    "Socialfonden",
    "Fyn",
    "Ø",
  );
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join("")),
  );
  fc.assert(
    fc.property(text, (garbage) => {
      const read = readSheet(garbage);
      const lines = garbage.split(/\r\n|[\n\r\u2028\u2029]/).length;
      return read.ok
        ? read.value.slug !== ""
        : read.refusals.every(({ message, line = 0 }) => message.endsWith(".") && line >= 1 && line <= lines);
    }),
    { numRuns: 2_000 },
  );
});

test.for([
  " ",
  "\t",
  "\n",
  "• ",
  "- ",
  "1",
  ".",
  "1.",
  "1 ",
  "1%",
  "€1",
  "kr. ",
  ":",
  "a\t",
  "5 indikator 3B.1 ",
  "18 socialøkonomiske virksomheder deltager ",
  "a\u0301\u0323",
])("reads 200,000 characters of %j in no time", (piece) => {
  const many = piece.repeat(Math.floor(199_000 / piece.length));
  const before = performance.now();
  for (const start of [
    "",
    "T\nInfo om indsatsen\nStartdato: 1.1.2020\nGeografi\n",
    "T\nBudget: kr. 1.000\nEgen: ",
    "T\nInfo om indsatsen\nStartdato: 1.1.2020\nProjektbeskrivelse\n",
  ]) {
    readSheet(`${start}${many}x`);
  }
  expect(performance.now() - before).toBeLessThan(5_000);
});
