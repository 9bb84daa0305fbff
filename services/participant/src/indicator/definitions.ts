/** What this service counts: every indicator with the version and the words of its definition. Pure. */
import { definitionIn, type IndicatorCatalogue, versionIn } from "@inclusion/kernel";
import { CO_DEFINITIONS } from "./definitions-of-outputs.ts";
import { PROGRAMME_DEFINITIONS, RECORD_DEFINITIONS } from "./definitions-of-records.ts";
import { CR_DEFINITIONS } from "./definitions-of-results.ts";
import { STAGE_DEFINITIONS } from "./definitions-of-stages.ts";
import { DIVISIONS } from "./divisions.ts";
import type { ExclusionReason, ParticipantIndicator } from "./indicator.ts";

/** By code, in the order in which they are answered when nobody names any. */
export const DEFINITIONS = {
  ...PROGRAMME_DEFINITIONS,
  ...RECORD_DEFINITIONS,
  ...CO_DEFINITIONS,
  ...CR_DEFINITIONS,
  ...STAGE_DEFINITIONS,
} as const satisfies Readonly<Record<string, ParticipantIndicator>>;

/** Codes of this service's indicators. */
export type IndicatorCode = keyof typeof DEFINITIONS;

export const INDICATOR_CODES = Object.keys(DEFINITIONS) as readonly IndicatorCode[];

/** All that is counted of participations. */
export const CATALOGUE: IndicatorCatalogue<ExclusionReason> = {
  schema: "participant",
  definitions: DEFINITIONS,
  divisions: DIVISIONS,
  publishedElsewhere: new Set(),
  rowScope: "participations:read",
  sensitiveScope: "sensitive:read",
};

/** The definition of a code; null for a code that this service does not count. */
export function definitionOf(code: string): ParticipantIndicator | null {
  return definitionIn(CATALOGUE, code);
}

/** The version by which a code is counted now. @throws Error for a code that is not counted here */
export function versionOf(code: string): number {
  return versionIn(CATALOGUE, code);
}
