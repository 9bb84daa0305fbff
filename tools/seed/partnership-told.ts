/** What the partnership service is told by others, from the same rows as those others have themselves. Pure. */

import { isOpenMatch } from "@inclusion/participant/match/match";
import { pathwayOf } from "@inclusion/participant/participation/standing.facts";
import type { ToldGrowth } from "@inclusion/partnership/partnership-indicator/other-actor-growth";
import type { PathwaySet, RoomSet } from "@inclusion/schema/facts";
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

/** The rooms of companies, as the accelerator told of them last. */
function roomsOf({ fact }: AcceleratorRows): RoomSet[] {
  const told = fact.filter(({ row }) => row.type === "RoomSet").map(({ row }) => row.payload as RoomSet);
  return [...new Map(told.map((room) => [room.roomId, room])).values()];
}

/** Undecided matches of each partnership that has some. */
function openMatchesOf({ participation, match }: ParticipantRows) {
  const partnerships = new Map(participation.map(({ row }) => [row.id, row.partnershipId]));
  const open = [...new Map(match.map(({ row }) => [row.id, row])).values()].filter(isOpenMatch);
  const ofPartnership = Map.groupBy(open, ({ participationId }) => partnerships.get(participationId) ?? null);
  return [...ofPartnership].flatMap(([partnershipId, matches]) =>
    partnershipId === null ? [] : [{ partnershipId, count: matches.length, toldPosition }],
  );
}

/** Tables of what was told: steps of participations, undecided matches, rooms of companies, growth of other actors. */
export function toldTables(
  random: Random,
  accelerator: AcceleratorRows,
  participant: ParticipantRows,
  growth: readonly ToldGrowth[],
): TableRows[] {
  const steps = pathwaysOf(participant).map((row) => ({ row: { ...row, toldPosition }, recordedAt: "" }));
  const rooms = roomsOf(accelerator);
  const grown = growth.map((told) => ({ factId: random.id(told.grownOn), ...told }));
  return [
    tableOf("pathway_step", "none", steps, [
      ...(["participationId", "programmeId", "municipalityCode", "partnershipId", "referredOn"] as const),
      ...(["startedOn", "completedOn", "leftOn", "toldPosition"] as const),
    ]),
    tableOf(
      "open_matches",
      "none",
      openMatchesOf(participant).map((row) => ({ row, recordedAt: "" })),
      ["partnershipId", "count", "toldPosition"],
    ),
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
