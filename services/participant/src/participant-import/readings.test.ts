import { describe, expect, test } from "vitest";
import { columnNamed } from "./columns.ts";
import { dialectOf, readCsv } from "./csv.ts";
import { readDate } from "./dates.ts";
import { decode, encode } from "./decoding.ts";
import { harmless, isFormula } from "./formula.ts";
import { masked } from "./masking.ts";
import { MUNICIPALITIES, MUNICIPALITY_NAMES, municipalityCodeOf } from "./municipalities.ts";
import { editDistance, suggestionFor, termNamed } from "./terms.ts";
import { BENEFIT, COURSE, EDUCATION, LABOUR_STATUS, SEX, WORK_FORM } from "./vocabulary.ts";

describe("readDate", () => {
  test.for([
    { text: "01-02-2021", day: "2021-02-01" },
    { text: "1.2.2021", day: "2021-02-01" },
    { text: "1/2-2021", day: "2021-02-01" },
    { text: "01/02/2021", day: "2021-02-01" },
    { text: "2021-02-01", day: "2021-02-01" },
    { text: "2021-02-01 00:00:00", day: "2021-02-01" },
    { text: "1. februar 2021", day: "2021-02-01" },
    { text: "1. maj 2021", day: "2021-05-01" },
  ])("reads $text", ({ text, day }) => {
    expect(readDate(text)).toEqual({ ok: true, day });
  });

  test.for([
    { text: "31.02.2021", code: "DATE_INVALID", suggestion: "28.02.2021" },
    { text: "31.02.2020", code: "DATE_INVALID", suggestion: "29.02.2020" },
    { text: "31/4-2021", code: "DATE_INVALID", suggestion: "30/04-2021" },
    { text: "2021-06-31", code: "DATE_INVALID", suggestion: "2021-06-30" },
    { text: "02/13/2021", code: "DATE_INVALID", suggestion: "13/02/2021" },
    { text: "45-01-2021", code: "DATE_INVALID", suggestion: null },
    { text: "31. juni 2021", code: "DATE_INVALID", suggestion: "30. juni 2021" },
    { text: "1-2-21", code: "DATE_UNREADABLE", suggestion: "1-2-2021" },
    { text: "44228", code: "DATE_UNREADABLE", suggestion: "01-02-2021" },
    { text: "2021-02-01 13:30", code: "DATE_UNREADABLE", suggestion: null },
    { text: "01-02-0021", code: "DATE_UNREADABLE", suggestion: null },
    { text: "i går", code: "DATE_UNREADABLE", suggestion: null },
  ])("says of $text that it is no day", ({ text, code, suggestion }) => {
    expect(readDate(text)).toEqual({ ok: false, code, suggestion });
  });
});

describe("closed lists", () => {
  test.for([
    { list: BENEFIT, word: "Kontanthjælp (aktivitetsparat)", value: "CASH_ACTIVITY_READY" },
    { list: BENEFIT, word: "SICKNESS", value: "SICKNESS" },
    { list: BENEFIT, word: "kontanthjælp", value: null },
    { list: SEX, word: "K", value: "F" },
    { list: SEX, word: "Mand", value: "M" },
    { list: EDUCATION, word: "ISCED 3", value: "ISCED_3" },
    { list: EDUCATION, word: "8", value: "ISCED_8" },
    { list: EDUCATION, word: "9", value: null },
    { list: LABOUR_STATUS, word: "Uden for arbejdsstyrken", value: "INACTIVE" },
    { list: WORK_FORM, word: "løntilskud", value: "WAGE_SUBSIDY" },
    { list: COURSE, word: "Fast-track efterværn", value: "FAST_TRACK_AFTERCARE" },
  ])("have $value for $word", ({ list, word, value }) => {
    expect(termNamed(list as typeof BENEFIT, word)).toBe(value);
  });

  test.for([
    { word: "Kontanhjælp, jobparat", suggestion: "kontanthjælp, jobparat" },
    { word: "sygedagepnge", suggestion: "sygedagpenge" },
    { word: "Kontanthjælp", suggestion: "kontanthjælp, jobparat / kontanthjælp, aktivitetsparat" },
    { word: "xyz", suggestion: null },
    { word: "a", suggestion: null },
  ])("suggest $suggestion for $word", ({ word, suggestion }) => {
    expect(suggestionFor(BENEFIT, word)).toBe(suggestion);
  });

  test.for([
    ["kitten", "sitting", 3],
    ["ab", "ba", 1],
    ["abc", "abc", 0],
    ["abcdef", "uvwxyz", 4],
  ] as const)("%s and %s are %i apart, or farther than is looked", ([a, b, distance]) => {
    expect(editDistance(a, b, 4)).toBe(distance);
  });
});

