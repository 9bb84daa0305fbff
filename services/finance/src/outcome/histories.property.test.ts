/** Random histories of a whole contract: whatever is tried in whatever order, money stays right to the øre. */
import { type Decision, localDate, sumMinor } from "@inclusion/kernel";
import fc from "fast-check";
import { expect, test } from "vitest";
import { balancesOf, isBalanced, type Posting } from "../ledger/posting.ts";
import { aLine } from "../rate-card/rate-card.fixture.ts";
import type { PayerShare } from "../split/split.ts";
import { aFile, at } from "./outcome.fixture.ts";
import type { CapState, Outcome, OutcomeFile } from "./outcome.ts";
import { postingsOfStep } from "./outcome-postings.ts";
import { claimOutcome, payOutcome, priceOutcome, refuseOutcome, reverseOutcome } from "./payment.ts";
import { attachEvidence, rejectOutcome, reportAgain, verifyOutcome } from "./verification.ts";

const PEOPLE = ["p0", "p1", "p2"];
const METRICS = ["STARTED", "COMPLETED", "EMPLOYED"];
const LIVE = new Set(["PAYABLE", "CLAIMED", "PAID"]);

type World = {
  files: Map<string, OutcomeFile>;
  postings: Posting[];
  hashes: Set<string>;
  clock: number;
  capVersion: number;
  personCapMinor: bigint | null;
  programmeCapMinor: bigint | null;
};

type Attempt = Readonly<{ kind: (typeof KINDS)[number]; who: number; what: number; actor: string; paper: number }>;
const KINDS = [
  ...(["attach", "attach", "verify", "verify", "reject", "price", "price", "price", "claim", "claim"] as const),
  ...(["pay", "pay", "refuse", "reverse", "void", "again"] as const),
  ...(["onward", "onward", "onward", "onward", "onward", "onward", "onward", "onward", "onward", "onward"] as const),
] as const;

const attempts = fc.array(
  fc.record({
    ...{ kind: fc.constantFrom(...KINDS), who: fc.nat(2), what: fc.nat(2) },
    ...{ actor: fc.constantFrom("ann", "bo"), paper: fc.nat(30) },
  }),
  { minLength: 20, maxLength: 80, size: "max" },
);
const terms = fc.record({
  prices: fc.array(fc.bigInt(0n, 1_000_001n), { minLength: 3, maxLength: 3 }),
  weights: fc.array(fc.bigInt(1n, 9n), { minLength: 1, maxLength: 4 }),
  personCapMinor: fc.option(fc.bigInt(0n, 2_000_000n)),
  programmeCapMinor: fc.option(fc.bigInt(0n, 4_000_000n)),
});

function live(world: World): readonly Outcome[] {
  return [...world.files.values()].map(({ outcome }) => outcome).filter(({ state }) => LIVE.has(state));
}

function amountOf({ price }: Outcome): bigint {
  return price?.mode === "ACTUAL" ? price.amountMinor : 0n;
}

function capsFor(world: World, outcome: Outcome): CapState {
  const before = [...world.files.values()]
    .map((file) => file.outcome)
    .filter(
      ({ state, verifiedAt, id }) =>
        state === "VERIFIED" && `${verifiedAt} ${id}` < `${outcome.verifiedAt} ${outcome.id}`,
    );
  const own = live(world).filter(({ participationId }) => participationId === outcome.participationId);
  return {
    ...{ version: world.capVersion, personCapMinor: world.personCapMinor, programmeCapMinor: world.programmeCapMinor },
    ...{ usedByPersonMinor: sumMinor(own.map(amountOf)), usedMinor: sumMinor(live(world).map(amountOf)) },
    waitsFor: before[0]?.id ?? null,
  };
}

/** The step that comes next when all goes well, by somebody who may take it: histories would seldom come far else. */
function onward(world: World, { outcome }: OutcomeFile, attempt: Attempt): Attempt {
  const next = { VERIFIED: "price", PAYABLE: "claim", CLAIMED: "pay", PAID: "pay", REVERSED: "again" } as const;
  const { state } = outcome;
  if (state === "REPORTED" || state === "REJECTED") return { ...attempt, kind: "attach", paper: 1_000 + world.clock };
  if (state === "EVIDENCED") return { ...attempt, kind: "verify", actor: "cy" };
  return { ...attempt, kind: next[state] };
}

