import { readFileSync } from "node:fs";
import { join } from "node:path";
import { COLUMNS } from "@inclusion/participant/participant-import/columns";
import { readCsv } from "@inclusion/participant/participant-import/csv";
import { FINDINGS } from "@inclusion/participant/participant-import/findings";
import { MUNICIPALITIES } from "@inclusion/participant/participant-import/municipalities";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ROOT } from "../system/settings.ts";

test("records are cut as csv-parse cuts them", () => {
  const cell = fc.oneof(
    fc.stringMatching(/^[a-zæøå ,.-]{1,6}$/),
    fc.stringMatching(/^[a-z";\n, ]{0,6}$/).map((text) => `"${text.replaceAll('"', '""')}"`),
  );
  const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(rows, fc.constantFrom("\n", "\r\n"), (cells, lineEnd) => {
      const text = cells.map((row) => row.join(";")).join(lineEnd);
      const ours = readCsv(text, { delimiter: ";", quote: '"' }).records.map(({ fields }) =>
        fields.map((field) => field.text),
      );
      expect(ours).toEqual(parse(text, { delimiter: ";", record_delimiter: lineEnd }));
    }),
  );
});

test("the importer knows the municipalities of the partnership service, by their names", () => {
  const file = join(ROOT, "services", "partnership", "data", "municipalities.json");
  const known = JSON.parse(readFileSync(file, "utf8")) as readonly { code: string; name: string }[];
  expect([...MUNICIPALITIES]).toEqual(known.map(({ code, name }) => [code, name]));
});

test("the page on imports names every column and every finding as the code has them", () => {
  const page = readFileSync(join(ROOT, "docs", "participant-import.md"), "utf8");
  for (const { da, names } of Object.values(COLUMNS))
    expect(page).toMatch(new RegExp(`^. ${da}(?: .)? . ${names.join(", ")} `, "m"));
  for (const [code, { severity, da, en }] of Object.entries(FINDINGS)) {
    expect(page).toContain(`| \`${code}\` | ${severity.toLowerCase()} | ${da} | ${en} |`);
  }
});
