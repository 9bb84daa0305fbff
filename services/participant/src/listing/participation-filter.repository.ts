/** Which participations a list holds, and the SQL that says so. */
import type { LocalDate } from "@inclusion/kernel";
import type { Axis, CourseKind } from "../course/course.ts";
import { sameOrganisations } from "../organisation/organisation.repository.ts";
import type { EntryGate, ParticipationState } from "../participation/participation.ts";
import type { Given } from "../participation/rule.ts";
import type { Conditions } from "./conditions.ts";

/** Every part that is given must fit; days are included. */
export type ParticipationFilter = Readonly<{
  states?: Given<readonly ParticipationState[]>;
  municipalityCode?: Given<string>;
  /** The region in which the municipality lies on the day of asking. */
  regionCode?: Given<string>;
  entryGate?: Given<EntryGate>;
  partnershipId?: Given<string>;
  axis?: Given<Axis>;
  courseKind?: Given<CourseKind>;
  enteredFrom?: Given<LocalDate>;
  enteredUntil?: Given<LocalDate>;
  leftFrom?: Given<LocalDate>;
  leftUntil?: Given<LocalDate>;
  employerId?: Given<string>;
  employerInAccelerator?: Given<boolean>;
  hasPaidOutcome?: Given<boolean>;
  paidMetric?: Given<string>;
  hasOpenFollowUp?: Given<boolean>;
  ready?: Given<boolean>;
}>;

/** Adds what the filter says of the row `p` of `participant.participation`. */
export function addParticipationFilter(into: Conditions, filter: ParticipationFilter, today: LocalDate): void {
  into.when(filter.states, (at) => `p.state = ANY (${at}::text[])`);
  into.when(filter.municipalityCode, (at) => `p.municipality_code = ${at}`);
  into.when(filter.regionCode, (at) => `p.municipality_code IN (${municipalitiesIn(at, into.place(today))})`);
  into.when(filter.entryGate, (at) => `p.entry_gate = ${at}`);
  into.whenId(filter.partnershipId, (at) => `p.partnership_id = ${at}`);
  into.when(filter.enteredFrom, (at) => `p.entered_on >= ${at}`);
  into.when(filter.enteredUntil, (at) => `p.entered_on <= ${at}`);
  into.when(filter.leftFrom, (at) => `p.left_on >= ${at}`);
  into.when(filter.leftUntil, (at) => `p.left_on <= ${at}`);
  addCourse(into, filter);
  addJob(into, filter);
  addPaid(into, filter);
  into.whether(filter.hasOpenFollowUp, rowOf("follow_up", "r.status = 'PLANNED'"));
  if (filter.ready == null) return;
  const day = into.place(today);
  into.whether(filter.ready, rowOf("readiness", `r.ready_from <= ${day} AND coalesce(r.ready_until >= ${day}, true)`));
}

/**
 * SQL of whether the employer of the job `r` was in the accelerator of the job's programme when the job began, as
 * `isMemberOn` says, under whichever id of the same organisation. `OFFSET 0` has it asked job by job: joined with all
 * companies, a page would read every job of the programme first.
 */
export const IN_ACCELERATOR = `EXISTS (
  SELECT FROM participant.accelerator_membership a
  WHERE a.programme_id = r.programme_id AND a.organisation_id = ANY (ARRAY(${sameOrganisations("r.employer_id")}))
    AND a.accepted_on <= r.started_on AND (a.exited_on IS NULL OR r.started_on < a.exited_on) OFFSET 0)`;

function municipalitiesIn(region: string, day: string): string {
  return `SELECT municipality_code FROM participant.municipality_region
    WHERE region_code = ${region} AND valid_from <= ${day} AND (valid_until IS NULL OR valid_until >= ${day})`;
}

function rowOf(table: string, condition: string): string {
  return `EXISTS (SELECT FROM participant.${table} r WHERE r.participation_id = p.id AND ${condition})`;
}

function addCourse(into: Conditions, { axis, courseKind }: ParticipationFilter): void {
  if (axis == null && courseKind == null) return;
  const parts = [
    ...(axis == null ? [] : [`r.axis = ${into.place(axis)}`]),
    ...(courseKind == null ? [] : [`r.kind = ${into.place(courseKind)}`]),
  ];
  into.whether(true, rowOf("course", parts.join(" AND ")));
}

function addJob(into: Conditions, { employerId, employerInAccelerator }: ParticipationFilter): void {
  const membership = employerInAccelerator === true ? IN_ACCELERATOR : `NOT ${IN_ACCELERATOR}`;
  const isThere = employerInAccelerator == null ? "true" : membership;
  if (employerId == null) {
    if (employerInAccelerator != null) into.whether(true, rowOf("employment", `${isThere} OFFSET 0`));
    return;
  }
  into.whenId(employerId, (at) => rowOf("employment", `r.employer_id IN (${sameOrganisations(at)}) AND ${isThere}`));
}

function addPaid(into: Conditions, { hasPaidOutcome, paidMetric }: ParticipationFilter): void {
  const isPaid = "r.paid_on IS NOT NULL AND r.reversed_on IS NULL";
  into.whether(hasPaidOutcome, rowOf("paid_outcome", isPaid));
  into.when(paidMetric, (at) => rowOf("paid_outcome", `${isPaid} AND r.metric = ${at}`));
}
