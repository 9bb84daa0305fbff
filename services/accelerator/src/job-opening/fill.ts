/** How seats of a job opening are taken and given back. Pure. */
import { acceptUnless, type Decision, type LocalDate } from "@inclusion/kernel";
import { type Given, type Moment, notBefore, notInFuture, reasonGiven, when } from "../refusal/rule.ts";
import type { AcceleratorRefusalCode } from "../refusals.ts";
import { counted, isOpenOn, type OpeningFile, type OpeningFill } from "./job-opening.ts";

type Decided = Decision<OpeningFile, AcceleratorRefusalCode>;

/**
 * A person confirms that a participation fills a seat; never one more than there are.
 *
 * Where the participant service told the same hire already, which it does without naming anybody, the participation is
 * added to that filling and no second seat is taken.
 *
 * @refuses OPENING_NOT_OPEN, OPENING_FULL, ALREADY_FILLED, DATE_IN_FUTURE
 */
export function fillOpening(
  file: OpeningFile,
  { participationId, filledOn }: Readonly<{ participationId: string; filledOn: LocalDate }>,
  at: Moment,
): Decided {
  const { opening, fills } = file;
  const told = fills.find(
    (fill) => fill.participationId === null && fill.endedOn === null && fill.filledOn === filledOn,
  );
  const isTwice = fills.some((fill) => fill.participationId === participationId && fill.endedOn === null);
  const isFull = told === undefined && opening.taken >= opening.seats;
  const period = `from ${opening.opensOn} to ${opening.closesOn ?? "an open end"}`;
  const problems = [
    ...notInFuture(at, filledOn, "filledOn"),
    ...when(
      !isOpenOn(opening, filledOn),
      "OPENING_NOT_OPEN",
      `The opening is ${opening.state} and open ${period}, not on ${filledOn}.`,
      "filledOn",
    ),
    ...when(isTwice, "ALREADY_FILLED", "The participation fills a seat of this opening already.", "participationId"),
    ...when(
      isFull && !isTwice,
      "OPENING_FULL",
      `All ${opening.seats} seats are taken: break one off or add a seat.`,
      "openingId",
    ),
  ];
  return acceptUnless(problems, () => {
    if (told !== undefined) return withFill(file, { ...told, participationId });
    return withFill(file, newFill(file, { id: at.newId(), participationId, factId: null, filledOn }));
  });
}

/**
 * What the participant service tells: somebody was hired. It happened, so it is kept, also beyond the seats; and when a
 * person confirmed a filling of that day before, it is the same one.
 */
export function takeToldFill(
  file: OpeningFile,
  { factId, filledOn }: Readonly<{ factId: string; filledOn: LocalDate }>,
  newId: () => string,
): OpeningFile {
  if (file.fills.some((fill) => fill.factId === factId)) return file;
  const confirmed = file.fills.find((fill) => fill.factId === null && fill.filledOn === filledOn);
  if (confirmed !== undefined) return withFill(file, { ...confirmed, factId });
  return withFill(file, newFill(file, { id: newId(), participationId: null, factId, filledOn }));
}

/**
 * The work has ended before its time: the seat is free again.
 *
 * @refuses FILL_UNKNOWN, ILLEGAL_TRANSITION, DATE_ORDER, DATE_IN_FUTURE, REASON_REQUIRED, VALUE_OUT_OF_RANGE
 */
export function breakOffFill(
  file: OpeningFile,
  { fillId, endedOn, reason }: Readonly<{ fillId: string; endedOn: LocalDate; reason: Given<string> }>,
  at: Moment,
): Decided {
  const fill = file.fills.find(({ id }) => id === fillId);
  const problems = [
    ...when(fill === undefined, "FILL_UNKNOWN", "The opening has no filling of this id.", "fillId"),
    ...when(fill != null && fill.endedOn !== null, "ILLEGAL_TRANSITION", "The seat is free already.", "fillId"),
    ...notInFuture(at, endedOn, "endedOn"),
    ...(fill === undefined ? [] : notBefore(endedOn, fill.filledOn, "the day it was filled", "endedOn")),
    ...reasonGiven(reason),
  ];
  return acceptUnless(problems, () =>
    withFill(file, { ...(fill as OpeningFill), endedOn, endReason: reason?.trim() ?? null }),
  );
}

function newFill(
  { opening }: OpeningFile,
  made: Pick<OpeningFill, "id" | "participationId" | "factId" | "filledOn">,
): OpeningFill {
  const { programmeId, organisationId, courseId, partnershipId, municipalityCode, synthetic } = opening;
  const company = { programmeId, organisationId, courseId, partnershipId, municipalityCode, synthetic };
  return { ...company, ...made, openingId: opening.id, endedOn: null, endReason: null };
}

function withFill(file: OpeningFile, fill: OpeningFill): OpeningFile {
  const others = file.fills.filter(({ id }) => id !== fill.id);
  return counted({ ...file, fills: [...others, fill] });
}
