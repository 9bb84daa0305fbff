import type { TestService } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import {
  act,
  askMutation,
  COURSE_AARHUS,
  hashOf,
  idOf,
  inOdense,
  lead,
  ledgerSum,
  mentorOfOdense,
  openRoom,
  reader,
} from "../room/room.fixture.ts";

const FIELDS = `trainingPlace { id kind reference establishedOn hasEvidence booked withdrawnOn withdrawReason version
  bookings { bookedOn freedOn } companyCourse { id } }`;
const PLACE = { courseId: COURSE_AARHUS, kind: "INTERNSHIP", axis: "AXIS_3B2", establishedOn: "2019-01-07" };

let opened: TestService;
beforeAll(async () => {
  opened = await openRoom(inject("postgres"));
});
afterAll(() => opened?.drop());

const run = (name: string, input: Record<string, unknown>, viewer = lead) =>
  act(opened, viewer, name, { fields: FIELDS, input });
const codes = (answer: Readonly<{ refusals: readonly Readonly<{ code: string }>[] }>) =>
  answer.refusals.map(({ code }) => code);
const idIn = (answer: Readonly<Record<string, unknown>>) => (answer.trainingPlace as { id: string }).id;
const counted = () => ledgerSum(opened, "TRAINING_PLACES");

describe("a training place", () => {
  test("counts once by its evidence and by its name, also for two requests at once", async () => {
    const before = await counted();
    const same = { ...PLACE, reference: "A-1", evidenceHash: hashOf("a") };
    const answers = await Promise.all([run("trainingPlaceEstablish", same), run("trainingPlaceEstablish", same)]);
    expect(answers.flatMap(codes)).toEqual(["PLACE_ALREADY_COUNTED"]);
    expect(codes(await run("trainingPlaceEstablish", { ...same, evidenceHash: hashOf("b") }))).toEqual([
      "PLACE_ALREADY_COUNTED",
    ]);
    expect(codes(await run("trainingPlaceEstablish", { ...same, reference: "A-2" }))).toEqual([
      "PLACE_ALREADY_COUNTED",
    ]);
    expect(
      codes(await run("trainingPlaceEstablish", { ...same, reference: "A-2", evidenceHash: hashOf("b") })),
    ).toEqual([]);
    expect(await counted()).toBe(before + 2);
  });

  test("is booked by one, freed, and told to partnerships as it stands", async () => {
    const id = idIn(await run("trainingPlaceEstablish", { ...PLACE, evidenceHash: hashOf("c") }));
    expect(await run("trainingPlaceBook", { id, bookedOn: "2019-02-04", expectedVersion: 1 })).toMatchObject({
      trainingPlace: { booked: true, version: 2, bookings: [{ bookedOn: "2019-02-04", freedOn: null }] },
    });
    expect(codes(await run("trainingPlaceBook", { id, bookedOn: "2019-02-05" }))).toEqual(["PLACE_BOOKED"]);
    expect(codes(await run("trainingPlaceWithdraw", { id, reason: "x" }))).toEqual(["PLACE_BOOKED"]);
    expect(codes(await run("trainingPlaceFree", { id, freedOn: "2019-02-01" }))).toEqual(["DATE_ORDER"]);
    expect(await run("trainingPlaceFree", { id, freedOn: "2019-03-01" })).toMatchObject({
      trainingPlace: { booked: false, bookings: [{ freedOn: "2019-03-01" }] },
    });
    expect(codes(await run("trainingPlaceFree", { id, freedOn: "2019-03-01" }))).toEqual(["PLACE_NOT_BOOKED"]);
    expect(codes(await run("trainingPlaceBook", { id, bookedOn: "2019-02-20" }))).toEqual(["DATE_ORDER"]);
    const facts = await opened.sql<{ payload: unknown }>(
      "SELECT payload FROM accelerator.fact WHERE subject = $1 AND type = 'RoomSet' ORDER BY position",
      [id],
    );
    expect(facts.map(({ payload }) => payload)).toMatchObject([
      { kind: "TRAINING_PLACE", courseId: COURSE_AARHUS, seats: 1, filled: 0, opensOn: "2019-01-07" },
      { seats: 1, filled: 1 },
      { seats: 1, filled: 0 },
    ]);
  });

  test("is withdrawn by a reversal, with a reason, and its evidence can then count", async () => {
    const before = await counted();
    const input = { ...PLACE, evidenceHash: hashOf("d") };
    const id = idIn(await run("trainingPlaceEstablish", input));
    expect(codes(await run("trainingPlaceWithdraw", { id }))).toEqual(["REASON_REQUIRED"]);
    expect(codes(await run("trainingPlaceWithdraw", { id, reason: "Counted at another company." }))).toEqual([]);
    expect(await counted()).toBe(before);
    expect(codes(await run("trainingPlaceWithdraw", { id, reason: "again" }))).toEqual(["ILLEGAL_TRANSITION"]);
    expect(codes(await run("trainingPlaceBook", { id, bookedOn: "2019-02-04" }))).toEqual(["ILLEGAL_TRANSITION"]);
    expect(codes(await run("trainingPlaceEstablish", input))).toEqual([]);
    const entries = await opened.sql(
      "SELECT amount, valid_on::text AS on FROM accelerator.measure_entry WHERE subject_id = $1 ORDER BY position",
      [id],
    );
    expect(entries).toEqual([
      { amount: 1, on: "2019-01-07" },
      { amount: -1, on: "2019-01-07" },
    ]);
  });

  test("is refused with every reason at once", async () => {
    const wrong = { ...PLACE, evidenceHash: "none", establishedOn: "2018-09-02", reference: "x".repeat(101) };
    expect(codes(await run("trainingPlaceEstablish", wrong))).toEqual([
      ...["EVIDENCE_MISSING", "DATE_ORDER", "VALUE_OUT_OF_RANGE"],
    ]);
    expect(
      codes(await run("trainingPlaceEstablish", { ...PLACE, evidenceHash: hashOf("e"), courseId: idOf(9) })),
    ).toEqual(["COURSE_UNKNOWN"]);
    const late = { ...PLACE, evidenceHash: hashOf("e"), establishedOn: "2999-01-01" };
    expect(codes(await run("trainingPlaceEstablish", late))).toEqual(["DATE_IN_FUTURE"]);
  });

  test("answers a repeated request as the first time", async () => {
    const input = { ...PLACE, evidenceHash: hashOf("f"), idempotencyKey: "place" };
    const first = await run("trainingPlaceEstablish", input);
    expect(await run("trainingPlaceEstablish", input)).toEqual(first);
    expect(codes(await run("trainingPlaceEstablish", { ...input, kind: "WORK_TRIAL" }))).toEqual([
      "IDEMPOTENCY_MISMATCH",
    ]);
    const stale = { id: idIn(first), bookedOn: "2019-02-04", expectedVersion: 7 };
    expect(codes(await run("trainingPlaceBook", stale))).toEqual(["CONFLICT"]);
  });
});

