/** Facts that this service follows. */
import type { FactHandlers } from "@inclusion/kernel/runtime";
import {
  ClaimStateSet,
  EmployerReadinessMeasured,
  GrantEnded,
  OpenMatchesSet,
  OtherActorGrown,
  OtherActorGrowthVoided,
  PathwaySet,
  RoomSet,
  SimulationFrozen,
} from "@inclusion/schema/facts";
import { putRoom } from "./commitment/room.repository.ts";
import { putReadiness } from "./employer-readiness/employer-readiness.repository.ts";
import { putOpenMatches, putSteps } from "./network/network.repository.ts";
import { takeGrowth } from "./partnership-indicator/other-actor-growth.repository.ts";
import { putClaimState, putFrozen, putGrantEnd } from "./programme-life/told-by-finance.repository.ts";

export const handlers: FactHandlers = {
  accelerator: {
    RoomSet: (tx, { payload, position }) => putRoom(tx, RoomSet.parse(payload), position),
    EmployerReadinessMeasured: (tx, { payload, position }) =>
      putReadiness(tx, EmployerReadinessMeasured.parse(payload), position),
    OtherActorGrown: (tx, fact) => takeGrowth(tx, fact, OtherActorGrown.parse(fact.payload), 1),
    OtherActorGrowthVoided: (tx, fact) => takeGrowth(tx, fact, OtherActorGrowthVoided.parse(fact.payload), -1),
  },
  participant: {
    PathwaySet: (tx, { payload, position }) => putSteps(tx, PathwaySet.parse(payload), position),
    OpenMatchesSet: (tx, { payload, position }) => putOpenMatches(tx, OpenMatchesSet.parse(payload), position),
  },
  finance: {
    ClaimStateSet: (tx, { payload, position }) => putClaimState(tx, ClaimStateSet.parse(payload), position),
    SimulationFrozen: (tx, { payload }) => putFrozen(tx, SimulationFrozen.parse(payload)),
    GrantEnded: (tx, { payload, position }) => putGrantEnd(tx, GrantEnded.parse(payload), position),
  },
};
