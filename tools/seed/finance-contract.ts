/**
 * What becomes of each outcome under the seed's contracts: plans of steps, which finance's own rules accept or refuse.
 * Every paper and date of a step is invented.
 */
import { createHash } from "node:crypto";
import { REACHED_KEY, reachedRow } from "@inclusion/finance/delivery/delivery.repository";
import { type Moment, type OutcomeFile, presentEvidence } from "@inclusion/finance/outcome/outcome";
import {
  claimOutcome,
  payOutcome,
  priceOutcome,
  refuseOutcome,
  reverseOutcome,
} from "@inclusion/finance/outcome/payment";
import { attachEvidence, rejectOutcome, verifyOutcome } from "@inclusion/finance/outcome/verification";
import { runRow } from "@inclusion/finance/payment-run/payment-run.repository";
import type { RateCard } from "@inclusion/finance/rate-card/rate-card";
import { addDays, addMonths, type LocalDate, localDate } from "@inclusion/kernel";
import type { OutcomeReached } from "@inclusion/schema/facts";
import type { Book, Step } from "./finance-book.ts";
import { CONTRACT_FROM } from "./finance-card.ts";
import { type Contract, fileOf, reportInto, storeInto } from "./finance-outcomes.ts";
import type { ToldFinance } from "./finance-told.ts";
import { later } from "./pathway.ts";
import type { ProgrammeSpan } from "./places.ts";
import type { Random } from "./random.ts";

/** Municipalities whose outcomes are shown by papers, an invented choice; those of others stay as they were reported. */
const SHOWN = new Set(["0461", "0561", "0615", "0751", "0851"]);
const REPORTER = "seed:caseworker";
const VERIFIER = "seed:verifier";
const PAYER = "seed:finance";

type Rule = (
  file: OutcomeFile,
  moment: Moment,
) => ReturnType<typeof rejectOutcome> | Readonly<{ ok: boolean; value?: OutcomeFile }>;
type Plan = Contract & Readonly<{ random: Random; programmeId: string }>;

/** Steps of all outcomes of a programme, from the report to the payment, and the runs in which they are claimed. */
export function outcomeSteps(
  random: Random,
  span: ProgrammeSpan,
  cards: readonly RateCard[],
  told: ToldFinance,
): Step[] {
  const plan: Plan = {
    ...{ random, cards, programmeId: span.programmeId, files: new Map(), runs: new Map() },
    spells: spellsOf(told),
  };
  const runs = runsOf(plan);
  const reached = told.outcomes.filter(({ row }) => row.told.metric !== "3B.1" && !row.isVoid);
  const journeys = reached
    .flatMap(({ row, recordedAt }, index) => journeyOf(plan, row.told, { recordedAt, index }))
    .toSorted((a, b) => (a.verifiedAt < b.verifiedAt ? -1 : 1));
  return [
    ...told.outcomes.map(({ row, recordedAt }) => telling(plan, row, recordedAt)),
    ...runs.flatMap(({ steps }) => steps),
    ...journeys.flatMap((journey, index) => moneySteps(plan, journey, { index, runs })),
  ];
}

/** What the follower does when it is told. */
function telling(plan: Plan, { isVoid, told }: ToldFinance["outcomes"][number]["row"], recordedAt: string): Step {
  const row = (book: Book): void => {
    book.keep("reached_outcome", reachedRow(told, isVoid), REACHED_KEY);
    const moment = momentAt(plan.random, "system:participant", recordedAt);
    if (isVoid) {
      voided(book, plan, told, moment);
      return;
    }
    const { participationId, programmeId, municipalityCode, metric: indicator } = told;
    const event = { participationId, programmeId, municipalityCode, indicator, eventOn: localDate(told.eventOn) };
    reportInto(book, plan, event, moment);
  };
  return { row, recordedAt };
}

function voided(book: Book, plan: Plan, told: OutcomeReached, moment: Moment): void {
  for (const metric of ["COMPLETED", "EMPLOYED_13W"]) {
    const file = fileOf(plan, `${told.participationId} ${metric}`, null);
    if (file === null || file.outcome.indicator !== told.metric) continue;
    const decided = reverseOutcome(file, "VOIDED_AT_SOURCE");
    const note = { ...moment, reason: "VOIDED_AT_SOURCE", happenedOn: moment.today };
    if (decided.ok) storeInto(book, plan, { before: file, after: decided.value }, note);
  }
}

