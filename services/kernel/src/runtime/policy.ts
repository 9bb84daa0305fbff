import { holdsScope, type Viewer } from "../pure/index.ts";
import { Fault } from "./errors.ts";

/** Actions and the scopes that allow them: whoever holds one whole list may. */
export type Actions = Readonly<Record<string, readonly (readonly string[])[]>>;

/** Who may do what, by a service's table of actions. */
export function policyOf<Table extends Actions>(actions: Table) {
  type Action = keyof Table & string;
  const isAllowed = (viewer: Viewer, action: Action): boolean => holdsScope(viewer, actions[action] ?? []);
  return {
    /** Whether the viewer may do it. */
    isAllowed,
    /** @throws Fault FORBIDDEN_FIELD when the viewer may not */
    authorize: (viewer: Viewer, action: Action): void => {
      if (isAllowed(viewer, action)) return;
      throw new Fault("FORBIDDEN_FIELD", `This token may not do ${action}.`, {
        requiredScopes: actions[action],
        yourScopes: viewer.scopes,
      });
    },
  };
}
