import type { LocalDate } from "@inclusion/kernel";
import type { Tx } from "@inclusion/kernel/runtime";

/** A participation that is gone, and the programme it was of. */
export type DeletedParticipation = Readonly<{ participationId: string; programmeId: string }>;

/** Deletes every row, earlier ones too, of participations that had to be kept until a day before `today`. */
export function deleteEnded(tx: Tx, today: LocalDate): Promise<DeletedParticipation[]> {
  return tx.query(
    `SELECT participation_id AS "participationId", programme_id AS "programmeId" FROM participant.delete_ended($1)`,
    [today],
  );
}

/** Deletes imports whose time is over and that were not committed, with their files and findings. */
export function forgetStagedImports(tx: Tx): Promise<number> {
  return counted(tx, "forget_staged_imports");
}

/** Deletes notes of searches that no limit asks for any more. */
export function forgetLookups(tx: Tx): Promise<number> {
  return counted(tx, "forget_lookups");
}

async function counted(tx: Tx, name: "forget_staged_imports" | "forget_lookups"): Promise<number> {
  const [row] = await tx.query<{ count: number }>(`SELECT participant.${name}() AS count`);
  return row?.count ?? 0;
}
