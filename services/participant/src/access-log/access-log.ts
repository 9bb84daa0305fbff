/** The access log: who has read or written what of whose person-level data, and why. Pure. */
/** Why somebody reads or writes it. */
export const ACCESS_PURPOSES = [
  "CASEWORK",
  "DATA_QUALITY",
  "SUPERVISION",
  "DATA_SUBJECT_REQUEST",
  "NOT_STATED",
] as const;
export type AccessPurpose = (typeof ACCESS_PURPOSES)[number];

/** What was read or written. */
export type AccessFieldGroup =
  | "PARTICIPATION"
  | "FILE"
  | "MEASUREMENT"
  | "SENSITIVE"
  | "IDENTITY"
  | "CPR"
  | "DUPLICATES"
  | "REGISTRATION"
  | "CORRECTION"
  | "EXPORT"
  | "RESTRICTION"
  | "AGGREGATE"
  | "ERASURE";

/** What is read of a person that needs a ground of its own: facts of GDPR article 9, and who the person is. */
export const SENSITIVE_GROUPS = ["SENSITIVE", "IDENTITY", "CPR", "EXPORT"] as const satisfies AccessFieldGroup[];

/** What one operation read or wrote once, of the participations of one municipality. */
export type AccessLine = Readonly<{
  /** Place in the log, from 1 without gaps. */
  position: string;
  at: Date;
  actor: string;
  /** Which of the actor's tokens; null where it was not written down. */
  tokenId: string | null;
  participationIds: readonly string[];
  municipalityCode: string;
  fieldGroup: AccessFieldGroup;
  purpose: AccessPurpose;
  /** The document by which was asked; null where it was not written down. */
  document: string | null;
  requestId: string;
  /** The emergency under which it was read; null outside of one. */
  emergencyId: string | null;
  /** Hash of the line and of every line before it. */
  hash: string;
}>;

/** Which lines are asked for; absent is all. */
export type AccessLogFilter = Readonly<{
  actor?: string | null | undefined;
  participationId?: string | null | undefined;
  municipalityCode?: string | null | undefined;
  fieldGroups?: readonly AccessFieldGroup[] | null | undefined;
  purpose?: AccessPurpose | null | undefined;
  document?: string | null | undefined;
  emergencyId?: string | null | undefined;
  from?: Date | null | undefined;
  until?: Date | null | undefined;
}>;

/** A participation, as lines name it; without a municipality its own is looked up. */
export type AccessedParticipation = Readonly<{ participationId: string; municipalityCode?: string }>;

/** The purpose that a caller states with its request; a word that is none of ours is no statement. */
export function purposeOf(purpose: string | null): AccessPurpose {
  return ACCESS_PURPOSES.find((each) => each === purpose) ?? "NOT_STATED";
}
