import { createHash, randomUUID } from "node:crypto";
import type { Currency } from "@inclusion/kernel";
import type { Reader, TwoClocks, Tx } from "@inclusion/kernel/runtime";
import { addRows, type StoredRow } from "../stored-row.ts";
import { type ChainEnd, GENESIS, problemOfSet, type StandingSet, setsAfter } from "./ledger-chain.ts";
import type { AccountKind, Posting } from "./posting.ts";

/** SHA-256 of a text in hexadecimal. */
export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

type StoredSet = Omit<StandingSet, "entries"> &
  Readonly<{
    recordedAt: Date;
    entries: readonly Readonly<{ party: string; kind: AccountKind; currency: Currency; minor: string }>[];
  }>;

/** A set with the instant from which it is known. */
export type RecordedSet = StandingSet & Readonly<{ recordedAt: Date }>;

const SETS = `
  SELECT s.programme_id AS "programmeId", s.position, s.business_key AS "businessKey", s.subject_id AS "subjectId",
         s.happened_on::text AS "happenedOn", s.reason, s.reverses, encode(s.previous_hash, 'hex') AS "previousHash",
         encode(s.hash, 'hex') AS hash, s.recorded_at AS "recordedAt",
         coalesce((SELECT json_agg(json_build_object('party', a.party, 'kind', a.kind, 'currency', e.currency, 'minor', e.minor::text)
           ORDER BY e.line) FROM finance.ledger_entry e JOIN finance.ledger_account a ON a.id = e.account_id
           WHERE e.programme_id = s.programme_id AND e.position = s.position), '[]') AS entries
  FROM finance.ledger_set s`;

/**
 * Posts sets at the end of a programme's ledger. The caller has taken the programme's turn, and the chain has a lock of
 * its own besides, because claims and outcomes of one programme take different turns.
 */
export async function postSets(tx: Tx, programmeId: string, postings: readonly Posting[]): Promise<void> {
  if (postings.length === 0) return;
  await tx.query("SELECT pg_advisory_xact_lock(hashtext($1))", [`finance:ledger:${programmeId}`]);
  const accounts = await accountsOf(tx, programmeId, postings);
  const sets = setsAfter(await endOfLedger(tx, programmeId), postings, sha256);
  await addRows(tx, "ledger_set", sets.map(setRow));
  await addRows(
    tx,
    "ledger_entry",
    sets.flatMap((set) => entryRows(set, (key) => accounts.get(key))),
  );
}

/** Where a programme's ledger ends; the caller keeps others from it. */
export async function endOfLedger(reader: Reader, programmeId: string): Promise<ChainEnd> {
  const [last] = await reader.query<ChainEnd>(
    `SELECT position, encode(hash, 'hex') AS hash FROM finance.ledger_set WHERE programme_id = $1
     ORDER BY position DESC LIMIT 1`,
    [programmeId],
  );
  return last ?? { position: 0, hash: GENESIS };
}

/** The rows of a set's entries, by the id of each account's key. */
export function entryRows(
  { programmeId, position, entries }: StandingSet,
  accountOf: (key: string) => string | undefined,
): StoredRow[] {
  return entries.map(({ currency, minor, ...account }, index) => ({
    ...{ programme_id: programmeId, position, line: index + 1, currency, minor },
    account_id: accountOf(keyOf({ ...account, currency })),
  }));
}

/** The row of a set. */
export function setRow(set: StandingSet): StoredRow {
  return {
    ...{ programme_id: set.programmeId, position: set.position, business_key: set.businessKey },
    ...{ subject_id: set.subjectId, happened_on: set.happenedOn, reason: set.reason, reverses: set.reverses },
    ...{ previous_hash: `\\x${set.previousHash}`, hash: `\\x${set.hash}` },
  };
}