function decide(world: World, file: OutcomeFile, attempt: Attempt): Decision<OutcomeFile> {
  const { kind, actor, paper } = attempt;
  if (kind === "onward") return decide(world, file, onward(world, file, attempt));
  world.clock += 1;
  const moment = { ...at(actor), now: `2021-07-01T10:00:00.${String(world.clock % 3).padStart(3, "0")}Z` };
  const hash = `hash ${paper}`;
  if (kind === "attach")
    return attachEvidence(file, { kind: "PAYSLIP", hash, isTaken: world.hashes.has(hash) }, moment);
  if (kind === "verify") return verifyOutcome(file, moment);
  if (kind === "reject") return rejectOutcome(file, "OTHER");
  if (kind === "price") return priceOutcome({ ...file, caps: capsFor(world, file.outcome) }, null, moment);
  if (kind === "claim") return claimOutcome(file);
  if (kind === "pay") return payOutcome(file, localDate("2021-06-01"), moment);
  if (kind === "refuse") return refuseOutcome(file, "no");
  if (kind === "reverse") return reverseOutcome(file, "FRAUD");
  if (kind === "void") return reverseOutcome(file, "VOIDED_AT_SOURCE");
  return reportAgain(file, { ...file.outcome, reportedBy: actor });
}

function standing(world: World, id: string): readonly Posting[] {
  const reversed = new Set(world.postings.map(({ reverses }) => reverses));
  return world.postings.filter(
    (each) => each.subjectId === id && each.reverses === null && !reversed.has(each.businessKey),
  );
}

/** States that any history has come to: without all of them the property would say little. */
const come = new Set<string>();

function take(world: World, attempt: Attempt): void {
  const id = `${attempt.who}-${attempt.what}`;
  const before = world.files.get(id) as OutcomeFile;
  const decision = decide(world, before, attempt);
  if (!decision.ok) return;
  const after = decision.value;
  const moment = { today: localDate("2021-07-01"), reason: attempt.kind };
  world.postings.push(...postingsOfStep(before.outcome, after.outcome, standing(world, id), moment));
  for (const { hash } of after.evidence) world.hashes.add(hash);
  if (before.outcome.state === "VERIFIED" || after.outcome.state === "REVERSED") world.capVersion += 1;
  come.add(after.outcome.state);
  world.files.set(id, after);
}

function expectRight(world: World): void {
  const all = live(world);
  expect(world.postings.every(isBalanced)).toBe(true);
  expect(new Set(world.postings.map(({ businessKey }) => businessKey)).size).toBe(world.postings.length);
  expect(world.programmeCapMinor === null || sumMinor(all.map(amountOf)) <= world.programmeCapMinor).toBe(true);
  for (const person of PEOPLE) {
    const own = sumMinor(all.filter(({ participationId }) => participationId === person).map(amountOf));
    expect(world.personCapMinor === null || own <= world.personCapMinor).toBe(true);
  }
  for (const { price } of all) {
    expect(price !== null && sumMinor(price.parts.map(({ minor }) => minor)) === price.amountMinor).toBe(true);
    expect(price !== null && price.amountMinor + price.cutMinor === price.unitPriceMinor).toBe(true);
  }
  const balances = [...balancesOf(world.postings)];
  const total = (kind: string): bigint =>
    sumMinor(balances.filter(([key]) => key.includes(` ${kind} `)).map(([, minor]) => minor));
  const paid = sumMinor(all.filter(({ state }) => state === "PAID").map(amountOf));
  const owed = sumMinor(all.filter(({ state }) => state !== "PAID").map(amountOf));
  expect([total("OUTCOME_COST"), total("OUTCOME_PAID"), total("OUTCOME_OWED")]).toEqual([paid + owed, -paid, -owed]);
}

test("entry sets balance, caps hold, nothing is paid twice, and the ledger says what the outcomes say", () => {
  fc.assert(
    fc.property(terms, attempts, ({ prices, weights, personCapMinor, programmeCapMinor }, history) => {
      const payers: readonly PayerShare[] = weights.map((weight, index) => ({
        ...{ payer: "OTHER", organisationId: `fund ${index}`, weight },
      }));
      const files = PEOPLE.flatMap((participationId, who) =>
        METRICS.map((metric, what) => {
          const line = aLine({ metric, unitPriceMinor: prices[what] as bigint });
          const id = `${who}-${what}`;
          return [id, aFile({ id, participationId, metric }, { line, payers })] as const;
        }),
      );
      const world: World = {
        ...{ files: new Map(files), postings: [], hashes: new Set(), clock: 0, capVersion: 0 },
        ...{ personCapMinor, programmeCapMinor },
      };
      for (const attempt of history) take(world, attempt);
      expectRight(world);
    }),
    { numRuns: 10_000 },
  );
  expect([...come].toSorted()).toEqual([
    ...["CLAIMED", "EVIDENCED", "PAID", "PAYABLE", "REJECTED", "REPORTED", "REVERSED", "VERIFIED"],
  ]);
}, 120_000);
