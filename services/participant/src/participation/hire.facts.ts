/** What the accelerator is told of hires that count in 3B.3. */
import { deepEqual, type LocalDate, type MeasureEntry } from "@inclusion/kernel";
import type { NewFact } from "@inclusion/kernel/runtime";
import type { HireCounted } from "@inclusion/schema/facts";
import type { ParticipationFile } from "./participation-file.ts";

/** A participation with its ledger, as it stood or stands. */
export type Counted = Readonly<{ file: ParticipationFile; entries: readonly MeasureEntry[] }>;

/**
 * Takes back what no longer holds, then tells what holds now, whenever the ledger gets an entry of 3B.3 or the employer
 * is another one; nothing else.
 *
 * @param hidesPlace whether the participation's person is restricted: then no municipality is told
 */
export function hireFacts(before: Counted, after: Counted, hidesPlace = false): readonly NewFact[] {
  const [was, is] = [hireOf(before), hireOf(after)];
  if (deepEqual(was, is) && hiresIn(before).length === hiresIn(after).length) return [];
  const told = (type: string, hire: HireCounted | null): NewFact[] =>
    hire === null
      ? []
      : [
          {
            type,
            version: 1,
            subject: hire.participationId,
            payload: hidesPlace ? { ...hire, municipalityCode: null } : hire,
          },
        ];
  return [...told("HireVoided", was), ...told("HireCounted", is)];
}

function hiresIn({ entries }: Pick<Counted, "entries">): readonly MeasureEntry[] {
  return entries.filter(({ indicator }) => indicator === "3B.3");
}

/** The hire that counts; a participation has one at most. Null when none does, or when nothing is known of the job. */
export function hireOf({ file, entries }: Counted): HireCounted | null {
  const days = new Map<LocalDate, number>();
  const hires = hiresIn({ entries });
  for (const { validOn, amount } of hires) days.set(validOn, (days.get(validOn) ?? 0) + amount);
  const standing = hires.findLast(({ validOn, amount }) => amount > 0 && (days.get(validOn) ?? 0) > 0);
  const job = file.employments.find(({ id }) => standing?.cause === `employment ${id}`);
  if (standing === undefined || job === undefined) return null;
  const { subjectId, programmeId, municipalityCode, validOn, cause } = standing;
  const place = { programmeId, participationId: subjectId, municipalityCode };
  return { ...place, organisationId: job.employerId, hiredOn: validOn, cause };
}
