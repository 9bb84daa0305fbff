/** What finance is told of activities. */
import type { NewFact, Tx } from "@inclusion/kernel/runtime";
import type { HoursDelivered } from "@inclusion/schema/facts";
import type { ParticipationFile } from "../participation/participation-file.ts";
import { sumHours } from "./activity.repository.ts";
import { changedHours } from "./activity.ts";

/** The new total of each line of hours in which a stored file differs from what it was. */
export async function hoursFacts(
  tx: Tx,
  before: ParticipationFile,
  after: ParticipationFile,
): Promise<readonly NewFact[]> {
  const lines = changedHours(before.activities, after.activities);
  if (lines.length === 0) return [];
  const { programmeId } = after.participation;
  const totals = await sumHours(tx, programmeId, lines);
  return totals.map(({ axis, kind, month, hours }) => {
    const payload: HoursDelivered = { programmeId, axis, activity: kind, month, hours };
    return { type: "HoursDelivered", version: 1, subject: programmeId, payload };
  });
}
