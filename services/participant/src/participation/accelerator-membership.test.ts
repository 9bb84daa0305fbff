import { localDate } from "@inclusion/kernel";
import { describe, expect, test } from "vitest";
import { isMemberOn } from "./accelerator-membership.ts";
import { MEMBERSHIP } from "./participation-measures.fixture.ts";

const exited = { ...MEMBERSHIP, exitedOn: localDate("2019-05-01") };

describe("isMemberOn", () => {
  test.for([
    { case: "the day before the acceptance", of: MEMBERSHIP, on: "2018-09-02", is: false },
    { case: "the day of the acceptance", of: MEMBERSHIP, on: "2018-09-03", is: true },
    { case: "long after, of a company that is through", of: MEMBERSHIP, on: "2030-01-01", is: true },
    { case: "the day before the exit", of: exited, on: "2019-04-30", is: true },
    { case: "the day of the exit", of: exited, on: "2019-05-01", is: false },
    { case: "an exit without an acceptance", of: { ...exited, acceptedOn: null }, on: "2019-04-30", is: false },
  ])("is $is on $case", ({ of, on, is }) => {
    expect(isMemberOn(of, localDate(on))).toBe(is);
  });
});
