/** What the operator has done day by day: what need not be kept goes, and old keys are taken out of use. */
import type { DailyTask, FieldKeys, NewFact, Tx } from "@inclusion/kernel/runtime";
import type { WorkHistorySet } from "@inclusion/schema/facts";
import { rotateIdentities } from "../identity/identity.repository.ts";
import { type DeletedParticipation, deleteEnded, forgetLookups, forgetStagedImports } from "./retention.repository.ts";

/** What a sweep took away. */
export type Swept = Readonly<{ participations: number; imports: number; lookups: number }>;

/**
 * Deletes participations whose duty to be kept has ended, imports that nobody committed in time, and notes of searches
 * older than a day. What the ledger counts stays. Finance is told that nothing of the work is known any more.
 */
export const privacySweep: DailyTask<Swept> = {
  name: "privacy-sweep",
  scopes: ["dpo:erase"],
  // Those go that had to be kept until a day before today.
  work: async (tx, today) => {
    const deleted = await deleteEnded(tx, today);
    for (const { participationId } of deleted) await tx.note("person:delete", participationId);
    tx.tell(...deleted.map(forgotten));
    return {
      participations: deleted.length,
      imports: await forgetStagedImports(tx),
      lookups: await forgetLookups(tx),
    };
  },
};

/** Seals what is sealed by old keys anew, portion by portion; gives how many rows that were. */
export async function rotateAll(
  inTransaction: (work: (tx: Tx) => Promise<number>) => Promise<number>,
  keys: FieldKeys,
): Promise<number> {
  let [all, done] = [0, 0];
  do {
    done = await inTransaction((tx) => rotateIdentities(tx, keys));
    all += done;
  } while (done > 0);
  return all;
}

function forgotten({ participationId, programmeId }: DeletedParticipation): NewFact {
  const nothing = { municipalityCode: null, benefitAtEntry: null, seniorityWeeks: null, spells: [] };
  const payload: WorkHistorySet = { participationId, programmeId, ...nothing };
  return { type: "WorkHistorySet", version: 1, subject: participationId, payload };
}
