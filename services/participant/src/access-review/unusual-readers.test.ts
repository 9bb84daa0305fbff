import { expect, test } from "vitest";
import { median, type Reading, unusualReaders } from "./unusual-readers.ts";

const reading = (actor: string, persons: number, more: Partial<Reading> = {}): Reading => ({
  ...{ actor, persons, filesOpened: 0, outsideCaseload: 0, emergencies: 0, linesWithoutPurpose: 0 },
  ...more,
});
const peers = ["a", "b", "c", "d"].map((actor, index) => reading(actor, 5 + index));
const reasons = (found: Reading, others: readonly Reading[] = peers) =>
  unusualReaders([...others, found]).map(({ actor, reasons: of }) => [actor, ...of]);

test.for([
  { persons: 20, others: peers, found: [["x", "MANY_MORE_THAN_PEERS"]] },
  { persons: 19, others: peers, found: [] },
  { persons: 60, others: peers.slice(1), found: [] },
  { persons: 21, others: peers.map((each) => ({ ...each, persons: 7 })), found: [] },
  { persons: 22, others: peers.map((each) => ({ ...each, persons: 7 })), found: [["x", "MANY_MORE_THAN_PEERS"]] },
])("a reader of $persons persons is found: $found", ({ persons, others, found }) => {
  expect(reasons(reading("x", persons), others)).toEqual(found);
});

test.for([
  { filesOpened: 19, outsideCaseload: 10, found: [["x", "OUTSIDE_CASELOAD"]] },
  { filesOpened: 20, outsideCaseload: 10, found: [] },
  { filesOpened: 9, outsideCaseload: 9, found: [] },
])("$outsideCaseload of $filesOpened files outside of the caseload: $found", ({ found, ...more }) => {
  expect(reasons(reading("x", 10, more))).toEqual(found);
});

test("whoever used an emergency is found, after those who read of more persons", () => {
  const used = [reading("y", 6, { emergencies: 1 }), reading("x", 40, { emergencies: 2 })];
  expect(unusualReaders([...peers, ...used]).map(({ actor, reasons: of }) => [actor, ...of])).toEqual([
    ["x", "MANY_MORE_THAN_PEERS", "EMERGENCY"],
    ["y", "EMERGENCY"],
  ]);
});

test.for([
  { numbers: [], middle: 0 },
  { numbers: [3], middle: 3 },
  { numbers: [9, 1, 4], middle: 4 },
  { numbers: [10, 1, 4, 9], middle: 6.5 },
])("the median of $numbers is $middle", ({ numbers, middle }) => {
  expect(median(numbers)).toBe(middle);
});