async function accountsOf(
  tx: Tx,
  programmeId: string,
  postings: readonly Posting[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = new Map(
    postings.flatMap(({ lines }) =>
      lines.map(({ account, currency }) => [keyOf({ ...account, currency }), { ...account, currency }] as const),
    ),
  );
  const rows = [...wanted.values()].map((account) => ({ id: randomUUID(), ...account }));
  const found = await tx.query<{ id: string; party: string; kind: AccountKind; currency: Currency }>(
    `WITH wanted AS (SELECT * FROM jsonb_to_recordset($2::jsonb) AS w(id uuid, party text, kind text, currency text)),
       added AS (INSERT INTO finance.ledger_account (id, programme_id, party, kind, currency)
         SELECT id, $1, party, kind, currency FROM wanted w WHERE NOT EXISTS (SELECT FROM finance.ledger_account a
           WHERE a.programme_id = $1 AND (a.party, a.kind, a.currency) = (w.party, w.kind, w.currency))
         RETURNING id, party, kind, currency)
     SELECT id, party, kind, currency FROM added
     UNION ALL SELECT a.id, a.party, a.kind, a.currency FROM finance.ledger_account a JOIN wanted w
       ON (a.party, a.kind, a.currency) = (w.party, w.kind, w.currency) WHERE a.programme_id = $1`,
    [programmeId, JSON.stringify(rows)],
  );
  return new Map(found.map((account) => [keyOf(account), account.id]));
}

/** What names an account within a programme. */
export function keyOf({ party, kind, currency }: Readonly<{ party: string; kind: string; currency: string }>): string {
  return `${party} ${kind} ${currency}`;
}

/** The postings of a subject that no reversal has taken back. */
export async function findStandingPostings(reader: Reader, subjectId: string): Promise<Posting[]> {
  const sets = await reader.query<StoredSet>(
    `${SETS} WHERE s.subject_id = $1 AND s.reverses IS NULL
       AND NOT EXISTS (SELECT FROM finance.ledger_set r WHERE r.reverses = s.business_key) ORDER BY s.position`,
    [subjectId],
  );
  return sets.map(recorded).map(({ entries, businessKey, programmeId, happenedOn, reason, reverses }) => ({
    ...{ businessKey, programmeId, subjectId, happenedOn, reason, reverses },
    lines: entries.map(({ party, kind, currency, minor }) => ({ account: { party, kind }, currency, minor })),
  }));
}

/** Which sets are asked for: of one programme, after a position, perhaps of one subject only. */
export type SetsAsked = Readonly<{ programmeId: string; subjectId: string | null; after: number; limit: number }>;

/** Sets in the order of their positions. */
export async function listSets(
  reader: Reader,
  { programmeId, subjectId, after, limit }: SetsAsked,
): Promise<RecordedSet[]> {
  const sets = await reader.query<StoredSet>(
    `${SETS} WHERE s.programme_id = $1 AND s.position > $2 AND ($3::uuid IS NULL OR s.subject_id = $3)
     ORDER BY s.position LIMIT $4`,
    [programmeId, after, subjectId, limit],
  );
  return sets.map(recorded);
}

/** The balance of an account; debit is positive. */
export type Balance = Readonly<{ party: string; kind: AccountKind; currency: Currency; minor: bigint }>;

/** Balances of a programme's accounts at two clocks, in the order of their kinds and parties. */
export async function findBalances(
  reader: Reader,
  programmeId: string,
  { asOf, knownAt }: TwoClocks,
): Promise<Balance[]> {
  const rows = await reader.query<Omit<Balance, "minor"> & Readonly<{ minor: string }>>(
    `SELECT a.party, a.kind, a.currency, sum(e.minor)::text AS minor
     FROM finance.ledger_account a JOIN finance.ledger_entry e ON e.account_id = a.id
       JOIN finance.ledger_set s ON s.programme_id = e.programme_id AND s.position = e.position
     WHERE a.programme_id = $1 AND s.happened_on <= $2 AND s.recorded_at <= $3
     GROUP BY a.party, a.kind, a.currency ORDER BY a.kind, a.party, a.currency`,
    [programmeId, asOf, knownAt],
  );
  return rows.map((row) => ({ ...row, minor: BigInt(row.minor) }));
}

/** Where each programme's ledger ends, or the first set that is wrong, with what is wrong with it. */
export type LedgerVerdict =
  | Readonly<{ ok: true; sets: number; heads: Readonly<Record<string, string>> }>
  | Readonly<{ ok: false; programmeId: string; position: number; businessKey: string; problem: string }>;

const PAGE = 1_000;

/**
 * Replays every ledger from its first set: chain, balance, reversals, and that nothing was taken back twice.
 *
 * @param reader sees every set, as the system's viewer or the superuser does
 * @param heads  hashes of ends that were kept outside, by programme: they must still stand in their ledgers
 */
export async function verifyLedger(
  reader: Reader,
  heads: Readonly<Record<string, string>> = {},
): Promise<LedgerVerdict> {
  const programmes = await reader.query<{ id: string }>(
    "SELECT DISTINCT programme_id AS id FROM finance.ledger_set ORDER BY 1",
  );
  const ends: Record<string, string> = {};
  let count = 0;
  for (const programmeId of new Set([...programmes.map(({ id }) => id), ...Object.keys(heads)])) {
    const verdict = await verifyProgramme(reader, programmeId, heads[programmeId] ?? null);
    if (!verdict.ok) return verdict;
    count += verdict.sets;
    ends[programmeId] = verdict.hash;
  }
  return { ok: true, sets: count, heads: ends };
}

async function verifyProgramme(reader: Reader, programmeId: string, kept: string | null) {
  const sets = new Map<string, StandingSet>();
  let before = { position: 0, hash: GENESIS, sets };
  let isKept = kept === null;
  for (;;) {
    const page = await listSets(reader, { programmeId, subjectId: null, after: before.position, limit: PAGE });
    for (const set of page) {
      const problem = problemOfSet(set, before, sha256);
      const { position, businessKey } = set;
      if (problem !== null) return { ok: false, programmeId, position, businessKey, problem } as const;
      sets.set(businessKey, set);
      before = { position, hash: set.hash, sets };
      isKept ||= set.hash === kept;
    }
    if (page.length < PAGE) break;
  }
  if (isKept) return { ok: true, sets: sets.size, hash: before.hash } as const;
  const problem = "The ledger does not hold the end that was kept outside.";
  return { ok: false, programmeId, position: before.position + 1, businessKey: "", problem } as const;
}

function recorded({ entries, ...set }: StoredSet): RecordedSet {
  return { ...set, entries: entries.map((entry) => ({ ...entry, minor: BigInt(entry.minor) })) };
}
