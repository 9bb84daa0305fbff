/** Who may do what in this service. Rows are the database's matter, fields the schema's; actions are decided here. */
import { type Actions, policyOf } from "@inclusion/kernel/runtime";

const COURSES = [["courses:write"]] as const;
const APPLICATIONS = [["applications:write"]] as const;
const REVIEWS = [["reviews:write"]] as const;
const OPENINGS = [["openings:write"]] as const;
const PLACES = [["places:write"]] as const;

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
  "jobOpening:draft": OPENINGS,
  "jobOpening:change": OPENINGS,
  "jobOpening:publish": OPENINGS,
  "jobOpening:close": OPENINGS,
  "jobOpening:fill": OPENINGS,
  "jobOpening:breakOff": OPENINGS,
  "trainingPlace:establish": PLACES,
  "trainingPlace:book": PLACES,
  "trainingPlace:free": PLACES,
  "trainingPlace:withdraw": PLACES,
  "ordinaryHire:record": PLACES,
  "ordinaryHire:withdraw": PLACES,
  "inclusiveWorkplace:establish": PLACES,
  "inclusiveWorkplace:retain": PLACES,
  "inclusiveWorkplace:lose": PLACES,
  "employerReadiness:record": PLACES,
} as const satisfies Actions;

export type Action = keyof typeof ACTIONS;

export const { authorize } = policyOf(ACTIONS);
