import { localDate } from "@inclusion/kernel";
import { READY_STATES } from "@inclusion/participant/match/decide-match";
import { isOpenMatch, isOpenOn, type Match, NEXT_STATUSES } from "@inclusion/participant/match/match";
import { expect, test } from "vitest";
import { latest } from "./accelerator-people.ts";
import { growthStory } from "./cohort.ts";
import { randomOf } from "./random.ts";

const SPAN = {
  programmeId: "00000000-0000-7000-8000-000000000001",
  startsOn: localDate("2018-02-06"),
  endsOn: localDate("2022-09-30"),
};
const { accelerator, participant, partnership, besides } = growthStory(randomOf(11), SPAN, new Map());
const openings = new Map(latest(accelerator.job_opening).map((row) => [row.id, row]));
const participations = new Map(latest(participant.participation).map((row) => [row.id, row]));
const matches = latest(participant.match);
const openingOf = ({ openingId }: Match) => openings.get(openingId) as NonNullable<ReturnType<typeof openings.get>>;

test("some are open, some accepted, some declined for different reasons, and hires are behind the told seats", () => {
  const by = Map.groupBy(matches, ({ status }) => status);
  expect(matches.length).toBeGreaterThan(15);
  expect(by.get("PROPOSED")?.length).toBeGreaterThan(0);
  expect(by.get("ACCEPTED")?.length).toBeGreaterThan(0);
  expect(new Set(by.get("DECLINED")?.map(({ declineReason }) => declineReason)).size).toBeGreaterThan(3);
  const told = latest(accelerator.opening_fill).filter(({ participationId }) => participationId === null);
  expect(by.get("HIRED")?.map(({ openingId, decidedOn }) => `${openingId} ${decidedOn}`)).toEqual(
    told.map(({ openingId, filledOn }) => `${openingId} ${filledOn}`),
  );
});

test("are as the service's rules allow: open on the day, of the programme, ready, and step by step", () => {
  const states = Map.groupBy(participant.pathway_event, ({ row }) => row.participationId);
  for (const match of matches) {
    const opening = openingOf(match);
    expect(isOpenOn({ ...opening, programmeId: match.programmeId }, match.proposedOn)).toBe(true);
    if (match.status === "ACCEPTED") expect(isOpenOn(opening, match.decidedOn ?? match.proposedOn)).toBe(true);
    const steps = (states.get(match.participationId) ?? []).map(({ row }) => row);
    const before = steps.filter(({ happenedOn }) => happenedOn <= match.proposedOn);
    const state = before.sort((a, b) => (a.happenedOn < b.happenedOn ? -1 : 1)).at(-1)?.toState;
    expect(READY_STATES.has(state as never), `${match.status} in ${state}`).toBe(true);
  }
  for (const versions of Map.groupBy(participant.match, ({ row }) => row.id).values()) {
    expect(versions[0]?.row.status).toBe("PROPOSED");
    for (const [index, { row, recordedAt }] of versions.entries()) {
      const before = versions[index - 1];
      if (before !== undefined) expect(NEXT_STATUSES[before.row.status]).toContain(row.status);
      expect(recordedAt >= (row.decidedOn ?? row.proposedOn)).toBe(true);
    }
  }
});

test("nobody has two matches for one opening", () => {
  const story = growthStory(randomOf(20_180_206).fork("social-inklusion-gennem-vaekstpartnerskaber"), SPAN, new Map());
  const pairs = latest(story.participant.match).map((match) => `${match.participationId} ${match.openingId}`);
  expect(new Set(pairs).size).toBe(pairs.length);
});

test("partnerships are told how many are undecided, and one that is closed has none", () => {
  const open = matches.filter(isOpenMatch).map(({ participationId }) => participations.get(participationId));
  const told = besides?.find(({ table }) => table === "open_matches")?.rows.map(({ values }) => values.slice(0, 2));
  const counted = [...Map.groupBy(open, (row) => row?.partnershipId)].map(([id, rows]) => [id, rows.length]);
  expect(told).toEqual(counted.filter(([id]) => id !== null));
  const closed = latest(partnership.partnership).filter(({ state }) => state === "CLOSED");
  expect(open.filter((row) => closed.some(({ id }) => id === row?.partnershipId))).toEqual([]);
});

test.for([20_180_206, 11, 13])("nobody has two proposals for one opening that begin undecided, seed %i", (seed) => {
  const { participant: people } = growthStory(
    randomOf(seed).fork("social-inklusion-gennem-vaekstpartnerskaber"),
    SPAN,
    new Map(),
  );
  const pairs = [
    ...new Map(people.match.map(({ row }) => [row.id, `${row.participationId} ${row.openingId}`])).values(),
  ];
  expect(pairs.length).toBeGreaterThan(15);
  expect(new Set(pairs).size).toBe(pairs.length);
});