describe("municipalityCodeOf", () => {
  test.for([
    { text: "0751", code: "0751" },
    { text: "751", code: "0751" },
    { text: "Aarhus", code: "0751" },
    { text: "Århus Kommune", code: "0751" },
    { text: "Københavns Kommune", code: "0101" },
    { text: "Bornholms Regionskommune", code: "0400" },
    { text: "høje taastrup", code: "0169" },
    { text: "Nordfyns Kommune", code: "0480" },
    { text: "0411", code: null },
    { text: "411", code: null },
    { text: "Christiansø", code: null },
    { text: "", code: null },
  ])("of $text is $code", ({ text, code }) => {
    expect(municipalityCodeOf(text)).toBe(code);
  });

  test("knows all 98 and suggests the one that was meant", () => {
    expect(MUNICIPALITIES.size).toBe(98);
    expect(suggestionFor(MUNICIPALITY_NAMES, "Købenahvn")).toBe("København");
    expect(suggestionFor(MUNICIPALITY_NAMES, "Christiansø")).toBeNull();
  });
});

describe("decode", () => {
  const text = "Øster Åby; “æøå” – 12 €";
  test.for([
    { encoding: "UTF_8", bom: false },
    { encoding: "UTF_8", bom: true },
    { encoding: "WINDOWS_1252", bom: false },
  ] as const)("recognises $encoding, mark $bom, and gives it back", ({ encoding, bom }) => {
    const bytes = encode(text, encoding, bom);
    expect(decode(bytes)).toEqual({ text, encoding, bom });
  });

  test("keeps every byte, also those that mean nothing, and takes no workbook for text", () => {
    const bytes = Uint8Array.from({ length: 128 }, (_, index) => index + 128);
    const read = decode(bytes);
    expect(read && encode(read.text, read.encoding, read.bom)).toEqual(bytes);
    expect(decode(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]))).toBeNull();
    expect(decode(Buffer.from("\ufeffcpr;navn", "utf16le"))).toBeNull();
  });
});

describe("readCsv", () => {
  const semicolons = { delimiter: ";", quote: '"' } as const;
  const cells = (text: string) =>
    readCsv(text, semicolons).records.map(({ fields }) => fields.map((field) => field.text));

  test.for([
    {
      text: "a;b\nc;d",
      is: [
        ["a", "b"],
        ["c", "d"],
      ],
    },
    {
      text: "a;b\r\nc;\r\n",
      is: [
        ["a", "b"],
        ["c", ""],
      ],
    },
    { text: 'a;"b;c"', is: [["a", "b;c"]] },
    { text: '"a ""b""";c', is: [['a "b"', "c"]] },
    { text: "a\n\n\nb", is: [["a"], ["b"]] },
    { text: 'a"b;c', is: [['a"b', "c"]] },
    { text: '"a"x;c', is: [["ax", "c"]] },
    { text: "", is: [] },
  ])("cuts $text", ({ text, is }) => {
    expect(cells(text)).toEqual(is);
  });

  test("counts the lines of the file, also within a cell", () => {
    const { records } = readCsv('a;b\r\n"1\r\n2";c\r\nd;e', semicolons);
    expect(records.map(({ line, fields }) => [line, ...fields.map((field) => field.line)])).toEqual([
      [1, 1, 1],
      [2, 2, 3],
      [4, 4, 4],
    ]);
  });

  test("says where a quote begins that never ends", () => {
    expect(readCsv('a;b\n"c;d\ne', semicolons).unclosed).toBe(2);
  });

  test.for([
    { line: "cpr;navn;kommune", delimiter: ";", quote: '"' },
    { line: '"cpr","navn, fulde","kommune"', delimiter: ",", quote: '"' },
    { line: "cpr\tnavn, fulde\tkommune", delimiter: "\t", quote: '"' },
    { line: "'cpr';'navn'", delimiter: ";", quote: "'" },
    { line: "cpr", delimiter: ";", quote: '"' },
  ])("sees the marks of $line", ({ line, delimiter, quote }) => {
    expect(dialectOf(line)).toEqual({ delimiter, quote });
  });
});

test.for([
  ["Personnummer", "cpr"],
  ["CPR-nr.", "cpr"],
  ["Fødselsdato", "birthDate"],
  ["FOEDSELSDATO", "birthDate"],
  ["Timer pr. uge", "hoursPerWeek"],
  ["start date", "startedOn"],
  ["kommunekode", "municipality"],
  ["bemærkninger", null],
] as const)("a column %s is %s", ([header, key]) => {
  expect(columnNamed(header)).toBe(key);
});

test.for([
  { text: "=1+1", is: true },
  { text: "@SUM(A1)", is: true },
  { text: "+45 12345678", is: false },
  { text: "-", is: false },
  { text: "-18,5", is: false },
  { text: "-cmd|' /C calc'!A0", is: true },
  { text: "+cmd", is: true },
  { text: "\uff1d1+1", is: true },
  { text: "\n=1+1", is: true },
  { text: "Bo = Ib", is: false },
])("whether $text is a formula: $is", ({ text, is }) => {
  expect(isFormula(text)).toBe(is);
  expect(isFormula(harmless(text))).toBe(false);
});

test.for([
  { column: "cpr", text: "640580-1234", is: "••••••-••••" },
  { column: "name", text: "Anna Lise Opdigtet", is: "A• L• O•" },
  { column: "municipality", text: "Anna 640580-1234", is: "Anna ••••••-••••" },
  { column: "referredOn", text: "31.02.2021", is: "31.02.2021" },
  { column: null, text: "Anna", is: "A•" },
] as const)("of $column $text shows $is", ({ column, text, is }) => {
  expect(masked(column, text)).toBe(is);
});
