/** Finance's part of the seed while it is worked out: rows, postings, counts and facts in memory, by finance's own rules. */

import { entryRows, keyOf, setRow, sha256 } from "@inclusion/finance/ledger/ledger.repository";
import { type ChainEnd, type StandingSet, setsAfter } from "@inclusion/finance/ledger/ledger-chain";
import { isBalanced, type Posting } from "@inclusion/finance/ledger/posting";
import type { StoredRow } from "@inclusion/finance/stored-row";
import { dayOf, deepEqual, invariant, type MeasureEntry } from "@inclusion/kernel";
import type { NewFact } from "@inclusion/kernel/runtime";
import type { Random } from "./random.ts";
import { byInstant } from "./recording.ts";
import type { Told } from "./rows.ts";
import type { Recording, TableRows } from "./table-rows.ts";
import { entriesTable } from "./tables.ts";

/** Something that finance does, at the instant at which it was recorded. */
export type Step = Told<(book: Book) => void>;

/** Finance's tables in the order of their foreign keys; where rows have versions, with the column that names them. */
const TABLES = [
  ["rate_card", "instant"],
  ["grant_version", "instant"],
  ["pathway", "versions", "participation_id"],
  ["work_history", "versions", "participation_id"],
  ["work_spell", "versions", "employment_id"],
  ["reached_outcome", "none"],
  ["hours_delivered", "none"],
  ["payment_run", "versions"],
  ["outcome", "versions"],
  ["outcome_evidence", "instant"],
  ["outcome_event", "instant"],
  ["outcome_price", "instant"],
  ["simulated_price", "instant"],
  ["cost_claim", "versions"],
  ["cost_claim_event", "instant"],
  ["cost_line", "versions"],
  ["ledger_account", "none"],
  ["ledger_set", "instant"],
  ["ledger_entry", "none"],
] as const satisfies readonly (readonly [string, Recording, string?])[];

type TableName = (typeof TABLES)[number][0];

/** Columns that are a list of PostgreSQL and not JSON. */
const LISTS: ReadonlySet<string> = new Set(["evidence_kinds"]);

export type Book = Readonly<{
  /** Adds rows, or further versions of rows. */
  add: (table: TableName, ...rows: readonly StoredRow[]) => void;
  /** Adds a row, unless its last version says the same; in a table that keeps no versions it replaces the row. */
  keep: (table: TableName, row: StoredRow, key: readonly string[]) => void;
  /** Posts to the ledger. */
  post: (postings: readonly Posting[]) => void;
  /** The postings of a subject that no reversal has taken back. */
  standing: (subjectId: string) => readonly Posting[];
  /** Writes to the measure ledger; all that the seed counts is made up. */
  measure: (...entries: readonly MeasureEntry[]) => void;
  /** What was counted of a subject. */
  counted: (subjectId: string) => readonly MeasureEntry[];
  tell: (...facts: readonly NewFact[]) => void;
}>;

/** Takes the steps, oldest first, and gives the rows that follow from them, ready for their tables. */
export function tablesOfSteps(random: Random, steps: readonly Step[], end: ChainEnd): TableRows[] {
  const shelf: Shelf = { at: "", random, told: new Map(), last: new Map(), entries: [], facts: [] };
  const book = bookOf(shelf, end);
  for (const { row: take, recordedAt } of steps.toSorted(byInstant)) {
    shelf.at = recordedAt;
    take(book);
  }
  return [
    ...TABLES.map(([table, recording, key]) => tableRows(shelf.told.get(table) ?? [], { table, recording, key })),
    entriesTable(shelf.entries, []),
    factTable(random, shelf.facts),
  ];
}

type Shelf = {
  /** The instant of the step that is taken. */
  at: string;
  random: Random;
  told: Map<TableName, Told<StoredRow>[]>;
  /** The last version of each row that `keep` has put, by table and key. */
  last: Map<string, Told<StoredRow>>;
  entries: Told<MeasureEntry>[];
  facts: Told<NewFact>[];
};

