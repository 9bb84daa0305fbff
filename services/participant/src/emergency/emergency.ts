/** Access to one person beyond the own limits, in an emergency (nødadgang). Pure. */
import { accept, type Decision, type Refusal, refuse } from "@inclusion/kernel";
import type { EmergencyRefusalCode } from "./refusals.ts";

export type EmergencyFinding = "JUSTIFIED" | "NOT_JUSTIFIED";
export type EmergencyAccessState = "OPEN" | "ENDED" | "REVIEWED";

/** An access as it is stored. */
export type EmergencyAccess = Readonly<{
  id: string;
  /** The participation that was named; of one who was opened by number, the first beyond the actor's limits. */
  participationId: string;
  /** All of the person's that were opened, the named one among them; of these the viewer's. Empty for older accesses. */
  participationIds: readonly string[];
  programmeId: string;
  municipalityCode: string;
  /** The municipalities of `participationIds`, one for one. */
  municipalityCodes: readonly string[];
  /** Subject of the token that opened it, and which of its tokens. */
  actor: string;
  tokenId: string | null;
  reason: string;
  openedAt: Date;
  endsAt: Date;
  /** Null when it ran out or is open. */
  closedAt: Date | null;
  reviewedAt: Date | null;
  reviewedBy: string | null;
  finding: EmergencyFinding | null;
  reviewNote: string | null;
  version: number;
}>;

/** What is wanted of an opening. */
export type OpeningWanted = Readonly<{ reason: string; minutes: number }>;

/** What a review says. */
export type Review = Readonly<{ finding: EmergencyFinding; note: string | null; reviewer: string }>;

const SHORTEST_REASON = 20;
const LONGEST_TEXT = 500;
const LONGEST_MINUTES = 60;
const MINUTE_MS = 60_000;

/** Where an access stands at an instant. */
export function emergencyState({ endsAt, closedAt, reviewedAt }: EmergencyAccess, now: Date): EmergencyAccessState {
  if (reviewedAt !== null) return "REVIEWED";
  return closedAt === null && endsAt > now ? "OPEN" : "ENDED";
}

/**
 * When an access that begins now ends.
 *
 * @refuses REASON_TOO_SHORT, TEXT_TOO_LONG, MINUTES_OUT_OF_RANGE
 */
export function mayOpen({ reason, minutes }: OpeningWanted, now: Date): Decision<Date, EmergencyRefusalCode> {
  const length = reason.trim().length;
  const refusals: Refusal<EmergencyRefusalCode>[] = [];
  if (length < SHORTEST_REASON) {
    const message = `Say in at least ${SHORTEST_REASON} characters why it cannot wait: it is read by the data protection officer.`;
    refusals.push({ code: "REASON_TOO_SHORT", message, field: ["input", "reason"] });
  }
  if (length > LONGEST_TEXT) refusals.push(tooLong("reason"));
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > LONGEST_MINUTES) {
    const message = `Give 1 to ${LONGEST_MINUTES} minutes; open it anew when they were too few.`;
    refusals.push({ code: "MINUTES_OUT_OF_RANGE", message, field: ["input", "minutes"] });
  }
  const [first, ...rest] = refusals;
  return first === undefined ? accept(new Date(now.getTime() + minutes * MINUTE_MS)) : refuse(first, ...rest);
}

/** @refuses ALREADY_ENDED */
export function closed(access: EmergencyAccess, now: Date): Decision<EmergencyAccess, EmergencyRefusalCode> {
  if (emergencyState(access, now) === "OPEN") return accept({ ...access, closedAt: now });
  const message = "The access has ended already: there is nothing to close.";
  return refuse({ code: "ALREADY_ENDED", message, field: ["input", "emergencyAccessId"] });
}

/** @refuses OWN_ACCESS, STILL_OPEN, ALREADY_REVIEWED, TEXT_TOO_LONG */
export function reviewed(
  access: EmergencyAccess,
  { finding, note, reviewer }: Review,
  now: Date,
): Decision<EmergencyAccess, EmergencyRefusalCode> {
  const state = emergencyState(access, now);
  const at = (code: EmergencyRefusalCode, message: string): Refusal<EmergencyRefusalCode> => ({
    ...{ code, message, field: ["input", "emergencyAccessId"] },
  });
  const refusals = [
    ...(access.actor === reviewer ? [at("OWN_ACCESS", "Let somebody else review what you have opened.")] : []),
    ...(state === "OPEN" ? [at("STILL_OPEN", "The access is open: review it when it has ended.")] : []),
    ...(state === "REVIEWED" ? [at("ALREADY_REVIEWED", `The access was reviewed by ${access.reviewedBy}.`)] : []),
    ...((note ?? "").length > LONGEST_TEXT ? [tooLong("note")] : []),
  ];
  const [first, ...rest] = refusals;
  if (first !== undefined) return refuse(first, ...rest);
  return accept({ ...access, finding, reviewNote: note, reviewedBy: reviewer, reviewedAt: now });
}

function tooLong(field: string): Refusal<EmergencyRefusalCode> {
  return { code: "TEXT_TOO_LONG", message: `Write at most ${LONGEST_TEXT} characters.`, field: ["input", field] };
}
