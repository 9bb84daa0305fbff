/** Lists that say how many rows they have, counted only when somebody asks. Pure. */
import type { Connection } from "@inclusion/kernel";
import type { Employment } from "../employment/employment.ts";
import type { FollowUp } from "../follow-up/follow-up.ts";
import type { StoredParticipation } from "../participation/participation.ts";
import type { Placement } from "../placement/placement.ts";
import type { Readiness } from "../readiness/readiness.ts";

/** A page of a list, with how many rows the whole list has. */
export type Counted<Row> = Connection<Row> & Readonly<{ nodes: readonly Row[]; countAll: () => Promise<number> }>;

export type CountedParticipations = Counted<StoredParticipation>;
export type CountedEmployments = Counted<Employment>;
export type CountedPlacements = Counted<Placement>;
export type CountedFollowUps = Counted<FollowUp>;
export type CountedReadinesses = Counted<Readiness>;
