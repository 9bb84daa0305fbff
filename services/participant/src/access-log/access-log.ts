/** The access log: who has read or written what of whose person-level data, and why. Pure. */

/** Why somebody reads or writes it. */
export type AccessPurpose = "CASEWORK" | "DATA_QUALITY" | "SUPERVISION" | "DATA_SUBJECT_REQUEST";

/** What was read or written. */
export type AccessFieldGroup =
  | "IDENTITY"
  | "CPR"
  | "DUPLICATES"
  | "REGISTRATION"
  | "CORRECTION"
  | "EXPORT"
  | "RESTRICTION"
  | "ERASURE";

/** One person's data read or written once; the participation stands for the person. */
export type AccessLine = Readonly<{
  /** Place in the log, from 1 without gaps. */
  position: string;
  at: Date;
  actor: string;
  participationId: string;
  municipalityCode: string;
  fieldGroup: AccessFieldGroup;
  purpose: AccessPurpose;
  requestId: string;
  /** Hash of the line and of every line before it. */
  hash: string;
}>;

/** Which lines are asked for; absent is all. */
export type AccessLogFilter = Readonly<{
  actor?: string | null | undefined;
  participationId?: string | null | undefined;
  from?: Date | null | undefined;
  until?: Date | null | undefined;
}>;

/** A participation, as lines name it. */
export type AccessedParticipation = Readonly<{ participationId: string; municipalityCode: string }>;
