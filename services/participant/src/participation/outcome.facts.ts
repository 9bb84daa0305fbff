/** What finance is told when an indicator changes for a participation. */
import type { MeasureEntry } from "@inclusion/kernel";
import type { OutcomeReached, OutcomeVoided } from "@inclusion/schema/facts";

/** Indicators that can be paid for. */
const METRICS: ReadonlySet<string> = new Set(["3B.1", "3B.2", "3B.3", "3B.4"]);

type OutcomeFact = Readonly<{
  type: "OutcomeReached" | "OutcomeVoided";
  version: 1;
  subject: string;
  payload: OutcomeReached | OutcomeVoided;
}>;

/** A fact for each entry: an addition reaches an outcome, a reversal voids it. */
export function outcomeFacts(entries: readonly MeasureEntry[]): readonly OutcomeFact[] {
  return entries
    .filter(({ indicator }) => METRICS.has(indicator))
    .map(({ amount, indicator, subjectId, programmeId, municipalityCode, validOn, cause }) => ({
      type: amount > 0 ? "OutcomeReached" : "OutcomeVoided",
      version: 1,
      subject: subjectId,
      payload: {
        participationId: subjectId,
        programmeId,
        municipalityCode,
        metric: indicator,
        eventOn: validOn,
        cause,
      },
    }));
}
