import { type Decision, localDate } from "@inclusion/kernel";
import { expect, test } from "vitest";
import { aLine } from "../rate-card/rate-card.fixture.ts";
import { aFile, aPaper, at, NO_CAPS } from "./outcome.fixture.ts";
import type { OutcomeFile, OutcomeState } from "./outcome.ts";
import { claimOutcome, payOutcome, priceOutcome, refuseOutcome, reverseOutcome } from "./payment.ts";
import { attachEvidence, rejectOutcome, reportAgain, verifyOutcome } from "./verification.ts";

const STATES: readonly OutcomeState[] = [
  ...(["REPORTED", "EVIDENCED", "VERIFIED", "PAYABLE", "CLAIMED", "PAID", "REJECTED", "REVERSED"] as const),
];
const paper = { kind: "PAYSLIP", hash: "b".repeat(64), isTaken: false } as const;
const verifier = at("verifier");
const lasting = aLine({ evidence: { kinds: ["PAYSLIP"], sustainedWork: { need: 13, window: 16, minHours: 8 } } });
const work = (until: string | null) => [
  {
    hoursPerWeek: 10,
    isSubsidised: false,
    from: localDate("2021-03-01"),
    until: until === null ? null : localDate(until),
  },
];

function codes(decision: Decision<unknown>): readonly string[] {
  return decision.ok ? [] : decision.refusals.map(({ code }) => code);
}

const steps: Readonly<
  Record<string, readonly [(file: OutcomeFile) => Decision<OutcomeFile>, OutcomeState, readonly OutcomeState[]]>
> = {
  attach: [(file) => attachEvidence(file, paper, at("caseworker")), "EVIDENCED", ["REPORTED", "EVIDENCED", "REJECTED"]],
  verify: [(file) => verifyOutcome(file, verifier), "VERIFIED", ["EVIDENCED"]],
  reject: [(file) => rejectOutcome(file, "NOT_IN_WORK"), "REJECTED", ["REPORTED", "EVIDENCED"]],
  price: [(file) => priceOutcome(file, null, verifier), "PAYABLE", ["VERIFIED"]],
  claim: [(file) => claimOutcome(file), "CLAIMED", ["PAYABLE"]],
  pay: [(file) => payOutcome(file, localDate("2021-06-01"), verifier), "PAID", ["CLAIMED"]],
  refuse: [(file) => refuseOutcome(file, "not ours"), "PAYABLE", ["CLAIMED"]],
  reverse: [(file) => reverseOutcome(file, "FRAUD"), "REVERSED", ["PAYABLE", "CLAIMED", "PAID"]],
};

test.for(Object.entries(steps))("%s goes from its states only", ([, [step, to, from]]) => {
  for (const state of STATES) {
    const decision = step(aFile({ state }));
    if (from.includes(state)) expect(decision).toMatchObject({ ok: true, value: { outcome: { state: to } } });
    else expect(codes(decision)[0]).toMatch(/ILLEGAL_TRANSITION|DUPLICATE_PAYMENT|ALREADY_REVERSED/);
  }
});

