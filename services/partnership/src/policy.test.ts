import { viewerWith } from "@inclusion/kernel/testing";
import { describe, expect, test } from "vitest";
import { type Action, authorize, isAllowed } from "./policy.ts";

const SCOPES: Readonly<Partial<Record<Action, string>>> = {
  "partnership:draft": "partnerships:write",
  "partnership:sign": "partnerships:sign",
  "partnershipCase:approve": "partnerships:sign",
  "partnershipCase:publish": "partnerships:write",
  "commitment:make": "partnerships:write",
  "anchoring:propose": "partnerships:write",
  "anchoring:decide": "anchoring:decide",
  "tender:award": "demand:write",
  "purchase:record": "demand:write",
  "buyerSurvey:record": "demand:write",
  "demandActivity:record": "demand:write",
  "initiative:establish": "initiatives:write",
  "method:adoptVersion": "methods:write",
};

describe("authorize", () => {
  test.for(Object.entries(SCOPES) as readonly (readonly [Action, string])[])("%s needs %s", ([action, scope]) => {
    const all = new Set(Object.values(SCOPES));
    expect(isAllowed(viewerWith(scope), action)).toBe(true);
    const without = viewerWith(...[...all].filter((each) => each !== scope));
    expect(isAllowed(without, action)).toBe(false);
    expect(() => authorize(without, action)).toThrow("may not");
  });
});
