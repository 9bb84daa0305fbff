/** The way through a programme: which step may follow which. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import type { ParticipationState } from "../participation/participation.ts";

/** What can happen to a participation as a whole. */
export type PathwayEventKind =
  | "REFER"
  | "ADMIT_ALUMNUS"
  | "SCREEN_FIT"
  | "SCREEN_NOT_FIT"
  | "SCREEN_WAIT"
  | "OFFER_PLACE"
  | "ENROL"
  | "START_PLACEMENT"
  | "END_PLACEMENT"
  | "COMPLETE"
  | "DROP_OUT"
  | "EMPLOY"
  | "END_EMPLOYMENT"
  | "LEAVE"
  | "RECORD_FOLLOW_UP"
  | "CLOSE"
  | "KEEP"
  | "FAST_TRACK"
  | "CORRECT";

/** A step that was taken; steps are added and never changed, and the state is what the last one led to. */
export type PathwayEvent = Readonly<{
  id: string;
  participationId: string;
  programmeId: string;
  municipalityCode: string;
  kind: PathwayEventKind;
  fromState: ParticipationState | null;
  toState: ParticipationState;
  happenedOn: LocalDate;
  /** Who entered it. */
  actor: string;
  reasonCode: string | null;
}>;

/** A step with the instant from which it was known. */
export type StoredEvent = PathwayEvent & Readonly<{ recordedAt: Date }>;
