/** What a filter says of a file in memory: the lists are held against it. */
import type { LocalDate } from "@inclusion/kernel";
import type { Employment } from "../employment/employment.ts";
import { isMemberOn } from "../participation/accelerator-membership.ts";
import type { ParticipationFile } from "../participation/participation-file.ts";
import type { ParticipationFilter } from "./participation-filter.repository.ts";

/** What is known besides the file. */
export type World = Readonly<{
  today: LocalDate;
  regionOf: ReadonlyMap<string, string>;
  /** Metrics that are paid and not taken back, by participation. */
  paid: ReadonlyMap<string, readonly string[]>;
  /** The organisation that this one was found to be. */
  survivorOf: (id: string) => string;
}>;

/** Whether the job's employer was in the accelerator when it began. */
export function wasMember(file: ParticipationFile, job: Employment, { survivorOf }: World): boolean {
  return file.memberships.some(
    (company) =>
      survivorOf(company.organisationId) === survivorOf(job.employerId) && isMemberOn(company, job.startedOn),
  );
}

/** Whether the file fits the filter. */
export function fits(file: ParticipationFile, filter: ParticipationFilter, world: World): boolean {
  const { participation, courses, employments, followUps, readinesses } = file;
  const { enteredOn, leftOn } = participation;
  const paid = world.paid.get(participation.id) ?? [];
  const job = (each: Employment): boolean =>
    (filter.employerId == null || world.survivorOf(each.employerId) === world.survivorOf(filter.employerId)) &&
    (filter.employerInAccelerator == null || wasMember(file, each, world) === filter.employerInAccelerator);
  const isReady = readinesses.some(
    ({ readyFrom, readyUntil }) => readyFrom <= world.today && (readyUntil === null || readyUntil >= world.today),
  );
  return [
    filter.states == null || filter.states.includes(participation.state),
    filter.municipalityCode == null || filter.municipalityCode === participation.municipalityCode,
    filter.regionCode == null || filter.regionCode === world.regionOf.get(participation.municipalityCode),
    filter.entryGate == null || filter.entryGate === participation.entryGate,
    filter.partnershipId == null || filter.partnershipId === participation.partnershipId,
    filter.enteredFrom == null || (enteredOn !== null && enteredOn >= filter.enteredFrom),
    filter.enteredUntil == null || (enteredOn !== null && enteredOn <= filter.enteredUntil),
    filter.leftFrom == null || (leftOn !== null && leftOn >= filter.leftFrom),
    filter.leftUntil == null || (leftOn !== null && leftOn <= filter.leftUntil),
    (filter.axis == null && filter.courseKind == null) ||
      courses.some(
        ({ axis, kind }) =>
          (filter.axis == null || filter.axis === axis) && (filter.courseKind == null || filter.courseKind === kind),
      ),
    (filter.employerId == null && filter.employerInAccelerator == null) || employments.some(job),
    filter.hasPaidOutcome == null || filter.hasPaidOutcome === paid.length > 0,
    filter.paidMetric == null || paid.includes(filter.paidMetric),
    filter.hasOpenFollowUp == null || filter.hasOpenFollowUp === followUps.some(({ status }) => status === "PLANNED"),
    filter.ready == null || filter.ready === isReady,
  ].every((holds) => holds);
}
