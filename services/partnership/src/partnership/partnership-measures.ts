/** What a partnership counts for. Pure. */
import type { LocalDate, MeasureEntry } from "@inclusion/kernel";
import {
  casePublishedEntry,
  lostRoles,
  type PartnershipFile,
  partnershipEntry,
  presentParties,
} from "./partnership.ts";

/**
 * Every entry of the file: reached states count from their day, what holds for a time is taken away on the day it ends.
 *
 * A state that was never dated, as in rows of before, counts for nothing but the day in force.
 */
export function partnershipMeasures(file: PartnershipFile): readonly MeasureEntry[] {
  const { record, cases } = file;
  const reached = (indicator: string, on: LocalDate | null): MeasureEntry[] =>
    on === null ? [] : [entryOf(file, indicator, on)];
  const activeUntil = earliest(record.anchoredOn, record.closedOn);
  const published = cases.find(({ state }) => state === "PUBLISHED")?.publishedOn ?? null;
  return [
    ...reached("PARTNERSHIPS_DRAFTED", record.draftedOn),
    ...reached("PARTNERSHIPS_SIGNED", record.signedOn),
    ...reached(`PARTNERSHIPS_SIGNED_${record.kind}`, record.signedOn),
    ...reached("PARTNERSHIPS_ACTIVE", record.activeFrom),
    ...ended(reached("PARTNERSHIPS_ACTIVE", record.activeFrom === null ? null : activeUntil)),
    ...reached("PARTNERSHIPS_ANCHORED", record.anchoredOn),
    ...reached(`PARTNERSHIPS_ANCHORED_${record.kind}`, record.anchoredOn),
    ...reached("PARTNERSHIPS_CLOSED", record.closedOn),
    ...reached("PARTNERSHIPS_PARTY_LOST", lostSince(file)),
    ...(published === null ? [] : [casePublishedEntry(record, published)]),
    ...promised(file),
  ];
}

function entryOf({ record }: PartnershipFile, indicator: string, on: LocalDate): MeasureEntry {
  return partnershipEntry(record, indicator, on, `partnership ${record.id}`);
}

function ended(entries: readonly MeasureEntry[]): readonly MeasureEntry[] {
  return entries.map((entry) => ({ ...entry, amount: -1 }));
}

function earliest(...days: readonly (LocalDate | null)[]): LocalDate | null {
  return days.filter((day) => day !== null).sort()[0] ?? null;
}

/** The first day of the gap that stands open, while the partnership is in force. */
function lostSince({ record, parties }: PartnershipFile): LocalDate | null {
  if (record.state === "CLOSED" || record.activeFrom === null) return null;
  const present = presentParties(parties);
  const last =
    parties
      .flatMap(({ leftOn }) => (leftOn === null ? [] : [leftOn]))
      .sort()
      .at(-1) ?? null;
  if (last === null || lostRoles(record.kind, present, last).length === 0) return null;
  return earliest(...lostRoles(record.kind, parties, last).map(({ since }) => since));
}

/** Seats and places as they are promised, each commitment from its own day. */
function promised({ record, commitments }: PartnershipFile): readonly MeasureEntry[] {
  return commitments
    .filter(({ seats }) => seats > 0)
    .map(({ id, kind, seats, promisedOn }) => ({
      ...partnershipEntry(record, kind === "JOB" ? "JOBS_PROMISED" : "PLACES_PROMISED", promisedOn, `commitment ${id}`),
      amount: seats,
    }));
}
