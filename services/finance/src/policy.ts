/** Who may do what in this service. Rows are the database's matter, fields the schema's; actions are decided here. */
import { holdsScope, type Viewer } from "@inclusion/kernel";
import { Fault } from "@inclusion/kernel/runtime";

const SIMULATE = [["simulations:write"]] as const;

/** Actions and the scopes that allow them. */
const ACTIONS = {
  "simulation:create": SIMULATE,
  "simulation:change": SIMULATE,
  "simulation:run": SIMULATE,
  "simulation:freeze": SIMULATE,
  "job:cancel": SIMULATE,
  "municipalDecision:record": [["decisions:write"]],
} as const satisfies Readonly<Record<string, readonly (readonly string[])[]>>;

export type Action = keyof typeof ACTIONS;

/** Whether the viewer may do it. */
export function isAllowed(viewer: Viewer, action: Action): boolean {
  return holdsScope(viewer, ACTIONS[action]);
}

/** @throws Fault FORBIDDEN_FIELD when the viewer may not */
export function authorize(viewer: Viewer, action: Action): void {
  if (isAllowed(viewer, action)) return;
  throw new Fault("FORBIDDEN_FIELD", `This token may not do ${action}.`, {
    requiredScopes: ACTIONS[action],
    yourScopes: viewer.scopes,
  });
}
