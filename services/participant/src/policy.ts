/** Who may do what in this service. Rows are the database's matter, fields the schema's; actions are decided here. */
import { type Actions, policyOf } from "@inclusion/kernel/runtime";

const WRITE = [["participations:write"]] as const;
const IMPORT = [["participations:read", "participations:write", "identity:write"]] as const;

/** Actions and the scopes that allow them. */
const ACTIONS = {
  "participation:refer": WRITE,
  "participation:admitAlumnus": WRITE,
  "participation:screen": WRITE,
  "participation:offerPlace": WRITE,
  "participation:enrol": WRITE,
  "participation:complete": WRITE,
  "participation:dropOut": WRITE,
  "participation:leave": WRITE,
  "participation:close": WRITE,
  "participation:correct": WRITE,
  "entryFacts:record": WRITE,
  "sensitiveFacts:record": [["sensitive:write"]],
  "placement:start": WRITE,
  "placement:end": WRITE,
  "placement:correct": WRITE,
  "employment:start": WRITE,
  "employment:end": WRITE,
  "employment:keep": WRITE,
  "employment:correct": WRITE,
  "course:correct": WRITE,
  "exit:correct": WRITE,
  "followUp:record": WRITE,
  "aftercare:start": WRITE,
  "activity:record": WRITE,
  "activity:correct": WRITE,
  "activity:withdraw": WRITE,
  "companyContact:record": WRITE,
  "readiness:state": WRITE,
  "readiness:withdraw": WRITE,
  "match:propose": WRITE,
  "match:accept": WRITE,
  "match:decline": WRITE,
  "match:hire": WRITE,
  "measurement:record": WRITE,
  "measurement:correct": WRITE,
  "owner:assign": WRITE,
  "owner:end": WRITE,
  "identity:read": [["identity:read"]],
  "identity:readCpr": [["identity:read", "identity:cpr:read"]],
  "identity:register": [["identity:write"]],
  "identity:correct": [["identity:write"]],
  "participantImport:validate": IMPORT,
  "participantImport:commit": IMPORT,
  "access:exportRequest": [["dpo:export"]],
  "accessRequest:receive": [["dpo:export"]],
  "accessRequest:answer": [["dpo:export"]],
  "emergency:open": [["emergency:open", "participations:read"]],
  "emergency:openByCpr": [["emergency:open", "participations:read", "identity:read"]],
  "emergency:close": [["emergency:open"]],
  "emergency:review": [["emergency:review", "audit:read"]],
  "person:restrict": [["dpo:restrict"]],
  "person:liftRestriction": [["dpo:restrict"]],
  "person:erase": [["dpo:erase"]],
} as const satisfies Actions;

export type Action = keyof typeof ACTIONS;

export const { authorize, isAllowed } = policyOf(ACTIONS);
