import { expect, test } from "vitest";
import { checkRefusalTests } from "./refusal-tests.ts";
import { repositoryWith } from "./temporary-repository.fixture.ts";

const good = {
  "services/finance/src/claim/refusals.ts":
    'export const CLAIM_REFUSALS = { CLAIM_EMPTY: "It claims nothing.", CONFLICT: "It was changed." };',
  "services/finance/src/claim/claim.ts": 'export const refusals = [{ code: "CLAIM_EMPTY" }];',
  "services/finance/src/claim/claim.test.ts": 'expect(codes).toEqual(["CLAIM_EMPTY", "CONFLICT"]);',
};

test.for([
  { case: "codes that are given and tested", files: {}, problems: [] },
  {
    case: "a code that only a comment gives",
    files: { "services/finance/src/claim/claim.ts": "/** @refuses CLAIM_EMPTY */\n// CLAIM_EMPTY\n" },
    problems: ["services/finance/src/claim/refusals.ts: CLAIM_EMPTY is never given."],
  },
  {
    case: "a code that another service's test names",
    files: {
      "services/finance/src/claim/claim.test.ts": '["CONFLICT", "CLAIM_EMPTY_TOO"]',
      "services/partnership/src/claim.test.ts": '["CLAIM_EMPTY"]',
    },
    problems: ["services/finance/src/claim/refusals.ts: no test names CLAIM_EMPTY."],
  },
])("says of $case what lacks", async ({ files, problems }) => {
  expect((await checkRefusalTests(repositoryWith({ ...good, ...files }))).problems).toEqual(problems);
});
