import { localDate } from "@inclusion/kernel";
import { describe, expect, test } from "vitest";
import { afterRule, codesOf, fileIn, moment } from "../participation/file.fixture.ts";
import { assignOwner, endOwner, type OwnerAssigned } from "./assign-owner.ts";

const ASSIGNED: OwnerAssigned = { kind: "RESPONSIBLE", caseworkerRef: "SB-12", from: localDate("2019-03-01") };
const file = fileIn("ENROLLED");
const owned = afterRule(assignOwner(ASSIGNED), file);
const [owner] = owned.owners;
const id = owner?.id ?? "";
const ended = afterRule(endOwner(id, localDate("2019-06-30")), owned);

describe("assignOwner", () => {
  test.for<readonly [string, Partial<OwnerAssigned>, readonly string[]]>([
    ["from the first day", {}, []],
    ["from the day before", { from: localDate("2019-02-28") }, ["DATE_ORDER"]],
    ["from today", { from: localDate("2020-06-01") }, []],
    ["from tomorrow", { from: localDate("2020-06-02") }, ["DATE_IN_FUTURE"]],
    ["until the first day", { until: localDate("2019-03-01") }, []],
    ["until the day before", { until: localDate("2019-02-28") }, ["DATE_ORDER"]],
    ["without a name", { caseworkerRef: " " }, ["CASEWORKER_INVALID"]],
    ["of 100 characters", { caseworkerRef: "x".repeat(100) }, []],
    ["of 101 characters", { caseworkerRef: "x".repeat(101) }, ["CASEWORKER_INVALID"]],
    ["with a person's number", { caseworkerRef: "SB 610190-1234" }, ["CASEWORKER_INVALID"]],
    [
      "with everything wrong",
      { caseworkerRef: "", from: localDate("2020-06-02"), until: localDate("2020-06-01") },
      ["CASEWORKER_INVALID", "DATE_IN_FUTURE", "DATE_ORDER"],
    ],
  ])("%s", ([, other, codes]) => {
    expect(codesOf(assignOwner({ ...ASSIGNED, ...other }), file)).toEqual(codes);
  });

  test.for<readonly [string, Partial<OwnerAssigned>, readonly string[]]>([
    ["the same caseworker while the first assignment goes on", { from: localDate("2019-05-01") }, ["ALREADY_OWNER"]],
    ["the same as a stand-in", { kind: "STAND_IN" }, ["ALREADY_OWNER"]],
    ["another one, while a handover lasts", { caseworkerRef: "SB-13" }, []],
  ])("%s", ([, other, codes]) => {
    expect(codesOf(assignOwner({ ...ASSIGNED, ...other }), owned)).toEqual(codes);
  });

  test("the same caseworker again after the first assignment, but not on its last day", () => {
    expect(codesOf(assignOwner({ ...ASSIGNED, from: localDate("2019-06-30") }), ended)).toEqual(["ALREADY_OWNER"]);
    expect(codesOf(assignOwner({ ...ASSIGNED, from: localDate("2019-07-01") }), ended)).toEqual([]);
  });
});

describe("endOwner", () => {
  test.for<readonly [string, string, string, readonly string[]]>([
    ["on the first day", id, "2019-03-01", []],
    ["on the day before", id, "2019-02-28", ["DATE_ORDER"]],
    ["today", id, "2020-06-01", []],
    ["tomorrow", id, "2020-06-02", ["DATE_IN_FUTURE"]],
    ["of another participation", "elsewhere", "2020-06-02", ["ROW_UNKNOWN", "DATE_IN_FUTURE"]],
  ])("%s", ([, ownerId, until, codes]) => {
    expect(codesOf(endOwner(ownerId, localDate(until)), owned)).toEqual(codes);
  });

  test("is made once, unless the planned last day is still to come", () => {
    expect(codesOf(endOwner(id, localDate("2019-08-01")), ended)).toEqual(["OWNER_ENDED"]);
    expect(codesOf(endOwner(id, localDate("2019-05-01")), ended, moment("2019-06-01"))).toEqual([]);
  });
});
