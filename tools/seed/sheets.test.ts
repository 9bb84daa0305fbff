import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readSheet, type SheetFacts } from "@inclusion/partnership/sheet/sheet";
import { expect, test } from "vitest";
import { listSheets } from "./sheets.ts";

const sheets = listSheets();

function factsOf(text: string): SheetFacts {
  const read = readSheet(text);
  if (!read.ok) throw new Error(JSON.stringify(read.refusals));
  return read.value;
}

test("lists every sheet of the folder once", () => {
  const files = readdirSync(join(import.meta.dirname, "sheets")).sort();
  expect(sheets.map(({ file }) => file)).toEqual(files);
});

test.each(sheets.map((sheet) => [sheet.file, sheet] as const))("reads %s", (_, { text, source }) => {
  expect(factsOf(text).slug).not.toBe("");
  expect(text).not.toMatch(/^#/m);
  expect(source).toMatch(/^[a-z.]+\/\S+$/);
});

test("reads the eleven targets of the growth partnerships", () => {
  const sheet = sheets.find(({ file }) => file === "social-inklusion-gennem-vaekstpartnerskaber.txt");
  const targets = factsOf(sheet?.text ?? "").targets ?? [];
  expect(Object.fromEntries(targets.map(({ code, target }) => [code, target]))).toEqual({
    "3B.1": 148,
    "3B.2": 110,
    "3B.3": 72,
    "3B.4": 11,
    ACC_COMPANIES: 18,
    ACC_GROWTH: 18,
    TRAINING_PLACES: 90,
    ORDINARY_HIRES: 36,
    CASES_PUBLISHED: 18,
    OTHER_ACTOR_GROWTH: 12,
    MUNICIPALITIES: 12,
  });
});
