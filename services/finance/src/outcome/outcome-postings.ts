/** What the steps of an outcome post to the ledger. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import { type Posting, type PostingLine, reversalOf } from "../ledger/posting.ts";
import type { PayerPart } from "../split/split.ts";
import type { ActualPrice, Outcome } from "./outcome.ts";

/** Whoever is paid for outcomes: the programme's operator. */
const PROVIDER = "PROVIDER";

/** The pricing of an outcome: each payer's cost against what is owed to the provider; null when nothing is owed. */
export function pricePosting(outcome: Outcome, price: ActualPrice): Posting | null {
  return posting(outcome, "price", price.pricedOn, [
    ...byPayer(price, "OUTCOME_COST", 1n),
    { account: { party: PROVIDER, kind: "OUTCOME_OWED" }, minor: -price.amountMinor, currency: price.currency },
  ]);
}

/** The payment of an outcome: what is owed goes down by what each payer has paid; null when the amount is 0. */
export function payPosting(outcome: Outcome, price: ActualPrice, paidOn: LocalDate): Posting | null {
  return posting(outcome, "pay", paidOn, [
    { account: { party: PROVIDER, kind: "OUTCOME_OWED" }, minor: price.amountMinor, currency: price.currency },
    ...byPayer(price, "OUTCOME_PAID", -1n),
  ]);
}

/** A key that names the outcome, its round and the step, and so can be posted once. */
export function outcomeKey({ id, round }: Pick<Outcome, "id" | "round">, step: "price" | "pay"): string {
  return `outcome:${id}:${round}:${step}`;
}

/** An organisation's account, or that of all payers of a kind without one. */
export function partyOf({ payer, organisationId }: Pick<PayerPart, "payer" | "organisationId">): string {
  return organisationId === null ? payer : `${payer}:${organisationId}`;
}

function byPayer({ parts, currency }: ActualPrice, kind: "OUTCOME_COST" | "OUTCOME_PAID", sign: bigint): PostingLine[] {
  return parts.map((part) => ({ account: { party: partyOf(part), kind }, minor: part.minor * sign, currency }));
}

function posting(
  outcome: Outcome,
  step: "price" | "pay",
  happenedOn: LocalDate,
  lines: readonly PostingLine[],
): Posting | null {
  const moved = lines.filter(({ minor }) => minor !== 0n);
  if (moved.length === 0) return null;
  return {
    ...{ businessKey: outcomeKey(outcome, step), programmeId: outcome.programmeId, subjectId: outcome.id },
    ...{ happenedOn, reason: step, reverses: null, lines: moved },
  };
}

/**
 * What a step from `before` to `after` posts.
 *
 * @param standing the outcome's postings that no reversal has taken back
 */
export function postingsOfStep(
  before: Outcome,
  after: Outcome,
  standing: readonly Posting[],
  moment: Readonly<{ today: LocalDate; reason: string }>,
): readonly Posting[] {
  const { price } = after;
  if (after.state === "REVERSED") {
    return standing.map((each) => reversalOf(each, moment.today, moment.reason));
  }
  if (price === null || price.mode !== "ACTUAL") return [];
  const isPriced = before.state === "VERIFIED" && after.state === "PAYABLE";
  const isPaid = after.state === "PAID" && before.state !== "PAID" && after.paidOn !== null;
  const posted = [
    isPriced ? pricePosting(after, price) : null,
    isPaid ? payPosting(after, price, after.paidOn ?? moment.today) : null,
  ];
  return posted.filter((each) => each !== null);
}
