/** Outcomes for tests. */
import { localDate } from "@inclusion/kernel";
import { aCard, aLine } from "../rate-card/rate-card.fixture.ts";
import type { CapState, Evidence, Moment, Outcome, OutcomeFile } from "./outcome.ts";

export const NO_CAPS: CapState = {
  ...{ version: 0, personCapMinor: null, programmeCapMinor: null },
  ...{ usedByPersonMinor: 0n, usedMinor: 0n, waitsFor: null },
};

/** An outcome that was just reported by the participant service. */
export function anOutcome(differs: Partial<Outcome> = {}): Outcome {
  return {
    ...{ id: "outcome-1", programmeId: aCard().programmeId, participationId: "participation-1" },
    ...{ municipalityCode: "0751", metric: "EMPLOYED", indicator: "3B.3", eventOn: localDate("2021-03-01") },
    ...{ cardId: aCard().id, mode: "ACTUAL", state: "REPORTED", round: 1, rejections: 0, reportedBy: "reporter" },
    ...{ verifiedAt: null, verifiedBy: null, runId: null, price: null, paidOn: null, isRestricted: false, version: 1 },
    ...differs,
  };
}

/** Its file: no evidence, no caps, and an open run. */
export function aFile(outcome: Partial<Outcome> = {}, differs: Partial<OutcomeFile> = {}): OutcomeFile {
  return {
    ...{ outcome: anOutcome(outcome), evidence: [], line: aLine(), cardVersion: 1, currency: "DKK" },
    ...{ payers: aCard().payers, spells: [], caps: NO_CAPS },
    run: { id: "run-1", isOpen: true, periodTo: localDate("2021-06-30") },
    ...differs,
  };
}

/** A paper of the first attempt. */
export function aPaper(differs: Partial<Evidence> = {}): Evidence {
  return {
    ...{ id: "paper-1", outcomeId: "outcome-1", kind: "PAYSLIP", hash: "a".repeat(64), attachedBy: "caseworker" },
    ...{ attachedOn: localDate("2021-04-01"), attempt: "1.0" },
    ...differs,
  };
}

/** Somebody at work on a day in 2021. */
export function at(actor: string, today = "2021-07-01"): Moment {
  return { actor, today: localDate(today), now: `${today}T10:00:00.000Z`, newId: () => "new-id" };
}
