/** Who may do what in this service. Rows are the database's matter, fields the schema's; actions are decided here. */
import { type Actions, policyOf } from "@inclusion/kernel/runtime";

const PARTNERSHIPS = [["partnerships:write"]] as const;
const SIGNING = [["partnerships:sign"]] as const;
const DECIDING = [["anchoring:decide"]] as const;
const DEMAND = [["demand:write"]] as const;
const INITIATIVES = [["initiatives:write"]] as const;
const METHODS = [["methods:write"]] as const;

/** Actions and the scopes that allow them. */
const ACTIONS = {
  "programme:importSheet": [["sheets:import"]],
  "partnership:draft": PARTNERSHIPS,
  "partnership:writeAgreement": PARTNERSHIPS,
  "partnership:propose": PARTNERSHIPS,
  "partnership:revise": PARTNERSHIPS,
  "partnership:activate": PARTNERSHIPS,
  "partnership:replaceParty": PARTNERSHIPS,
  "partnership:recordLeave": PARTNERSHIPS,
  "partnership:anchor": PARTNERSHIPS,
  "partnership:terminate": PARTNERSHIPS,
  "partnership:close": PARTNERSHIPS,
  "partnershipCase:write": PARTNERSHIPS,
  "partnershipCase:publish": PARTNERSHIPS,
  "partnershipCase:unpublish": PARTNERSHIPS,
  "commitment:make": PARTNERSHIPS,
  "commitment:change": PARTNERSHIPS,
  "anchoring:propose": PARTNERSHIPS,
  "anchoring:run": PARTNERSHIPS,
  "partnership:sign": SIGNING,
  "partnershipCase:approve": SIGNING,
  "anchoring:decide": DECIDING,
  "tender:record": DEMAND,
  "tender:addClause": DEMAND,
  "tender:explain": DEMAND,
  "tender:award": DEMAND,
  "tender:cancel": DEMAND,
  "tender:reportDelivery": DEMAND,
  "tender:correctDelivery": DEMAND,
  "tender:recordHires": DEMAND,
  "purchase:record": DEMAND,
  "purchase:correct": DEMAND,
  "buyerSurvey:record": DEMAND,
  "demandActivity:record": DEMAND,
  "initiative:register": INITIATIVES,
  "initiative:explore": INITIATIVES,
  "initiative:design": INITIATIVES,
  "initiative:pilot": INITIATIVES,
  "initiative:establish": INITIATIVES,
  "initiative:drop": INITIATIVES,
  "method:begin": METHODS,
  "method:writeVersion": METHODS,
  "method:addEvidence": METHODS,
  "method:testVersion": METHODS,
  "method:adoptVersion": METHODS,
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
} as const satisfies Actions;

export type Action = keyof typeof ACTIONS;

export const { isAllowed, authorize } = policyOf(ACTIONS);
