/** A plan to carry on, as it is stored. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import type { OfPartnership } from "../partnership/of-partnership.ts";

export type PlanState = "PROPOSED" | "ADOPTED" | "REJECTED" | "RUNNING";

/** A plan that the municipality adopts or rejects; one that is not rejected stands at a time. */
export type AnchoringPlan = OfPartnership &
  Readonly<{
    methodVersionId: string | null;
    /** The office that carries it on; no person's name. */
    owner: string;
    startsOn: LocalDate;
    yearlyBudgetMinor: bigint;
    currency: "DKK" | "EUR";
    state: PlanState;
    proposedOn: LocalDate;
    decidedOn: LocalDate | null;
    decisionReference: string | null;
    runningFrom: LocalDate | null;
  }>;