/** The work of each participation as it was told last before an instant. */
function spellsOf({ work }: ToldFinance): Contract["spells"] {
  const byParticipation = Map.groupBy(work, ({ row }) => row.participationId);
  return (participationId, knownAt) =>
    (byParticipation.get(participationId)?.findLast(({ recordedAt }) => recordedAt <= knownAt)?.row.spells ?? []).map(
      ({ from, until, ...spell }) => ({
        ...spell,
        from: localDate(from),
        until: until === null ? null : localDate(until),
      }),
    );
}

type Journey = Readonly<{ key: string; verifiedAt: string; steps: readonly Step[]; isActual: boolean }>;

/** Papers and verification: most at the first attempt, some at the second, few never. */
function journeyOf(
  plan: Plan,
  told: OutcomeReached,
  { recordedAt, index }: Readonly<{ recordedAt: string; index: number }>,
): Journey[] {
  const isActual = told.eventOn >= CONTRACT_FROM;
  if (isActual && !SHOWN.has(told.municipalityCode ?? "")) return [];
  const { random } = plan;
  const metric = told.metric === "3B.2" ? "COMPLETED" : "EMPLOYED_13W";
  const key = `${told.participationId} ${metric}`;
  const kind = metric === "COMPLETED" ? "SIGNED_FORM" : random.pick(["PAYSLIP", "E_INCOME", "CONTRACT"] as const);
  const ready = addDays(localDate(told.eventOn), metric === "COMPLETED" ? 14 : 7 * 17);
  const known = localDate(recordedAt.slice(0, 10));
  const shownOn = addDays(later(ready, known), random.between(5, 30));
  const paper = (on: LocalDate, name: string): Step =>
    step(plan, key, { at: random.instant(on), actor: REPORTER }, (file, moment) =>
      attachEvidence(file, { kind, hash: hashOf(`${key} ${told.eventOn} ${name} ${index}`), isTaken: false }, moment),
    );
  const reject = (on: LocalDate, reason: "EVIDENCE_UNREADABLE" | "EVIDENCE_OF_OTHER" | "HOURS_TOO_FEW"): Step =>
    step(plan, key, { at: random.instant(on), actor: VERIFIER, reason }, (file) => rejectOutcome(file, reason));
  const isRejected = index % 7 === 3;
  const first = [
    paper(shownOn, "first"),
    ...(isRejected ? [reject(addDays(shownOn, 12), random.pick(["EVIDENCE_UNREADABLE", "EVIDENCE_OF_OTHER"]))] : []),
  ];
  if (index % 21 === 3) {
    return [
      {
        key,
        isActual,
        verifiedAt: "",
        steps: [...first, paper(addDays(shownOn, 33), "second"), reject(addDays(shownOn, 47), "HOURS_TOO_FEW")],
      },
    ];
  }
  const verifiedOn = addDays(shownOn, (isRejected ? 40 : 0) + random.between(4, 45));
  const verifiedAt = random.instant(verifiedOn);
  const again = isRejected ? [paper(addDays(shownOn, 30), "second")] : [];
  return [{ key, isActual, verifiedAt, steps: [...first, ...again, verifying(plan, key, verifiedAt)] }];
}

/** Verified, or rejected when the work did not last. */
function verifying(plan: Plan, key: string, recordedAt: string): Step {
  const row = (book: Book): void => {
    const moment = momentAt(plan.random, VERIFIER, recordedAt);
    const file = fileOf(plan, key, null, recordedAt);
    if (file === null || presentEvidence(file).length === 0) return;
    const verified = verifyOutcome(file, moment);
    const rejected = verified.ok ? null : rejectOutcome(file, "NOT_IN_WORK");
    const next = verified.ok ? verified : rejected;
    const reason = verified.ok ? null : "NOT_IN_WORK";
    if (next?.ok)
      storeInto(book, plan, { before: file, after: next.value }, { ...moment, reason, happenedOn: moment.today });
  };
  return { row, recordedAt };
}

type Run = Readonly<{ id: string; to: LocalDate; openedOn: LocalDate; steps: readonly Step[] }>;

