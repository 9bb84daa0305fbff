/** What this service counts: every indicator with the version and the words of its definition. Pure. */
import { invariant } from "@inclusion/kernel";
import { CO_DEFINITIONS } from "./definitions-of-outputs.ts";
import { PROGRAMME_DEFINITIONS, RECORD_DEFINITIONS } from "./definitions-of-records.ts";
import { CR_DEFINITIONS } from "./definitions-of-results.ts";
import { STAGE_DEFINITIONS } from "./definitions-of-stages.ts";
import type { IndicatorDefinition } from "./indicator.ts";

/** By code, in the order in which they are answered when nobody names any. */
export const DEFINITIONS = {
  ...PROGRAMME_DEFINITIONS,
  ...RECORD_DEFINITIONS,
  ...CO_DEFINITIONS,
  ...CR_DEFINITIONS,
  ...STAGE_DEFINITIONS,
} as const satisfies Readonly<Record<string, IndicatorDefinition>>;

/** Codes of this service's indicators. */
export type IndicatorCode = keyof typeof DEFINITIONS;

export const INDICATOR_CODES = Object.keys(DEFINITIONS) as readonly IndicatorCode[];

/** The definition of a code; null for a code that this service does not count. */
export function definitionOf(code: string): IndicatorDefinition | null {
  return Object.hasOwn(DEFINITIONS, code) ? DEFINITIONS[code as IndicatorCode] : null;
}

/** The version by which a code is counted now. @throws Error for a code that is not counted here */
export function versionOf(code: string): number {
  const definition = definitionOf(code);
  invariant(definition !== null, `${code} is an indicator of participants`);
  return definition.version;
}
