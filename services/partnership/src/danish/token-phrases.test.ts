import { NOTHING, type Viewer } from "@inclusion/kernel";
import { danishOf } from "@inclusion/kernel/runtime";
import { viewerWith, viewerWithin } from "@inclusion/kernel/testing";
import { expect, test } from "vitest";
import { type GivenToken, issueToken, type Known } from "../access-token/access-token.ts";
import { DANISH } from "./danish.ts";

const NOW = new Date("2026-11-22T12:00:00.000Z");
const ID = "00000000-0000-7000-8000-000000000001";
const many = (count: number): string[] => Array.from({ length: count }, (_, at) => String(1_000 + at));
const GIVEN: GivenToken = { label: "Region", scopes: [], expiresAt: new Date("2026-12-22T12:00:00.000Z"), limits: {} };
const KNOWN: Known = {
  ...{ now: NOW, scopes: new Set(["indicators:read"]), programmes: new Set([]), organisations: new Set([]) },
  ...{ municipalities: new Set([]), regions: new Set([]) },
};
const PARTNER: Viewer = {
  ...viewerWithin(NOTHING, "tokens:write"),
  ...{ documentsOnly: true, fixedPeriodsOnly: true },
};
const find = danishOf(DANISH);

test.for<[string, Viewer, number, Partial<GivenToken>, readonly string[]]>([
  ["scopes", viewerWith("tokens:admin"), 0, { scopes: ["indicator:read", "system", "public", "zzzzzzzz:q"] }, []],
  ["too many scopes", viewerWith("tokens:admin"), 0, { scopes: many(200) }, ["Angiv højst"]],
  ["places half open", viewerWith("tokens:admin"), 0, { limits: { municipalities: null } }, ["Alle municipalities er"]],
  ["ids of a wrong form", viewerWith("tokens:admin"), 0, { limits: { programmes: ["x y"], regions: ["1"] } }, []],
  ["places that are none", viewerWith("tokens:admin"), 0, { limits: { regions: ["9999"] } }, []],
  ["too many places", viewerWith("tokens:admin"), 0, { limits: { municipalities: many(2_000) } }, []],
  ["all, from some", PARTNER, 9, { limits: { programmes: null } }, ["nummer 9 i en række", "Du ser ikke alle"]],
  ["what the maker lacks", PARTNER, 1, { limits: { programmes: [ID] }, scopes: ["indicators:read"] }, []],
  ["freedoms", PARTNER, 1, { documentsOnly: false, fixedPeriodsOnly: false }, ["kun om hele perioder"]],
])("every reason against a token is told in Danish: %s", ([, viewer, generation, changes, parts]) => {
  const decided = issueToken({ ...GIVEN, ...changes }, { viewer, generation, expiresAt: null }, KNOWN);
  const messages = decided.ok ? [] : decided.refusals.map(({ message }) => message);
  expect(messages).not.toEqual([]);
  for (const message of messages) expect(find(message), message).not.toBeNull();
  for (const part of parts) expect(messages.map(find).join(" ")).toContain(part);
});
