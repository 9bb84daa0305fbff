/** What a hash of the ledger holds, and what is wrong with a ledger as it stands. Pure but for the hash it is given. */
import { type Currency, type LocalDate, sumMinor } from "@inclusion/kernel";
import type { AccountKind, Posting } from "./posting.ts";

/** A set as it stands in the database. */
export type StandingSet = Readonly<{
  programmeId: string;
  position: number;
  businessKey: string;
  subjectId: string;
  happenedOn: LocalDate;
  reason: string;
  reverses: string | null;
  entries: readonly Readonly<{ party: string; kind: AccountKind; currency: Currency; minor: bigint }>[];
  previousHash: string;
  hash: string;
}>;

/** SHA-256 of a text in hexadecimal. */
export type Hash = (text: string) => string;

/** The hash before the first set. */
export const GENESIS = "0".repeat(64);

/** The hash of a set that follows `previousHash`: every part with its length, so that no two contents look alike. */
export function hashOfSet(set: Omit<StandingSet, "hash">, hash: Hash): string {
  const parts = [
    ...[set.previousHash, set.programmeId, String(set.position), set.businessKey, set.subjectId, set.happenedOn],
    ...[set.reason, set.reverses ?? "", String(set.entries.length)],
    ...set.entries.flatMap(({ party, kind, currency, minor }) => [party, kind, currency, String(minor)]),
  ];
  return hash(parts.map((part) => `${part.length}:${part}`).join(""));
}

/** Where a ledger ends: the position and hash of its last set. */
export type ChainEnd = Readonly<Pick<StandingSet, "position" | "hash">>;

/** The sets that postings make after the end of a ledger. */
export function setsAfter({ position, hash: end }: ChainEnd, postings: readonly Posting[], hash: Hash): StandingSet[] {
  let previousHash = end;
  return postings.map(({ lines, ...posting }, index) => {
    const entries = lines.map(({ account, currency, minor }) => ({ ...account, currency, minor }));
    const set = { ...posting, position: position + index + 1, entries, previousHash };
    previousHash = hashOfSet(set, hash);
    return { ...set, hash: previousHash };
  });
}

/** What is wrong with a set, given the one before it and all keys that were reversed or posted so far; null when nothing is. */
export function problemOfSet(
  set: StandingSet,
  before: Readonly<{ position: number; hash: string; sets: ReadonlyMap<string, StandingSet> }>,
  hash: Hash,
): string | null {
  if (set.position !== before.position + 1) return "The set before it is missing.";
  if (set.previousHash !== before.hash) return "It does not follow from the set before it.";
  if (set.hash !== hashOfSet(set, hash)) return "It is not as it was written.";
  if (set.entries.length < 2) return "It has fewer than two entries.";
  const byCurrency = Map.groupBy(set.entries, ({ currency }) => currency);
  for (const [currency, entries] of byCurrency) {
    const sum = sumMinor(entries.map(({ minor }) => minor));
    if (sum !== 0n) return `Its entries in ${currency} sum to ${sum} and not to 0.`;
  }
  if (set.reverses === null) return null;
  const reversed = before.sets.get(set.reverses);
  if (reversed === undefined) return `It takes back ${set.reverses}, which was not posted before it.`;
  return isNegation(reversed, set) ? null : `It is not the negation of ${set.reverses}.`;
}

function isNegation(of: StandingSet, by: StandingSet): boolean {
  const text = ({ entries }: StandingSet, sign: bigint): string =>
    entries
      .map(({ party, kind, currency, minor }) => `${party}|${kind}|${currency}|${minor * sign}`)
      .toSorted()
      .join("\n");
  return text(of, -1n) === text(by, 1n);
}
