/**
 * Tables of indicators of which one is part of another, each by one cut: what a reader subtracts in a group, and what
 * hiding it would cost.
 *
 * `node tools/attack/nested-tables.ts` counts both on the seed; see `docs/decisions/0037-numbers-over-time.md`.
 */
import { type Division, hiddenNames, UNLIMITED, withDividedParts } from "@inclusion/kernel";
import { CATALOGUE } from "../../services/participant/src/indicator/definitions.ts";
import { DIVISIONS } from "../../services/participant/src/indicator/divisions.ts";
import { startTestSystem, testFolder } from "../e2e/test-system.ts";
import { type Asking, askingAt } from "./asking.ts";
import { type Caller, signer } from "./callers.ts";
import { PROGRAMME } from "./samples.ts";

const CUTS = [
  ...["MUNICIPALITY", "REGION", "PROGRAMME_AREA", "PARTNERSHIP", "SEX", "AGE_BAND", "BENEFIT", "AXIS"],
  ...["COURSE_KIND", "MENTORED", "START_HALF_YEAR"],
] as const;
const CODES = [...new Set(DIVISIONS.flatMap(({ whole, parts }) => [whole, ...parts]))];
/** Divisions in which a part that is withheld follows from its whole and the other parts. */
const WHOLE = DIVISIONS.filter(({ isComplete }) => isComplete);
const AT_ONCE = 15;
const COUNT = "{ ... on ExactCount { count } ... on SuppressedCount { below } }";

type Table = Readonly<{
  rows: readonly Readonly<{ key: string | null }>[];
  rowTotals: readonly Readonly<{ count?: number }>[];
}>;
/** Counts by indicator and group; null for what is withheld. */
type Counts = ReadonlyMap<string, number | null>;

async function askCut(asking: Asking, caller: Caller, cut: string): Promise<Counts> {
  const counts = new Map<string, number | null>();
  for (let at = 0; at < CODES.length; at += AT_ONCE) {
    const some = CODES.slice(at, at + AT_ONCE);
    const fields = some.map(
      (code, index) => `t${index}: participantTable(input: { indicator: "${code}", rows: ${cut} }) {
        rows { key } rowTotals ${COUNT} }`,
    );
    const { data, errors } = await asking.ask(caller, `{ programme(slug: "${PROGRAMME}") { ${fields.join(" ")} } }`);
    if (errors.length > 0) throw new Error(JSON.stringify(errors).slice(0, 500));
    const { programme } = data as { programme: Record<string, Table> };
    for (const [index, code] of some.entries()) {
      const { rows, rowTotals } = programme[`t${index}`] as Table;
      rows.forEach(({ key }, row) => void counts.set(nameOf(code, key), rowTotals[row]?.count ?? null));
    }
  }
  return counts;
}

function nameOf(code: string, group: string | null): string {
  return `${code} of ${group}`;
}

function groupsOf(truth: Counts): readonly string[] {
  return [...new Set([...truth.keys()].map((name) => name.slice(name.indexOf(" of ") + 4)))];
}

function divisionsIn(groups: readonly string[], divisions: readonly Division[]): readonly Division[] {
  return groups.flatMap((group) =>
    withDividedParts(divisions).map(({ whole, parts, isComplete }) => ({
      ...{ whole: nameOf(whole, group), parts: parts.map((part) => nameOf(part, group)), isComplete },
    })),
  );
}

/** Numbers that a reader subtracts in a group: what is left of a whole that is told, or a part that is withheld. */
function subtracted(truth: Counts, told: Counts, among: readonly Division[]): readonly string[] {
  const few = divisionsIn(groupsOf(truth), among).flatMap(({ whole, parts, isComplete }) => {
    if (told.get(whole) == null) return [];
    const hidden = parts.filter((part) => (truth.get(part) ?? 0) > 0 && told.get(part) == null);
    const left = parts.reduce((rest, part) => rest - (told.get(part) ?? 0), truth.get(whole) ?? 0);
    if (left <= 0 || left > 4) return [];
    if (hidden.length === 0) return isComplete ? [] : [`${whole} less ${parts.join(", ")} is ${left}`];
    return hidden.length === 1 && isComplete ? [`${hidden[0]} is ${left}`] : [];
  });
  return [...new Set(few)];
}

/** What would be withheld that is told, if the numbers of each group hid each other as figures do. */
function remedy(truth: Counts, told: Counts, among: readonly Division[]): readonly string[] {
  const numbers = new Map([...truth].map(([name, count]) => [name, count ?? 0]));
  const untold = new Set(
    [...truth].flatMap(([name, count]) => ((count ?? 0) > 0 && told.get(name) == null ? [name] : [])),
  );
  const groups = groupsOf(truth);
  const sums = CODES.map((code) => ({
    whole: code,
    parts: groups.map((group) => nameOf(code, group)),
    isComplete: true,
  }));
  for (const { whole, parts } of sums)
    numbers.set(
      whole,
      parts.reduce((sum, part) => sum + (numbers.get(part) ?? 0), 0),
    );
  const divisions = [...sums, ...divisionsIn(groups, among)];
  const hidden = hiddenNames(numbers, divisions, new Set(CODES), untold);
  return [...hidden].filter((name) => !untold.has(name) && (told.get(name) ?? 0) > 0);
}

if (import.meta.main) {
  const folder = testFolder();
  try {
    const system = await startTestSystem({ dataDir: folder.dataDir, form: "together", seed: "programme" });
    try {
      const asking = askingAt(system.url);
      const sign = await signer(folder.dataDir);
      const open = { name: "seer", scopes: ["indicators:read", CATALOGUE.rowScope, CATALOGUE.sensitiveScope] };
      const seer = await sign({ ...open, limits: UNLIMITED });
      const reader = await sign({ name: "reader", scopes: ["indicators:read"], limits: UNLIMITED });
      for (const cut of CUTS) {
        const [truth, told] = [await askCut(asking, seer, cut), await askCut(asking, reader, cut)];
        const shown = [...told.values()].filter((count) => count !== null && count > 0).length;
        console.log(`${cut}: ${shown} numbers told`);
        for (const [name, among] of [
          ["all divisions", DIVISIONS],
          ["parts that are the whole", WHOLE],
        ] as const) {
          const [few, more] = [subtracted(truth, told, among), remedy(truth, told, among)];
          console.log(`  ${name}: ${few.length} few subtracted; hiding them withholds ${more.length}`);
          if (among === WHOLE) console.log(`    ${more.join("; ")}`);
        }
      }
    } finally {
      await system.stop();
    }
  } finally {
    folder.remove();
  }
}
