/** Reasons why a rule says no, gathered before anything is refused. Pure. */
import { type Refusal, reasonsOf } from "@inclusion/kernel";
import type { PartnershipRefusalCode } from "../refusals.ts";

/** A reason why a rule says no. */
export type Problem = Refusal<PartnershipRefusalCode>;

export const { when, refusedFor } = reasonsOf<PartnershipRefusalCode>();
