import { createHash } from "node:crypto";
import { type LocalDate, localDate } from "@inclusion/kernel";
import { describe, expect, test } from "vitest";
import { GENESIS, hashOfSet, problemOfSet, type StandingSet, setsAfter } from "./ledger-chain.ts";
import type { Posting } from "./posting.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const DAY: LocalDate = localDate("2021-05-03");

const posting = (businessKey: string, minor: bigint, reverses: string | null = null): Posting => ({
  ...{ businessKey, programmeId: "g", subjectId: "o", happenedOn: DAY, reason: "paid", reverses },
  lines: [
    { account: { party: "EU", kind: "OUTCOME_COST" }, minor, currency: "DKK" },
    { account: { party: "PROVIDER", kind: "OUTCOME_OWED" }, minor: -minor, currency: "DKK" },
  ],
});
const LEDGER = setsAfter(
  { position: 0, hash: GENESIS },
  [posting("first", 500n), posting("second", 700n), posting("back", -500n, "first")],
  sha256,
);

/** What is wrong with a set of the ledger when it is changed, and with a hash of its own that fits the change. */
function problemsOf(position: number, change: (set: StandingSet) => StandingSet) {
  const before = LEDGER.slice(0, position - 1);
  const standing = {
    position: position - 1,
    hash: before.at(-1)?.hash ?? GENESIS,
    sets: new Map(before.map((set) => [set.businessKey, set])),
  };
  const changed = change(LEDGER[position - 1] as StandingSet);
  const fitting = { ...changed, hash: hashOfSet(changed, sha256) };
  return [changed, fitting].map((set) => problemOfSet(set, standing, sha256));
}
const withMinors = (set: StandingSet, ...minors: readonly bigint[]): StandingSet => ({
  ...set,
  entries: minors.map((minor, at) => ({ ...(set.entries[at] as StandingSet["entries"][number]), minor })),
});

describe("a set of the ledger", () => {
  test.each([1, 2, 3])("that stands as it was written has no problem: %i", (position) => {
    expect(problemsOf(position, (set) => set)).toEqual([null, null]);
  });

  test.each<[string, Partial<StandingSet>]>([
    ["reason", { reason: "other" }],
    ["day", { happenedOn: localDate("2021-05-04") }],
    ["subject", { subjectId: "x" }],
    ["key", { businessKey: "other" }],
  ])("of which the %s was changed is found by its hash", (_, change) => {
    expect(problemsOf(2, (set) => ({ ...set, ...change }))[0]).toBe("It is not as it was written.");
  });

  test("of which amounts were changed so that it still balances is found by its hash", () => {
    expect(problemsOf(2, (set) => withMinors(set, 900n, -900n))[0]).toBe("It is not as it was written.");
  });

  test.each<[string, number, (set: StandingSet) => StandingSet, string]>([
    ["does not balance", 2, (set) => withMinors(set, 700n, -699n), "Its entries in DKK sum to 1 and not to 0."],
    ["has one entry", 2, (set) => withMinors(set, 0n), "It has fewer than two entries."],
    ["stands elsewhere", 2, (set) => ({ ...set, position: 3 }), "The set before it is missing."],
    ["follows another", 2, (set) => ({ ...set, previousHash: GENESIS }), "It does not follow from the set before it."],
    ["takes back less", 3, (set) => withMinors(set, -499n, 499n), "It is not the negation of first."],
    [
      ...(["takes back what is none", 3, (set: StandingSet) => ({ ...set, reverses: "none" })] as const),
      "It takes back none, which was not posted before it.",
    ],
  ])("that %s is found though its hash was made to fit", (_, position, change, problem) => {
    expect(problemsOf(position, change)[1]).toBe(problem);
  });
});
