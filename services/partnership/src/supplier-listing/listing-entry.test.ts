import { localDate } from "@inclusion/kernel";
import { expect, test } from "vitest";
import { listingEntry } from "./listing-entry.ts";

test("a listing that comes and goes counts for nothing in the end", () => {
  const counted = { listingId: "a", programmeId: "b", municipalityCode: "0751", synthetic: true };
  const there = listingEntry(counted, 1, localDate("2021-05-03"));
  const gone = listingEntry(counted, -1, localDate("2021-09-06"));
  expect(there).toMatchObject({ indicator: "SUPPLIER_LISTINGS", amount: 1, validOn: "2021-05-03", subjectId: "a" });
  expect(there.amount + gone.amount).toBe(0);
  expect({ ...gone, amount: there.amount, validOn: there.validOn }).toEqual(there);
});
