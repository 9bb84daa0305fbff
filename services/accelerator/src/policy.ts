/** Who may do what in this service. Rows are the database's matter, fields the schema's; actions are decided here. */
import { holdsScope, type Viewer } from "@inclusion/kernel";
import { Fault } from "@inclusion/kernel/runtime";

const COURSES = [["courses:write"]] as const;
const APPLICATIONS = [["applications:write"]] as const;
const REVIEWS = [["reviews:write"]] as const;

/** Actions and the scopes that allow them. */
const ACTIONS = {
  "call:open": COURSES,
  "call:amend": COURSES,
  "application:submit": APPLICATIONS,
  "application:withdraw": APPLICATIONS,
  "application:accept": COURSES,
  "application:reject": COURSES,
  "review:declareConflict": REVIEWS,
  "review:score": REVIEWS,
  "dueDiligence:start": COURSES,
  "dueDiligence:record": COURSES,
  "course:joinPartnership": COURSES,
  "course:diagnose": COURSES,
  "course:graduate": COURSES,
  "course:exit": COURSES,
  "course:measure": COURSES,
  "growthPlan:write": COURSES,
  "growthPlan:approve": COURSES,
  "goal:measure": COURSES,
  "milestone:plan": COURSES,
  "milestone:complete": COURSES,
  "session:hold": COURSES,
  "attendance:record": COURSES,
  "advisory:record": COURSES,
  "advisory:correct": COURSES,
  "snapshot:record": COURSES,
  "snapshot:correct": COURSES,
  "growthRule:set": COURSES,
  "otherActor:measure": COURSES,
  "otherActor:void": COURSES,
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
