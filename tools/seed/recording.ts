/**
 * When what happened became known, and what the ledger said from then on. Pure.
 *
 * Nothing is recorded before it happened, and what is told about one thing is told in the order of events.
 */
import { differenceOf, type LocalDate, type MeasureEntry } from "@inclusion/kernel";
import { dayAfter, type Random } from "./random.ts";
import type { Told } from "./rows.ts";

const LATE_PERCENT = 6;

/** The instant at which something of this day is recorded: one to three weeks later, or seldom two to four months. */
export function recordedAfter(random: Random, on: LocalDate): string {
  const day = random.chance(LATE_PERCENT) ? dayAfter(random, on, 60, 120) : dayAfter(random, on, 1, 21);
  return random.instant(day);
}

/** Tells rows of a day each. */
export function toldEach<Row>(random: Random, rows: readonly Row[], dayOf: (row: Row) => LocalDate): Told<Row>[] {
  return rows.map((row) => ({ row, recordedAt: recordedAfter(random, dayOf(row)) }));
}

/** Something that can be told from the day `on`; `isBeside` when it is recorded apart from the steps of the way. */
export type Event<Change> = Readonly<{ on: LocalDate; change: Change; isBeside?: true }>;

/** The events of one life in their order, each with the instant at which it was recorded; one instant for a day. */
export function inOrderOfRecording<Change>(random: Random, events: readonly Event<Change>[]): Told<Change>[] {
  let day = "";
  let recordedAt = "";
  return [...events].sort(byDay).map(({ on, change }) => {
    if (on !== day) {
      const at = recordedAfter(random, on);
      if (at > recordedAt) recordedAt = at;
      day = on;
    }
    return { row: change, recordedAt };
  });
}

/**
 * The ledger of something whose entries changed as more became known: what is right stays, what was wrong is
 * reversed, what is new is added, each at the instant at which it was recorded.
 *
 * @param states all entries by what was known, oldest first
 */
export function ledgerOf(states: readonly Told<readonly MeasureEntry[]>[], cause: string): Told<MeasureEntry>[] {
  const ledger: Told<MeasureEntry>[] = [];
  let written: MeasureEntry[] = [];
  for (const { row: wanted, recordedAt } of states) {
    if (sameEntries(written, wanted)) continue;
    const entries = differenceOf(written, wanted, cause);
    written = [...written, ...entries];
    for (const row of entries) ledger.push({ row, recordedAt });
  }
  return ledger;
}

/** Whether both are the same beyond doubt; spares the full comparison, which is slow, in most cases. */
function sameEntries(before: readonly MeasureEntry[], after: readonly MeasureEntry[]): boolean {
  return (
    before.length === after.length &&
    before.every((entry, index) => {
      const other = after[index] as MeasureEntry;
      return (
        entry.indicator === other.indicator &&
        entry.amount === other.amount &&
        entry.validOn === other.validOn &&
        Object.entries(entry.dimensions).every(([name, value]) => other.dimensions[name] === value)
      );
    })
  );
}

/** Orders tellings by instant; those of one instant keep their order. */
export function byInstant(a: Told<unknown>, b: Told<unknown>): number {
  return a.recordedAt < b.recordedAt ? -1 : Number(a.recordedAt > b.recordedAt);
}

function byDay(a: Event<unknown>, b: Event<unknown>): number {
  return a.on < b.on ? -1 : Number(a.on > b.on);
}
