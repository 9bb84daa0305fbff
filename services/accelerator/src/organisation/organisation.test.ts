import { localDate } from "@inclusion/kernel";
import { describe, expect, test } from "vitest";
import { isCvr, isSignedOn, isSocial, type OrganisationCopy } from "./organisation.ts";

test.for([
  ["10000009", true],
  ["10000008", false],
  ["00000000", false],
  ["1000009", false],
  ["100000090", false],
  ["1000000a", false],
] as const)("isCvr of %s: %s", ([text, is]) => {
  expect(isCvr(text)).toBe(is);
});

test.for([
  { kinds: ["SOCIAL_ENTERPRISE"], rsvRegistered: false, is: true },
  { kinds: ["ORDINARY_COMPANY"], rsvRegistered: true, is: true },
  { kinds: ["ORDINARY_COMPANY"], rsvRegistered: false, is: false },
])("isSocial of $kinds, registered $rsvRegistered: $is", ({ is, ...known }) => {
  const nothing = { id: "company", cvr: null, sizeClass: null, municipalityCode: null, mergedInto: null };
  expect(isSocial({ ...nothing, ...known } satisfies OrganisationCopy)).toBe(is);
});

describe("isSignedOn", () => {
  const partnership = { id: "p", programmeId: "programme", municipalityCodes: [], parties: [] };
  const [signedOn, closedOn] = [localDate("2018-09-10"), localDate("2019-09-10")];
  test.for([
    { day: "2018-09-09", is: false },
    { day: "2018-09-10", is: true },
    { day: "2019-09-10", is: true },
    { day: "2019-09-11", is: false },
  ])("says of $day: $is", ({ day, is }) => {
    expect(isSignedOn({ ...partnership, signedOn, closedOn }, localDate(day))).toBe(is);
  });

  test("says no when only the end was told", () => {
    expect(isSignedOn({ ...partnership, signedOn: null, closedOn }, localDate("2019-01-01"))).toBe(false);
  });
});