/** A run for each quarter of the contract; the last one stays open. */
function runsOf(plan: Plan): readonly Run[] {
  const { random, programmeId } = plan;
  return Array.from({ length: 12 }, (_, index) => {
    const periodFrom = addMonths(CONTRACT_FROM, 3 * index);
    const to = addDays(addMonths(periodFrom, 3), -1);
    const openedOn = addDays(to, 5);
    const run = { id: random.id(openedOn), programmeId, periodFrom, periodTo: to, version: 1 };
    const at = (on: LocalDate, isOpen: boolean): Step => ({
      recordedAt: `${on}T08:00:00Z`,
      row: (book) => {
        plan.runs.set(run.id, { id: run.id, isOpen, periodTo: to });
        book.add("payment_run", runRow({ ...run, isOpen }));
      },
    });
    const steps = [at(openedOn, true), ...(index < 11 ? [at(addDays(to, 25), false)] : [])];
    return { id: run.id, to, openedOn, steps };
  });
}

/** Price, claim and payment; one is refused once by its payer, one is reversed, those of the last run wait for their money. */
function moneySteps(
  plan: Plan,
  { key, verifiedAt, steps, isActual }: Journey,
  { index, runs }: Readonly<{ index: number; runs: readonly Run[] }>,
): Step[] {
  if (verifiedAt === "") return [...steps];
  const month = localDate(`${verifiedAt.slice(0, 7)}-05`);
  const pricedOn = addMonths(month, 1);
  if (pricedOn > "2022-12-31") return [...steps];
  const price = step(plan, key, { at: `${pricedOn}T09:00:00Z`, actor: PAYER }, (file, moment) =>
    priceOutcome(file, null, moment),
  );
  const at = runs.findIndex(({ to, openedOn }) => openedOn > pricedOn && to >= pricedOn);
  const [run, next] = [runs[at], runs[at + 1]];
  if (!isActual || run === undefined) return [...steps, price];
  const claim = (of: Run): Step =>
    step(plan, key, { at: `${addDays(of.to, 10)}T10:00:00Z`, actor: PAYER, runId: of.id }, (file) =>
      claimOutcome(file),
    );
  const pay = (of: Run): Step => {
    const paidOn = addDays(of.to, 40);
    return step(plan, key, { at: `${paidOn}T11:00:00Z`, actor: PAYER }, (file, moment) =>
      payOutcome(file, paidOn, moment),
    );
  };
  const isLast = next === undefined;
  if (isLast) return [...steps, price, claim(run)];
  if (index % 19 === 6) {
    const reason = "The municipality asks for the agreement of the job.";
    const refuse = step(plan, key, { at: `${addDays(run.to, 30)}T10:00:00Z`, actor: PAYER, reason }, (file) =>
      refuseOutcome(file, reason),
    );
    return [...steps, price, claim(run), refuse, claim(next), pay(next)];
  }
  const reason = "JOB_ENDED_EARLIER";
  const reverse = step(plan, key, { at: `${addDays(run.to, 75)}T10:00:00Z`, actor: PAYER, reason }, (file) =>
    file.outcome.state === "PAID" ? reverseOutcome(file, reason) : rejectOutcome(file, null),
  );
  return [...steps, price, claim(run), pay(run), ...(index % 29 === 11 ? [reverse] : [])];
}

/** A step of the outcome `key`, if its rule accepts it: what was taken back meanwhile takes no more steps. */
function step(
  plan: Plan,
  key: string,
  by: Readonly<{ at: string; actor: string; reason?: string; runId?: string }>,
  rule: Rule,
): Step {
  const row = (book: Book): void => {
    const file = fileOf(plan, key, by.runId ?? null);
    if (file === null) return;
    const moment = momentAt(plan.random, by.actor, by.at);
    const decided = rule(file, moment);
    if (!decided.ok || decided.value === undefined) return;
    const note = { reason: by.reason ?? null, happenedOn: decided.value.outcome.paidOn ?? moment.today };
    const isPaid = decided.value.outcome.state === "PAID";
    const happenedOn = isPaid ? note.happenedOn : moment.today;
    storeInto(book, plan, { before: file, after: decided.value }, { ...moment, ...note, happenedOn });
  };
  return { row, recordedAt: by.at };
}

function momentAt(random: Random, actor: string, at: string): Moment {
  const today = localDate(at.slice(0, 10));
  return { actor, today, now: new Date(at).toISOString(), newId: () => random.id(today) };
}

function hashOf(text: string): string {
  return createHash("sha256").update(`synthetic paper ${text}`).digest("hex");
}
