/** Who may do what in this service. Rows are the database's matter, fields the schema's; actions are decided here. */
import { holdsScope, type Viewer } from "@inclusion/kernel";
import { Fault } from "@inclusion/kernel/runtime";

/** Actions and the scopes that allow them. */
const ACTIONS = {
  "programme:importSheet": [["sheets:import"]],
  "organisation:register": [["organisations:write"]],
  "organisation:correct": [["organisations:write"]],
  "organisation:merge": [["organisations:write"]],
  "rsv:register": [["rsv:write"]],
  "rsv:check": [["rsv:write"]],
  "rsv:deregister": [["rsv:write"]],
  "listing:draft": [["listings:write"]],
  "listing:correct": [["listings:write"]],
  "listing:submit": [["listings:write"]],
  "listing:publish": [["listings:publish"]],
  "listing:remove": [["listings:write"]],
  "listing:markStale": [["listings:publish"]],
  "programme:draft": [["programmes:write"]],
  "programme:grant": [["programmes:write"]],
  "programme:start": [["programmes:write"]],
  "programme:extend": [["programmes:write"]],
  "programme:windUp": [["programmes:write"]],
  "programme:close": [["programmes:write"]],
  "programme:archive": [["programmes:write"]],
  "programme:place": [["programmes:write"]],
  "statement:record": [["programmes:write"]],
  "target:set": [["programmes:write"]],
  "setting:set": [["programmes:write"]],
  "publishedResult:record": [["programmes:write"]],
  "evaluation:register": [["programmes:write"]],
  "evaluation:correct": [["programmes:write"]],
  "evaluation:publish": [["programmes:write"]],
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
