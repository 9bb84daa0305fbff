/** What the partnership service is told by others, from the same rows as those others have themselves. Pure. */

import { pathwayOf } from "@inclusion/participant/participation/standing.facts";
import type { ToldGrowth } from "@inclusion/partnership/partnership-indicator/other-actor-growth";
import type { PathwaySet, RoomSet } from "@inclusion/schema/facts";
import { movedBy } from "./days.ts";
import type { GrowthPartnership } from "./growth-partnerships.ts";
import type { Random } from "./random.ts";
import type { AcceleratorRows, ParticipantRows, Told } from "./rows.ts";
import { type TableRows, tableOf } from "./tables.ts";

/** Before the first position of any fact: whatever is told from now on is newer. */
const toldPosition = 0;

/** The steps of every participation as they stand at the end of the story. */
export function pathwaysOf(rows: ParticipantRows): PathwaySet[] {
  const last = <Row extends Readonly<{ id: string }>>(told: readonly Told<Row>[]): Row[] => [
    ...new Map(told.map(({ row }) => [row.id, row])).values(),
  ];
  const referrals = Map.groupBy(last(rows.referral), ({ participationId }) => participationId);
  const courses = Map.groupBy(last(rows.course), ({ participationId }) => participationId);
  return last(rows.participation).map((participation) => {
    const { id } = participation;
    return pathwayOf({ participation, referrals: referrals.get(id) ?? [], courses: courses.get(id) ?? [] });
  });
}

/** Training places of the accelerator, a room each, and one room of jobs in each partnership. */
function roomsOf(
  random: Random,
  { training_place, company_course }: AcceleratorRows,
  { employment, participation }: ParticipantRows,
  partnerships: readonly GrowthPartnership[],
): RoomSet[] {
  const partnershipOf = new Map(partnerships.map(({ id, companyId }) => [companyId, id]));
  const companyOf = new Map(company_course.map(({ row }) => [row.id, row.organisationId]));
  const places = training_place.map(({ row }): RoomSet => {
    const organisationId = companyOf.get(row.courseId) ?? "";
    return {
      ...{ roomId: row.id, programmeId: row.programmeId, courseId: row.courseId, organisationId },
      ...{
        partnershipId: partnershipOf.get(organisationId) ?? null,
        kind: "TRAINING_PLACE",
        axis: "AXIS_3B2",
        seats: 1,
      },
      ...{
        filled: random.chance(85) ? 1 : 0,
        brokenOff: random.chance(12) ? 1 : 0,
        opensOn: row.establishedOn,
        closesOn: null,
      },
    };
  });
  const partnershipsOf = new Map(participation.map(({ row }) => [row.id, row.partnershipId]));
  const hires = [...new Map(employment.map(({ row }) => [row.id, row])).values()];
  const jobs = partnerships.map(({ id, companyId, acceptedOn }): RoomSet => {
    const own = hires.filter((job) => job.employerId === companyId && partnershipsOf.get(job.participationId) === id);
    const brokenOff = own.filter(({ startedOn, endedOn }) => endedOn !== null && endedOn <= movedBy(startedOn, 90));
    const course = company_course.find(({ row }) => row.organisationId === companyId)?.row;
    return {
      ...{ roomId: random.id(acceptedOn), programmeId: course?.programmeId ?? "", courseId: course?.id ?? null },
      ...{ partnershipId: id, organisationId: companyId, kind: "JOB", axis: "AXIS_3B2", filled: own.length },
      ...{ seats: own.length + random.below(3), brokenOff: brokenOff.length },
      ...{ opensOn: movedBy(acceptedOn, 30), closesOn: null },
    };
  });
  return [...places, ...jobs];
}

/** Tables of what was told: steps of participations, rooms of companies, growth of other actors. */
export function toldTables(
  random: Random,
  accelerator: AcceleratorRows,
  participant: ParticipantRows,
  { partnerships, growth }: Readonly<{ partnerships: readonly GrowthPartnership[]; growth: readonly ToldGrowth[] }>,
): TableRows[] {
  const steps = pathwaysOf(participant).map((row) => ({ row: { ...row, toldPosition }, recordedAt: "" }));
  const rooms = roomsOf(random, accelerator, participant, partnerships);
  const grown = growth.map((told) => ({ factId: random.id(told.grownOn), ...told }));
  return [
    tableOf("pathway_step", "none", steps, [
      ...(["participationId", "programmeId", "municipalityCode", "partnershipId", "referredOn"] as const),
      ...(["startedOn", "completedOn", "leftOn", "toldPosition"] as const),
    ]),
    tableOf(
      "room",
      "none",
      rooms.map((row) => ({ row: { ...row, toldPosition }, recordedAt: "" })),
      [
        ...(["roomId", "programmeId", "courseId", "partnershipId", "organisationId", "kind", "axis", "seats"] as const),
        ...(["filled", "brokenOff", "opensOn", "closesOn", "toldPosition"] as const),
      ],
    ),
    tableOf(
      "other_actor_growth",
      "none",
      grown.map((row) => ({ row, recordedAt: "" })),
      [
        ...(["factId", "sign", "programmeId", "partnershipId", "organisationId", "municipalityCode"] as const),
        "grownOn",
      ],
    ),
  ];
}