function bookOf(shelf: Shelf, end: ChainEnd): Book {
  const counted = new Map<string, MeasureEntry[]>();
  const add: Book["add"] = (table, ...rows) => {
    listIn(shelf.told, table).push(...rows.map((row) => ({ row, recordedAt: shelf.at })));
  };
  return {
    add,
    keep: (table, row, key) => {
      const name = [table, ...key.map((column) => row[column])].join(" ");
      const before = shelf.last.get(name);
      if (before !== undefined && deepEqual(before.row, row)) return;
      shelf.last.set(name, { row, recordedAt: shelf.at });
      const rows = listIn(shelf.told, table);
      const isReplaced = before !== undefined && recordingOf(table) === "none";
      if (isReplaced) rows[rows.findIndex((each) => each.row === before.row)] = { row, recordedAt: shelf.at };
      else rows.push({ row, recordedAt: shelf.at });
    },
    ...ledgerOf(shelf, add, end),
    measure: (...entries) => {
      for (const entry of entries) {
        const row = { ...entry, synthetic: true };
        shelf.entries.push({ row, recordedAt: shelf.at });
        listIn(counted, entry.subjectId).push(row);
      }
    },
    counted: (subjectId) => counted.get(subjectId) ?? [],
    tell: (...facts) => void shelf.facts.push(...facts.map((row) => ({ row, recordedAt: shelf.at }))),
  };
}

/** The ledger of one programme from its end on. */
function ledgerOf(shelf: Shelf, add: Book["add"], end: ChainEnd): Pick<Book, "post" | "standing"> {
  const accounts = new Map<string, string>();
  const bySubject = new Map<string, Posting[]>();
  const reversed = new Set<string>();
  const random = shelf.random.fork("accounts");
  let last: ChainEnd = end;
  const openAccounts = ({ programmeId, entries }: StandingSet): void => {
    for (const { party, kind, currency } of entries) {
      const key = keyOf({ party, kind, currency });
      if (accounts.has(key)) continue;
      const id = random.id(dayOf(new Date(shelf.at)));
      accounts.set(key, id);
      add("ledger_account", { id, programme_id: programmeId, party, kind, currency });
    }
  };
  return {
    post: (postings) => {
      invariant(postings.every(isBalanced), "what the seed posts is balanced");
      for (const posting of postings) {
        listIn(bySubject, posting.subjectId).push(posting);
        if (posting.reverses !== null) reversed.add(posting.reverses);
      }
      const sets = setsAfter(last, postings, sha256);
      for (const set of sets) {
        openAccounts(set);
        add("ledger_set", setRow(set));
        add("ledger_entry", ...entryRows(set, (key) => accounts.get(key)));
      }
      last = sets.at(-1) ?? last;
    },
    standing: (subjectId) =>
      (bySubject.get(subjectId) ?? []).filter(
        ({ reverses, businessKey }) => reverses === null && !reversed.has(businessKey),
      ),
  };
}

function recordingOf(table: TableName): Recording | undefined {
  return TABLES.find(([name]) => name === table)?.[1];
}

function listIn<Key, Item>(lists: Map<Key, Item[]>, key: Key): Item[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

function tableRows(
  told: readonly Told<StoredRow>[],
  { table, recording, key }: Readonly<{ table: string; recording: Recording; key: string | undefined }>,
): TableRows {
  const columns = Object.keys(told[0]?.row ?? {});
  const rows = told.map(({ row, recordedAt }) => ({
    values: columns.map((column) => storedAs(column, row[column])),
    id: row[key ?? "id"],
    recordedAt,
  }));
  return { table, columns, recording, rows, ...(key === undefined ? {} : { key }) };
}

function storedAs(column: string, value: unknown): unknown {
  return Array.isArray(value) && !LISTS.has(column) ? JSON.stringify(value) : value;
}

/** Facts on their way to whoever follows them. */
export function factTable(random: Random, facts: readonly Told<NewFact>[]): TableRows {
  const rows = facts.map(({ row: { type, version, subject, payload }, recordedAt }) => {
    const id = random.id(dayOf(new Date(recordedAt)));
    return { values: [id, type, version, subject, JSON.stringify(payload)], id, recordedAt };
  });
  return { table: "fact", columns: ["id", "type", "version", "subject", "payload"], recording: "instant", rows };
}
