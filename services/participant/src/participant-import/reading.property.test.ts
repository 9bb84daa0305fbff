import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { annotate } from "./annotation.ts";
import { DELIMITERS, readCsv } from "./csv.ts";
import { danishDate } from "./dates.ts";
import { decode, encode } from "./decoding.ts";
import { CONDITIONS, citizen, fileOf, lines, type Style } from "./participant-import.fixture.ts";
import { readImport } from "./reading.ts";

const style: fc.Arbitrary<Style> = fc
  .record({
    delimiter: fc.constantFrom(...DELIMITERS),
    encoding: fc.constantFrom("UTF_8" as const, "WINDOWS_1252" as const),
    bom: fc.boolean(),
    lineEnd: fc.constantFrom("\n", "\r\n", "\r"),
  })
  .map((chosen) => ({ ...chosen, bom: chosen.bom && chosen.encoding === "UTF_8" }));

const day = fc
  .date({ min: new Date("2021-01-04T00:00:00Z"), max: new Date("2021-05-31T00:00:00Z"), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));

const written = (iso: string): fc.Arbitrary<string> => {
  const [year, month, ofMonth] = iso.split("-").map(Number) as [number, number, number];
  return fc.constantFrom(
    iso,
    danishDate(iso as never),
    `${ofMonth}.${month}.${year}`,
    `${ofMonth}/${month}-${year}`,
    `${ofMonth}/${month}/${year}`,
  );
};

const name = fc
  .string({
    unit: fc.constantFrom(..."ABCÆØÅéü abcæøå-'".split(""), ",", ";", '"', "\n"),
    minLength: 1,
    maxLength: 30,
  })
  .filter((text) => /^[A-ZÆØÅa-zæøå].*\S$/s.test(text) && !/Ã/.test(text));

const row = fc.record({ name, startedOn: day, halfHours: fc.integer({ min: 1, max: 74 }), comma: fc.boolean() });

describe("readImport", () => {
  test("reads valid rows alike in every encoding, delimiter, line end and style of dates", () => {
    const file = fc.record({
      style,
      rows: fc.array(
        row.chain((each) => written(each.startedOn).map((text) => ({ ...each, text }))),
        { minLength: 1, maxLength: 5 },
      ),
    });
    fc.assert(
      fc.property(file, ({ style: chosen, rows }) => {
        const citizens = rows.map(({ name: navn, text, halfHours, comma }, index) => ({
          ...citizen(index + 1),
          navn,
          startdato: text,
          slutdato: "31-12-2021",
          "timer pr. uge": String(halfHours / 2).replace(".", comma ? "," : "."),
        }));
        const read = readImport(fileOf(citizens, chosen), CONDITIONS);
        expect(read.findings).toEqual([]);
        expect(
          read.rows.map(({ person, course, hoursPerWeek }) => [person.name, course?.startedOn, hoursPerWeek]),
        ).toEqual(rows.map((each) => [each.name, each.startedOn, each.halfHours / 2]));
        expect(read.file?.dialect.delimiter).toBe(chosen.delimiter);
      }),
    );
  });

  test("never throws, whatever it is given, and says only what stands in the file", () => {
    const mixed = fc.array(
      fc.oneof(
        fc.constantFrom(
          "cpr",
          "navn",
          "kommune",
          "henvist",
          "ydelse",
          "\n",
          "\r\n",
          ";",
          ",",
          '"',
          "'",
          "\t",
          "=",
          "sep=;\n",
        ),
        fc.string(),
      ),
      { maxLength: 60 },
    );
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      mixed.map((parts) => new TextEncoder().encode(parts.join(""))),
    );
    fc.assert(
      fc.property(bytes, (content) => {
        const { file, findings, rows, rowCount } = readImport(content, CONDITIONS);
        expect(rows.length).toBeLessThanOrEqual(rowCount);
        const text = file?.decoded.text ?? "";
        const lineCount = text.split(/\r\n|\r|\n/).length;
        for (const { line } of findings) expect(line >= 1 && line <= lineCount).toBe(true);
        if (file !== null) expect(annotate(file, findings).length).toBeGreaterThan(content.length);
      }),
      { numRuns: 300 },
    );
  });
});

test("cells come out of a file as they went in", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "ø", ";", ",", "\t", '"', "\n", "\r", " ") });
  const cells = fc.array(fc.array(text, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(cells, fc.constantFrom(...DELIMITERS), (rows, delimiter) => {
      const { records, unclosed } = readCsv(lines(rows, delimiter).join("\n"), { delimiter, quote: '"' });
      expect(unclosed).toBeNull();
      expect(records.map(({ fields }) => fields.map((field) => field.text))).toEqual(rows);
    }),
  );
});

test("bytes of text come back as they were", () => {
  fc.assert(
    fc.property(fc.uint8Array({ min: 32, max: 255 }), (bytes) => {
      const decoded = decode(bytes);
      if (decoded !== null) expect(encode(decoded.text, decoded.encoding, decoded.bom)).toEqual(bytes);
    }),
  );
});
