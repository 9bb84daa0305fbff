import { describe, expect, test } from "vitest";
import { annotate } from "./annotation.ts";
import { decode } from "./decoding.ts";
import { CONDITIONS, citizen, fileOf, HEADERS, lines, testCpr, USUAL_STYLE } from "./participant-import.fixture.ts";
import { type Reading, readImport } from "./reading.ts";

const read = (text: string, conditions = CONDITIONS): Reading => readImport(new TextEncoder().encode(text), conditions);
const said = ({ findings }: Reading) => findings.map(({ line, column, code }) => [line, column, code]);
const row = (number: number, cells: object = {}) => {
  const all: Readonly<Record<string, string>> = { ...citizen(number), ...cells };
  return lines([HEADERS.map((name) => all[name] ?? "")], ";")[0];
};
const file = (...rows: readonly unknown[]) => [HEADERS.join(";"), ...rows].join("\n");

describe("a file as a whole", () => {
  test.for([
    { text: "", is: [[1, null, "FILE_EMPTY"]] },
    { text: ";;;\n", is: [[1, null, "FILE_EMPTY"]] },
    { text: "PK\u0003\u0004", is: [[1, null, "FILE_NOT_TEXT"]] },
    { text: HEADERS.join(";"), is: [[1, null, "ROWS_MISSING"]] },
    {
      text: "navn;kommune;kommune\nx;Aarhus;Odense",
      is: [
        [1, "fødselsdato", "COLUMN_MISSING"],
        [1, "køn", "COLUMN_MISSING"],
        [1, "henvist", "COLUMN_MISSING"],
        [1, "ydelse", "COLUMN_MISSING"],
        [1, "kommune", "COLUMN_REPEATED"],
      ],
    },
    { text: `${file()};noter\n${row(1)};x`, is: [[1, "noter", "COLUMN_UNKNOWN"]] },
    {
      text: file(row(1)?.replace("Opdigtet", '"Opdigtet')),
      is: [
        [2, null, "FIELDS_MISSING"],
        [2, null, "QUOTE_UNCLOSED"],
      ],
    },
    { text: `sep=;\n${file(row(1, { køn: "x" }))}`, is: [[3, "køn", "SEX_UNKNOWN"]] },
  ])("$is", ({ text, is }) => {
    const found = said(read(text));
    expect(found).toEqual(expect.arrayContaining(is));
    expect(found.length).toBeGreaterThanOrEqual(is.length);
  });

  test("that is too large, or has too many rows, is not read", () => {
    expect(said(readImport(new Uint8Array(8_000_001).fill(97), CONDITIONS))).toEqual([[1, null, "FILE_TOO_LARGE"]]);
    expect(said(read(`a\n${"x\n".repeat(20_001)}`))).toEqual([[20_002, null, "ROWS_TOO_MANY"]]);
  });
});

describe("rows", () => {
  test("of one citizen are noted at the second, by number or by name and day of birth", () => {
    const nameless = { cpr: "", sagsnummer: "" };
    const found = said(read(file(row(1), row(2), row(1), row(3, nameless), row(3, nameless))));
    expect(found.filter(([, , code]) => code === "ROW_REPEATED")).toEqual([
      [4, "cpr", "ROW_REPEATED"],
      [6, "navn", "ROW_REPEATED"],
    ]);
  });

  test("without the facts at entry are referred, with a warning; without a start, without one", () => {
    const { rows, findings } = read(file(row(1, { uddannelse: "" }), row(2, { startdato: "", slutdato: "" })));
    expect(findings.map(({ line, code, severity }) => [line, code, severity])).toEqual([
      [2, "ENTRY_FACTS_INCOMPLETE", "WARNING"],
    ]);
    expect(rows.map(({ course }) => course)).toEqual([null, null]);
  });

  test("without a number or a name say that nobody is named", () => {
    const found = said(read(file(row(1, { cpr: "" }), row(2, { navn: "" }))));
    expect(found).toEqual([
      [2, "cpr", "IDENTITY_NOT_KEPT"],
      [3, "navn", "IDENTITY_NOT_KEPT"],
    ]);
  });

  test("of another municipality than the importer's are refused one by one", () => {
    const conditions = { ...CONDITIONS, municipalities: new Set(["0751"]) };
    const found = read(file(row(1, { kommune: "Odense" }), row(2, { kommune: "Aarhus" })), conditions);
    expect(said(found)).toEqual([[2, "kommune", "MUNICIPALITY_NOT_YOURS"]]);
    expect(found.rows).toHaveLength(1);
  });

  test("say what they mean", () => {
    const [only] = read(file(row(1, { "timer pr. uge": "18,5", slutdato: "25-04-2021" }))).rows;
    expect(only).toMatchObject({
      line: 2,
      municipalityCode: "0461",
      referredOn: "2021-01-04",
      benefit: "CASH_ACTIVITY_READY",
      labourStatus: "LONG_TERM_UNEMPLOYED",
      education: "ISCED_2",
      course: { kind: "ENTRY", startedOn: "2021-02-01", plannedWeeks: 12 },
      workForm: "WORK_TRIAL",
      hoursPerWeek: 18.5,
      person: { cpr: testCpr(1).replace("-", ""), sex: "F" },
    });
  });
});

describe("the returned file", () => {
  const returned = (bytes: Uint8Array) => {
    const { file: opened, findings } = readImport(bytes, CONDITIONS);
    if (opened === null) throw new Error("The file was not opened.");
    return decode(annotate(opened, findings));
  };

  test("is the user's own with two columns more, in its own encoding", () => {
    const style = { ...USUAL_STYLE, encoding: "WINDOWS_1252" } as const;
    const rows = [citizen(1), { ...citizen(2), henvist: "31.11.2020", navn: 'Bo "Ib"; Å' }];
    const before = decode(fileOf(rows, style))?.text.split("\r\n") ?? [];
    const after = returned(fileOf(rows, style));
    expect(after?.encoding).toBe("WINDOWS_1252");
    expect(after?.text.split("\r\n")).toEqual([
      `${before[0]};fejl_kode;fejl_tekst`,
      `${before[1]};;`,
      `${before[2]};DATE_INVALID;henvist: 31.11.2020 findes ikke. Forslag: 30.11.2020.`,
      "",
    ]);
  });

  test("may be mended and sent again: its two columns are replaced, not doubled", () => {
    const first = returned(fileOf([{ ...citizen(1), køn: "x" }]))?.text ?? "";
    const second = readImport(new TextEncoder().encode(first.replace(";x;", ";;")), CONDITIONS);
    expect(second.findings).toEqual([]);
    expect(second.file && decode(annotate(second.file, []))?.text.split("\r\n")[0]).toBe(first.split("\r\n")[0]);
  });

  test("runs nothing in a spreadsheet", () => {
    const rows = [{ ...citizen(1), navn: "=HYPERLINK(A1)", sagsnummer: "@x;y" }];
    const { findings } = readImport(fileOf(rows), CONDITIONS);
    expect(findings.map(({ code }) => code)).toEqual(["TEXT_FORMULA", "TEXT_FORMULA"]);
    expect(returned(fileOf(rows))?.text).toContain(`;'=HYPERLINK(A1);`);
    expect(returned(fileOf(rows))?.text).toContain(`;"'@x;y";`);
  });
});
