/**
 * The names of a sheet: areas, funds, priorities and parties, as the sheet spells them.
 */
import { areaNamed } from "./areas.ts";
import { type Block, textOf, type ValueLine } from "./entries.ts";
import type { SheetFacts, SheetLayout } from "./facts.ts";
import type { Field } from "./labels.ts";
import { quoted, type SheetRefusal } from "./refusals.ts";

export type Names = Pick<
  SheetFacts,
  "areas" | "financing" | "priorityArea" | "recommendedBy" | "beneficiary" | "beneficiaryPostcode" | "partners"
>;

/**
 * Reads every name of a block. A beneficiary is one party, whatever commas its name has.
 *
 * @refuses AREA_UNKNOWN
 */
export function namesOf(
  block: Block,
  layout: SheetLayout,
): Readonly<{ names: Names; refusals: readonly SheetRefusal[] }> {
  const fundAndPriority = textIn(block, "fundAndPriority");
  const [fund, ...priority] = fundAndPriority?.split(/, ?/) ?? [];
  const places = linesIn(block, "areas") ?? [];
  const areas = places.flatMap(({ text, number }) =>
    listed(text).map((name) => ({ name, area: areaNamed(name), number })),
  );
  const funds = linesIn(block, "financing")?.flatMap((line) => listed(line.text));
  const names: Names = {
    areas: places.length === 0 ? null : [...new Set(areas.flatMap(({ area }) => (area === null ? [] : [area])))],
    financing: funds ?? (fund === undefined ? null : [fund]),
    priorityArea: textIn(block, "priorityArea") ?? (priority.length > 0 ? priority.join(", ") : null),
    recommendedBy: textIn(block, "recommendedBy"),
    beneficiary: textIn(block, "beneficiary"),
    beneficiaryPostcode: textIn(block, "beneficiaryPostcode"),
    partners: partnersOf(linesIn(block, "partners"), layout),
  };
  const unknown = areas.filter(({ area }) => area === null);
  return { names, refusals: unknown.map(({ name, number }) => unknownArea(name, number)) };
}

/** Only layout C joins partners with "&"; elsewhere the sign is part of a name. */
function partnersOf(lines: readonly ValueLine[] | null, layout: SheetLayout): readonly string[] | null {
  if (lines === null || layout !== "C") return lines?.map((line) => line.text) ?? null;
  return textOf(lines)
    .split(" & ")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

/** Names between commas; a comma at the end of a line only says that the next line goes on. */
function listed(text: string): readonly string[] {
  return text
    .replace(/,$/, "")
    .split(",")
    .map((name) => name.trim());
}

function linesIn({ entries }: Block, field: Field): readonly ValueLine[] | null {
  return entries.find((entry) => entry.label.field === field && entry.value.length > 0)?.value ?? null;
}

function textIn(block: Block, field: Field): string | null {
  const lines = linesIn(block, field);
  return lines && textOf(lines);
}

function unknownArea(name: string, line: number): SheetRefusal {
  const message = `Write ${quoted(name)} as Nordjylland, Midtjylland, Sydjylland, Fyn, Hovedstaden, Sjælland or Bornholm.`;
  return { code: "AREA_UNKNOWN", message, line };
}
