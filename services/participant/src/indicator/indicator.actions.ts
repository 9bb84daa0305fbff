/** What every question about an indicator asks first: whether there is such a one, and whether it is for the viewer. */
import type { Viewer } from "@inclusion/kernel";
import { Fault } from "@inclusion/kernel/runtime";
import { definitionOf, INDICATOR_CODES } from "./definitions.ts";
import { seesExactly, sightOf } from "./figure.ts";
import type { IndicatorDefinition } from "./indicator.ts";

/** @throws Fault BAD_USER_INPUT for a code that is not counted here */
export function definitionNamed(code: string): IndicatorDefinition {
  const definition = definitionOf(code);
  if (definition !== null) return definition;
  throw new Fault("BAD_USER_INPUT", `This code is not counted here: ask for some of ${INDICATOR_CODES.join(", ")}.`, {
    reason: "INDICATOR_UNKNOWN",
  });
}

/** Whether the viewer gets the numbers of an indicator as they are. */
export function isOpenTo(viewer: Viewer, code: string): boolean {
  return seesExactly(sightOf(viewer), code);
}

/** @throws Fault FORBIDDEN_FIELD when the rows behind a sensitive indicator are not for the viewer */
export function requireRows(viewer: Viewer, code: string): void {
  if (isOpenTo(viewer, code)) return;
  throw new Fault("FORBIDDEN_FIELD", `The rows behind ${code} need the scope sensitive:read.`, {
    requiredScopes: [["participations:read", "sensitive:read"]],
    yourScopes: viewer.scopes,
  });
}
