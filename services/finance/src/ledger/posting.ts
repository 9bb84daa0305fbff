/** The ledger (finanskladde): double entry, added to and never changed; a mistake is taken back by its exact negation. Pure. */
import { type Currency, invariant, type LocalDate, sumMinor } from "@inclusion/kernel";

/**
 * Kinds of account. Of outcomes: what they cost a payer, what is owed to the provider, what a payer has paid. Of
 * grants: what an authority has given, what it has promised to give for an accepted claim, and what came in.
 */
export type AccountKind =
  | "OUTCOME_COST"
  | "OUTCOME_OWED"
  | "OUTCOME_PAID"
  | "SUPPORT_GRANTED"
  | "SUPPORT_OWED"
  | "SUPPORT_RECEIVED";

/** Whose account it is: a payer by kind and organisation, the provider, the authority or the grant's holder. */
export type Account = Readonly<{ party: string; kind: AccountKind }>;

/** A line: what is debited is positive, what is credited negative. Real money only; simulated money has no ledger. */
export type PostingLine = Readonly<{ account: Account; minor: bigint; currency: Currency }>;

/** An entry set: lines that belong together and sum to 0 in each currency. */
export type Posting = Readonly<{
  /** What is posted, in words that can only be true once; a second one with the same key is refused by the database. */
  businessKey: string;
  programmeId: string;
  /** The outcome or claim behind it. */
  subjectId: string;
  happenedOn: LocalDate;
  reason: string;
  /** The business key of the posting that it takes back; null when it takes back none. */
  reverses: string | null;
  lines: readonly PostingLine[];
}>;

/** Whether a posting may stand: at least two lines, none of 0, and a sum of 0 in each currency. */
export function isBalanced({ lines }: Pick<Posting, "lines">): boolean {
  const byCurrency = Map.groupBy(lines, ({ currency }) => currency);
  return (
    lines.length >= 2 &&
    lines.every(({ minor }) => minor !== 0n) &&
    [...byCurrency.values()].every((each) => sumMinor(each.map(({ minor }) => minor)) === 0n)
  );
}

/** The posting that takes `posting` back exactly. */
export function reversalOf(posting: Posting, happenedOn: LocalDate, reason: string): Posting {
  invariant(posting.reverses === null, "a reversal is not reversed");
  return {
    ...posting,
    businessKey: `${posting.businessKey}:reversal`,
    happenedOn,
    reason,
    reverses: posting.businessKey,
    lines: posting.lines.map((line) => ({ ...line, minor: -line.minor })),
  };
}

/** Balances by account and currency, of accounts that have ever moved; debit is positive. */
export function balancesOf(postings: readonly Posting[]): ReadonlyMap<string, bigint> {
  const balances = new Map<string, bigint>();
  for (const { account, currency, minor } of postings.flatMap(({ lines }) => lines)) {
    const key = `${account.party} ${account.kind} ${currency}`;
    balances.set(key, (balances.get(key) ?? 0n) + minor);
  }
  return balances;
}