test.for([
  ["trainingPlaceEstablish", { ...PLACE, evidenceHash: hashOf("0") }],
  ["trainingPlaceBook", { id: idOf(8), bookedOn: "2019-02-04" }],
  ["trainingPlaceFree", { id: idOf(8), freedOn: "2019-02-04" }],
  ["trainingPlaceWithdraw", { id: idOf(8), reason: "x" }],
] as const)("%s is nothing for who may not write, nor out of reach", async ([name, input]) => {
  const denied = await askMutation(opened, reader, name, { fields: "", input });
  expect(denied.errors?.[0]?.extensions).toMatchObject({ code: "FORBIDDEN_FIELD" });
  const [place] = await opened.sql<{ id: string }>("SELECT id FROM accelerator.training_place LIMIT 1");
  const real = name === "trainingPlaceEstablish" ? input : { ...input, id: place?.id };
  for (const viewer of [inOdense, mentorOfOdense]) {
    const answer = await askMutation(opened, viewer, name, { fields: "", input: real });
    if (name === "trainingPlaceEstablish") {
      expect(answer.data?.[name]).toMatchObject({ refusals: [{ code: "COURSE_UNKNOWN" }] });
    } else expect(answer.errors?.[0]?.extensions).toMatchObject({ code: "NOT_FOUND" });
  }
});
