/** Assumptions and scenarios as a person writes them, checked. Pure. */
import { fraction, type Refusal } from "@inclusion/kernel";
import { parseRatio, rounded, times } from "../exact/fraction.ts";
import type { FinanceRefusalCode } from "../refusals.ts";
import {
  type Assumption,
  type AssumptionKey,
  DEFAULT_ASSUMPTIONS,
  MILLION,
  MONTH_KEYS,
  type Scenario,
  type SourceKind,
} from "./simulation-inputs.ts";

/** An assumption as it is written: ratios, or whole months. */
export type AssumptionTerms = Readonly<{
  key: AssumptionKey;
  low: string;
  mid: string;
  high: string;
  sourceKind: SourceKind;
  source: string;
}>;

/** A scenario as it is written. */
export type ScenarioTerms = Readonly<{
  name: string;
  changes: readonly Readonly<{ key: AssumptionKey; value: string }>[];
}>;

type Checked<Value> = Readonly<{ value: Value; problems: readonly Refusal<FinanceRefusalCode>[] }>;

const LARGEST_FACTOR = 10 * MILLION;
const MOST_MONTHS = 120;
const TAKEN_NAMES = ["worst", "mid", "best"];

/** What may be written for an assumption, in words. */
function rangeOf(key: AssumptionKey): string {
  if (MONTH_KEYS.has(key)) return "whole months from 0 to 120";
  return key.endsWith("_FACTOR") ? "a factor from 0 to 10, as 1.1" : "a share from 0 to 1, as 0.18";
}

/** A value in the unit of its assumption: millionths, or months; null when it is out of range. */
export function readValue(key: AssumptionKey, text: string): number | null {
  if (MONTH_KEYS.has(key)) {
    const months = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
    return months <= MOST_MONTHS ? months : null;
  }
  const ratio = parseRatio(text);
  if (ratio === null) return null;
  const value = Number(rounded(times(ratio, fraction(MILLION))));
  return value >= 0 && value <= (key.endsWith("_FACTOR") ? LARGEST_FACTOR : MILLION) ? value : null;
}

/** The value as it is written: `0.18`, or `12`. */
export function textOfValue(key: AssumptionKey, value: number): string {
  return MONTH_KEYS.has(key) ? String(value) : millionthsText(value);
}

/** Millionths as a decimal without needless zeros: `0.18`. */
export function millionthsText(value: number): string {
  const digits = String(value).padStart(7, "0");
  const decimals = digits.slice(-6).replace(/0+$/, "");
  return `${digits.slice(0, -6)}${decimals === "" ? "" : `.${decimals}`}`;
}

/** Our own assumptions with those that were given in their place. */
export function checkAssumptions(given: readonly AssumptionTerms[]): Checked<readonly Assumption[]> {
  const checked = given.map((terms, index) => assumptionOf(terms, index, given));
  const own = new Map(checked.map(({ value }) => [value.key, value]));
  return {
    value: DEFAULT_ASSUMPTIONS.map((assumption) => own.get(assumption.key) ?? assumption),
    problems: checked.flatMap(({ problems }) => problems),
  };
}

function assumptionOf(terms: AssumptionTerms, index: number, given: readonly AssumptionTerms[]): Checked<Assumption> {
  const { key, sourceKind, source } = terms;
  const field = (name: string): readonly string[] => ["terms", "assumptions", String(index), name];
  const problems: Refusal<FinanceRefusalCode>[] = [];
  const [low, mid, high] = (["low", "mid", "high"] as const).map((end) => {
    const value = readValue(key, terms[end]);
    if (value === null)
      problems.push({ code: "ASSUMPTION_INVALID", message: `${key} is ${rangeOf(key)}.`, field: field(end) });
    return value ?? 0;
  }) as [number, number, number];
  if (problems.length === 0 && !(low <= mid && mid <= high)) {
    problems.push({
      code: "ASSUMPTION_INVALID",
      message: `${key}: low is not above mid, nor mid above high.`,
      field: field("mid"),
    });
  }
  if (given.findIndex((other) => other.key === key) !== index) {
    problems.push({ code: "ASSUMPTION_INVALID", message: `${key} is named twice.`, field: field("key") });
  }
  if (source.trim() === "") {
    problems.push({ code: "SOURCE_MISSING", message: `Say where ${key} is from.`, field: field("source") });
  }
  return { value: { key, low, mid, high, sourceKind, source: source.trim() }, problems };
}

/** Scenarios beside those that every simulation has. */
export function checkScenarios(given: readonly ScenarioTerms[]): Checked<readonly Scenario[]> {
  const problems: Refusal<FinanceRefusalCode>[] = [];
  const value = given.map(({ name, changes }, index): Scenario => {
    const at = ["terms", "scenarios", String(index)];
    const isTaken = TAKEN_NAMES.includes(name) || given.findIndex((other) => other.name === name) !== index;
    if (name.trim() === "" || isTaken) {
      problems.push({
        code: "SCENARIO_INVALID",
        message: "A scenario has a name that no other one has.",
        field: [...at, "name"],
      });
    }
    return {
      name,
      changes: changes.map(({ key, value: text }, change) => {
        const changed = readValue(key, text);
        if (changed === null) {
          const field = [...at, "changes", String(change), "value"];
          problems.push({ code: "SCENARIO_INVALID", message: `${key} is ${rangeOf(key)}.`, field });
        }
        return { key, value: changed ?? 0 };
      }),
    };
  });
  return { value, problems };
}
