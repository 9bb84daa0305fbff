import { localDate } from "@inclusion/kernel";
import { expect, test } from "vitest";
import { type Days, delaysOf, rankOf } from "./delays.ts";

const day = (text: string | null) => (text === null ? null : localDate(text));
const outcome = (verified: string | null, claimed: string | null, paid: string | null, isUnderway = true): Days => ({
  ...{ eventOn: localDate("2021-01-01"), verifiedOn: day(verified), claimedOn: day(claimed), paidOn: day(paid) },
  isUnderway,
  isPayable: true,
});

test("each step says how long it took, and how long others wait for it", () => {
  const found = delaysOf(
    [
      outcome("2021-01-11", "2021-02-01", "2021-03-01", false),
      outcome("2021-01-31", null, null),
      outcome(null, null, null),
      outcome(null, null, null, false),
    ],
    localDate("2021-04-01"),
  );
  const of = (step: string) => found.find((each) => each.step === step);
  expect(of("EVENT_TO_VERIFICATION")).toMatchObject({
    taken: 2,
    medianDays: 10,
    p90Days: 30,
    waiting: 1,
    longestWaitDays: 90,
  });
  expect(of("VERIFICATION_TO_CLAIM")).toMatchObject({ taken: 1, medianDays: 21, waiting: 1, longestWaitDays: 60 });
  expect(of("CLAIM_TO_PAYMENT")).toMatchObject({ taken: 1, medianDays: 28, waiting: 0, longestWaitDays: null });
});

test("what a simulated contract prices waits for verification only", () => {
  const simulated = { ...outcome("2021-01-11", null, null), isPayable: false };
  const found = delaysOf([simulated, { ...outcome(null, null, null), isPayable: false }], localDate("2021-04-01"));
  expect(found.map(({ waiting }) => waiting)).toEqual([1, 0, 0, 0, 0]);
});

test("a rank is the smallest value that so many do not exceed", () => {
  expect([rankOf([], 50), rankOf([3, 1, 2], 50), rankOf([1, 2, 3, 4], 50), rankOf([1, 2, 3, 4], 90)]).toEqual([
    null,
    2,
    2,
    4,
  ]);
});
