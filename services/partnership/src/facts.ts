/** Facts that this service follows. */
import type { FactHandlers } from "@inclusion/kernel/runtime";
import { ClaimStateSet, GrantEnded, SimulationFrozen } from "@inclusion/schema/facts";
import { putClaimState, putFrozen, putGrantEnd } from "./programme-life/programme-life.repository.ts";

export const handlers: FactHandlers = {
  finance: {
    ClaimStateSet: (tx, { payload }) => putClaimState(tx, ClaimStateSet.parse(payload)),
    SimulationFrozen: (tx, { payload }) => putFrozen(tx, SimulationFrozen.parse(payload)),
    GrantEnded: (tx, { payload }) => putGrantEnd(tx, GrantEnded.parse(payload)),
  },
};
