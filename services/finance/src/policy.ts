/** Who may do what in this service. Rows are the database's matter, fields the schema's; actions are decided here. */
import { type Actions, policyOf } from "@inclusion/kernel/runtime";

const SIMULATE = [["simulations:write"]] as const;

/** Actions and the scopes that allow them. Whoever audits a claim or verifies an outcome needs a scope of its own. */
const ACTIONS = {
  "grant:adjust": [["claims:write"]],
  "costLine:record": [["costs:write"]],
  "costLine:correct": [["costs:write"]],
  "costLine:withdraw": [["costs:write"]],
  "costClaim:open": [["claims:write"]],
  "costClaim:addLine": [["claims:write"]],
  "costClaim:removeLine": [["claims:write"]],
  "costClaim:lock": [["claims:write"]],
  "costClaim:audit": [["claims:audit"]],
  "costClaim:submit": [["claims:write"]],
  "costClaim:query": [["claims:write"]],
  "costClaim:reply": [["claims:write"]],
  "costClaim:decide": [["claims:write"]],
  "costClaim:pay": [["payments:write"]],
  "costClaim:correct": [["claims:write"]],
  "rateCard:publish": [["rates:write"]],
  "outcome:report": [["outcomes:write"]],
  "outcome:attachEvidence": [["outcomes:write"]],
  "outcome:verify": [["outcomes:verify"]],
  "outcome:reject": [["outcomes:verify"]],
  "outcome:price": [["payments:write"]],
  "outcome:claim": [["payments:write"]],
  "outcome:pay": [["payments:write"]],
  "outcome:refusePayment": [["payments:write"]],
  "outcome:reverse": [["payments:write"]],
  "paymentRun:open": [["payments:write"]],
  "paymentRun:close": [["payments:write"]],
  "simulation:create": SIMULATE,
  "simulation:change": SIMULATE,
  "simulation:run": SIMULATE,
  "simulation:freeze": SIMULATE,
  "job:cancel": SIMULATE,
  "municipalDecision:record": [["decisions:write"]],
} as const satisfies Actions;

export type Action = keyof typeof ACTIONS;

export const { authorize } = policyOf(ACTIONS);
