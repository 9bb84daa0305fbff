/** What an outcome counts in the measure ledger. Pure. */
import { deepEqual, differenceOf, type LocalDate, type MeasureEntry, type ResultCatalogue } from "@inclusion/kernel";
import type { Outcome, OutcomeState } from "./outcome.ts";

/** Figures of this service and the versions of their definitions. */
export const FINANCE_RESULTS = { OUTCOMES_VERIFIED: 1, OUTCOMES_PAID: 1 } as const;

/** What finance counts: who was paid is part of who was verified. */
export const RESULT_CATALOGUE: ResultCatalogue = {
  schema: "finance",
  definitions: { OUTCOMES_VERIFIED: { version: 1 }, OUTCOMES_PAID: { version: 1 } },
  divisions: [{ whole: "OUTCOMES_VERIFIED", parts: ["OUTCOMES_PAID"], isComplete: false }],
  publishedElsewhere: new Set(),
  rowScope: "finance:read",
};

const VERIFIED: ReadonlySet<OutcomeState> = new Set(["VERIFIED", "PAYABLE", "CLAIMED", "PAID"]);

/** Entries that an outcome is worth as it stands: verified on the day of its event, paid on the day of payment. */
export function outcomeMeasures(outcome: Outcome, cause: string): readonly MeasureEntry[] {
  const entry = (indicator: keyof typeof FINANCE_RESULTS, validOn: LocalDate): MeasureEntry => ({
    ...{ indicator, amount: 1, programmeId: outcome.programmeId, municipalityCode: outcome.municipalityCode },
    ...{ subjectId: outcome.id, validOn, definitionVersion: FINANCE_RESULTS[indicator], cause },
    ...{ dimensions: {}, synthetic: false },
  });
  return [
    ...(VERIFIED.has(outcome.state) ? [entry("OUTCOMES_VERIFIED", outcome.eventOn)] : []),
    ...(outcome.state === "PAID" && outcome.mode === "ACTUAL" && outcome.paidOn !== null
      ? [entry("OUTCOMES_PAID", outcome.paidOn)]
      : []),
  ];
}

/** Whether an outcome counts otherwise after a step. */
export function countsOtherwise(before: Outcome, after: Outcome): boolean {
  return !deepEqual(outcomeMeasures(after, ""), outcomeMeasures(before, ""));
}

/** What is to be written so that an outcome counts as it stands; what is made up stays so, whoever takes later steps. */
export function measuresOfStep(
  after: Outcome,
  written: readonly MeasureEntry[],
  cause: string,
): readonly MeasureEntry[] {
  const synthetic = written.some((entry) => entry.synthetic);
  return differenceOf(
    written,
    outcomeMeasures(after, cause).map((entry) => ({ ...entry, synthetic })),
    cause,
  );
}