test.for<readonly [string, Decision<OutcomeFile>, readonly string[]]>([
  ["evidence of another kind", attachEvidence(aFile(), { ...paper, kind: "SIGNED_FORM" }, verifier), ["EVIDENCE_KIND"]],
  [
    "a paper that stands elsewhere",
    attachEvidence(aFile(), { ...paper, isTaken: true }, verifier),
    ["EVIDENCE_REUSED"],
  ],
  [
    "a third attempt",
    attachEvidence(aFile({ state: "REJECTED", rejections: 2 }), paper, verifier),
    ["REJECTED_FOR_GOOD"],
  ],
  ["a second attempt", attachEvidence(aFile({ state: "REJECTED", rejections: 1 }), paper, verifier), []],
  ["the reporter verifies", verifyOutcome(aFile({ state: "EVIDENCED" }), at("reporter")), ["FOUR_EYES"]],
  [
    "who brought the paper verifies",
    verifyOutcome(aFile({ state: "EVIDENCED" }, { evidence: [aPaper()] }), at("caseworker")),
    ["FOUR_EYES"],
  ],
  [
    "who brought a paper of an earlier attempt verifies",
    verifyOutcome(aFile({ state: "EVIDENCED", rejections: 1 }, { evidence: [aPaper()] }), at("caseworker")),
    [],
  ],
  [
    "work that lasted",
    verifyOutcome(aFile({ state: "EVIDENCED" }, { line: lasting, spells: work("2021-05-30") }), verifier),
    [],
  ],
  [
    "work that ended a day too early",
    verifyOutcome(aFile({ state: "EVIDENCED" }, { line: lasting, spells: work("2021-05-22") }), verifier),
    ["RULE_NOT_MET"],
  ],
  ["no reason to reject", rejectOutcome(aFile(), null), ["REASON_REQUIRED"]],
  [
    "an outcome waits for its price",
    priceOutcome(aFile({ state: "VERIFIED" }, { caps: { ...NO_CAPS, waitsFor: "outcome-0" } }), null, verifier),
    ["CAP_STATE_STALE"],
  ],
  [
    "the caps have moved on",
    priceOutcome(aFile({ state: "VERIFIED" }, { caps: { ...NO_CAPS, version: 3 } }), 2, verifier),
    ["CAP_STATE_STALE"],
  ],
  [
    "the caps are as they were seen",
    priceOutcome(aFile({ state: "VERIFIED" }, { caps: { ...NO_CAPS, version: 3 } }), 3, verifier),
    [],
  ],
  ["no run", claimOutcome(aFile({ state: "PAYABLE" }, { run: null })), ["RUN_CLOSED"]],
  [
    "simulated money is claimed",
    claimOutcome(aFile({ state: "PAYABLE", mode: "SIMULATED" })),
    ["SIMULATED_NOT_PAYABLE"],
  ],
  ["paid twice", payOutcome(aFile({ state: "PAID" }), localDate("2021-06-01"), verifier), ["DUPLICATE_PAYMENT"]],
  ["paid tomorrow", payOutcome(aFile({ state: "CLAIMED" }), localDate("2021-07-02"), verifier), ["DATE_IN_FUTURE"]],
  [
    "paid before it happened",
    payOutcome(aFile({ state: "CLAIMED" }), localDate("2021-02-28"), verifier),
    ["DATE_ORDER"],
  ],
  ["a payer without a word", refuseOutcome(aFile({ state: "CLAIMED" }), " "), ["REASON_REQUIRED"]],
  ["reversed twice", reverseOutcome(aFile({ state: "REVERSED" }), "FRAUD"), ["ALREADY_REVERSED"]],
  ["no reason to reverse", reverseOutcome(aFile({ state: "PAID" }), null), ["REASON_REQUIRED"]],
  ["voided while it was only reported", reverseOutcome(aFile(), "VOIDED_AT_SOURCE"), []],
])("%s", ([, decision, expected]) => {
  expect(codes(decision)).toEqual(expected);
});

test("money that does not sum is neither claimed nor paid", () => {
  const priced = priceOutcome(aFile({ state: "VERIFIED" }), null, verifier);
  if (!priced.ok) throw new Error("a verified outcome is priced");
  const { price } = priced.value.outcome;
  if (price?.mode !== "ACTUAL") throw new Error("its contract moves money");
  const short = { ...price, parts: price.parts.slice(1) };
  expect(codes(claimOutcome(aFile({ state: "PAYABLE", price: short })))).toEqual(["SUM_MISMATCH"]);
  expect(codes(payOutcome(aFile({ state: "CLAIMED", price: short }), localDate("2021-06-01"), verifier))).toEqual([
    "LEDGER_UNBALANCED",
  ]);
  expect(codes(payOutcome(aFile({ state: "CLAIMED", price }), localDate("2021-06-01"), verifier))).toEqual([]);
});

test("an outcome that was voided begins another round when it is reached again", () => {
  const file = aFile({ state: "REVERSED", rejections: 1, runId: "run-1", paidOn: localDate("2021-05-01") });
  const differs = { ...file.outcome, eventOn: localDate("2021-04-01"), reportedBy: "participant" };
  expect(reportAgain(file, differs)).toMatchObject({
    value: {
      outcome: { state: "REPORTED", round: 2, rejections: 0, runId: null, paidOn: null, eventOn: "2021-04-01" },
    },
  });
  expect(codes(reportAgain(aFile(), differs))).toEqual(["ILLEGAL_TRANSITION"]);
});
