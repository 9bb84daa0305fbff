/** Which employments, placements and follow-ups a list holds, and the SQL that says so of the row `r`. */
import type { LocalDate } from "@inclusion/kernel";
import type { WorkForm } from "../employment/employment.ts";
import type { FollowUp } from "../follow-up/follow-up.ts";
import { sameOrganisations } from "../organisation/organisation.repository.ts";
import type { Given } from "../participation/rule.ts";
import type { Conditions } from "./conditions.ts";
import { addParticipationFilter, IN_ACCELERATOR, type ParticipationFilter } from "./participation-filter.repository.ts";

type OfParticipation = Readonly<{ participation?: Given<ParticipationFilter> }>;

type Spell = OfParticipation &
  Readonly<{
    form?: Given<WorkForm>;
    startedFrom?: Given<LocalDate>;
    startedUntil?: Given<LocalDate>;
    isOpen?: Given<boolean>;
  }>;

export type EmploymentFilter = Spell & Readonly<{ employerId?: Given<string>; employerInAccelerator?: Given<boolean> }>;

export type PlacementFilter = Spell & Readonly<{ companyId?: Given<string> }>;

export type FollowUpFilter = OfParticipation &
  Readonly<{
    kind?: Given<FollowUp["kind"]>;
    statuses?: Given<readonly FollowUp["status"][]>;
    dueFrom?: Given<LocalDate>;
    dueUntil?: Given<LocalDate>;
  }>;

/** Adds what the filter says of a job. */
export function addEmploymentFilter(into: Conditions, filter: EmploymentFilter, today: LocalDate): void {
  addSpell(into, filter);
  into.whenId(filter.employerId, (at) => `r.employer_id IN (${sameOrganisations(at)})`);
  into.whether(filter.employerInAccelerator, IN_ACCELERATOR);
  addOwner(into, filter, today);
}

/** Adds what the filter says of a placement. */
export function addPlacementFilter(into: Conditions, filter: PlacementFilter, today: LocalDate): void {
  addSpell(into, filter);
  into.whenId(filter.companyId, (at) => `r.company_id IN (${sameOrganisations(at)})`);
  addOwner(into, filter, today);
}

/** Adds what the filter says of a follow-up. */
export function addFollowUpFilter(into: Conditions, filter: FollowUpFilter, today: LocalDate): void {
  into.when(filter.kind, (at) => `r.kind = ${at}`);
  into.when(filter.statuses, (at) => `r.status = ANY (${at}::text[])`);
  into.when(filter.dueFrom, (at) => `r.due_on >= ${at}`);
  into.when(filter.dueUntil, (at) => `r.due_on <= ${at}`);
  addOwner(into, filter, today);
}

function addSpell(into: Conditions, { form, startedFrom, startedUntil, isOpen }: Spell): void {
  into.when(form, (at) => `r.form = ${at}`);
  into.when(startedFrom, (at) => `r.started_on >= ${at}`);
  into.when(startedUntil, (at) => `r.started_on <= ${at}`);
  into.whether(isOpen, "r.ended_on IS NULL");
}

/** The participation's own row is `p`, which the list joins. */
function addOwner(into: Conditions, { participation }: OfParticipation, today: LocalDate): void {
  if (participation != null) addParticipationFilter(into, participation, today);
}
