/** What the accelerator is told of matches. Pure. */
import type { Match } from "./match.ts";

/** That an opening was filled, and when; nothing of the person. */
type OpeningFilledFact = Readonly<{
  type: "OpeningFilled";
  version: 1;
  subject: string;
  payload: Readonly<{ openingId: string; filledOn: string }>;
}>;

/** A fact for each match that has become a job between two lists of matches. */
export function openingFacts(before: readonly Match[], after: readonly Match[]): readonly OpeningFilledFact[] {
  const hired = new Set(before.filter(({ status }) => status === "HIRED").map(({ id }) => id));
  return after.flatMap(({ id, openingId, status, decidedOn }) =>
    status !== "HIRED" || decidedOn === null || hired.has(id)
      ? []
      : [{ type: "OpeningFilled", version: 1, subject: openingId, payload: { openingId, filledOn: decidedOn } }],
  );
}
