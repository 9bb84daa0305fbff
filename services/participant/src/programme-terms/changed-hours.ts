/** What other hours of a programme change. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import { type HoursStep, minimumHoursOn, type ProgrammeTerms } from "./programme-terms.ts";

/** Jobs of `from` hours or more and fewer than `to`, which start in these days, are counted otherwise than before. */
export type ChangedHours = Readonly<{ from: number; to: number; since: LocalDate; before: LocalDate | null }>;

/** What changes when `steps` take the place of all steps of the terms. */
export function changedHours(terms: ProgrammeTerms, steps: readonly HoursStep[]): readonly ChangedHours[] {
  const hoursSteps = steps.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  const after = { minimumHours: terms.minimumHours, hoursSteps };
  const days = [...(terms.hoursSteps ?? []), ...hoursSteps].map(({ validFrom }) => validFrom);
  return [...new Set(days)].sort().flatMap((since, at, sorted) => {
    const [was, is] = [minimumHoursOn(terms, since), minimumHoursOn(after, since)];
    return was === is
      ? []
      : [{ from: Math.min(was, is), to: Math.max(was, is), since, before: sorted[at + 1] ?? null }];
  });
}
