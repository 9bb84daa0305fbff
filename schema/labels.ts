/** What the values of the graph's enums are called, in Danish and English; read once. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { SCHEMA_FOLDER } from "./index.ts";

/** An enum with what its values are called, in the order of the schema. */
export type EnumLabels = Readonly<{
  name: string;
  values: readonly Readonly<{ value: string; label: Readonly<{ da: string; en: string }> }>[];
}>;

/** Enum -> value -> Danish and English. */
const LabelFile = z.record(z.string(), z.record(z.string(), z.tuple([z.string(), z.string()])));

/** Enum -> value -> Danish and English. */
export type LabelFile = z.infer<typeof LabelFile>;

/** The labels that are written by hand, below `schema/`. */
export const LABEL_FILE = "labels.json";

/** The labels of refusal codes, below `schema/`: printed from the services' catalogues. */
export const REFUSAL_LABEL_FILE = "refusal-labels.json";

let known: readonly EnumLabels[] | undefined;

/** Every enum of the graph, in order of name. */
export function enumLabels(): readonly EnumLabels[] {
  known ??= inOrder({ ...readLabels(LABEL_FILE), ...readLabels(REFUSAL_LABEL_FILE) });
  return known;
}

/** The enums of refusal codes, in order of name. */
export function refusalLabels(): readonly EnumLabels[] {
  return inOrder(readLabels(REFUSAL_LABEL_FILE));
}

function inOrder(labels: LabelFile): readonly EnumLabels[] {
  return Object.entries(labels)
    .map(([name, values]) => ({
      name,
      values: Object.entries(values).map(([value, [da, en]]) => ({ value, label: { da, en } })),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function readLabels(file: string): LabelFile {
  return LabelFile.parse(JSON.parse(readFileSync(join(SCHEMA_FOLDER, file), "utf8")));
}
