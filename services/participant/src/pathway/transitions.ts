/** Which step may follow in which state, and what the state is then: every step that is not here is refused. Pure. */
import type { ParticipationState } from "../participation/participation.ts";
import type { PathwayEventKind } from "./pathway.ts";

type Steps = Readonly<Partial<Record<PathwayEventKind, ParticipationState>>>;

/** Steps that begin a participation. */
export const BEGINNINGS: Steps = { REFER: "REFERRED", ADMIT_ALUMNUS: "ACCEPTED" };

/**
 * State -> step -> next state.
 *
 * END_PLACEMENT leads back to the course when no other placement goes on; else the state stays. END_EMPLOYMENT and
 * CORRECT tell what is so and lead nowhere.
 */
export const TRANSITIONS: Readonly<Record<ParticipationState, Steps>> = {
  REFERRED: {
    SCREEN_FIT: "ACCEPTED",
    SCREEN_NOT_FIT: "SCREENED_OUT",
    SCREEN_WAIT: "WAITLISTED",
    CORRECT: "REFERRED",
  },
  SCREENED_OUT: { CORRECT: "SCREENED_OUT" },
  WAITLISTED: { OFFER_PLACE: "ACCEPTED", CORRECT: "WAITLISTED" },
  ACCEPTED: { ENROL: "ENROLLED", END_EMPLOYMENT: "ACCEPTED", CORRECT: "ACCEPTED" },
  ENROLLED: {
    START_PLACEMENT: "IN_PLACEMENT",
    COMPLETE: "COMPLETED",
    DROP_OUT: "DROPPED_OUT",
    EMPLOY: "EMPLOYED",
    END_EMPLOYMENT: "ENROLLED",
    CORRECT: "ENROLLED",
  },
  IN_PLACEMENT: {
    START_PLACEMENT: "IN_PLACEMENT",
    END_PLACEMENT: "ENROLLED",
    COMPLETE: "COMPLETED",
    DROP_OUT: "DROPPED_OUT",
    EMPLOY: "EMPLOYED",
    END_EMPLOYMENT: "IN_PLACEMENT",
    CORRECT: "IN_PLACEMENT",
  },
  COMPLETED: { EMPLOY: "EMPLOYED", LEAVE: "FOLLOW_UP", END_EMPLOYMENT: "COMPLETED", CORRECT: "COMPLETED" },
  DROPPED_OUT: { LEAVE: "FOLLOW_UP", END_EMPLOYMENT: "DROPPED_OUT", CORRECT: "DROPPED_OUT" },
  EMPLOYED: {
    COMPLETE: "EMPLOYED",
    LEAVE: "FOLLOW_UP",
    KEEP: "EMPLOYED",
    END_EMPLOYMENT: "EMPLOYED",
    FAST_TRACK: "AFTERCARE",
    CORRECT: "EMPLOYED",
  },
  FOLLOW_UP: {
    RECORD_FOLLOW_UP: "FOLLOW_UP",
    CLOSE: "CLOSED",
    END_EMPLOYMENT: "FOLLOW_UP",
    FAST_TRACK: "AFTERCARE",
    CORRECT: "FOLLOW_UP",
  },
  CLOSED: { END_EMPLOYMENT: "CLOSED", FAST_TRACK: "AFTERCARE", CORRECT: "CLOSED" },
  AFTERCARE: { EMPLOY: "EMPLOYED", LEAVE: "FOLLOW_UP", END_EMPLOYMENT: "AFTERCARE", CORRECT: "AFTERCARE" },
};

/** Where the step leads; undefined when it may not follow. `from` is null before the first step. */
export function nextState(from: ParticipationState | null, kind: PathwayEventKind): ParticipationState | undefined {
  return (from === null ? BEGINNINGS : TRANSITIONS[from])[kind];
}
