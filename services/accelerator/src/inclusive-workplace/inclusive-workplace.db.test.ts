import type { TestService } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import {
  act,
  askMutation,
  hashOf,
  idOf,
  inOdense,
  lead,
  mentorOfOdense,
  ORDINARY,
  openRoom,
  PROGRAMME,
  reader,
} from "../room/room.fixture.ts";

const FIELDS = "inclusiveWorkplace { id axis status version steps { status since reason } companyCourse { id } }";
const WORKPLACE = {
  ...{ programmeId: PROGRAMME, organisationId: ORDINARY, municipalityCode: "0751", axis: "AXIS_3B2", status: "NEW" },
  since: "2019-01-07",
};

let opened: TestService;
beforeAll(async () => {
  opened = await openRoom(inject("postgres"));
});
afterAll(() => opened?.drop());

const run = (name: string, input: Record<string, unknown>, viewer = lead) =>
  act(opened, viewer, name, { fields: FIELDS, input });
const codes = (answer: Readonly<{ refusals: readonly Readonly<{ code: string }>[] }>) =>
  answer.refusals.map(({ code }) => code);
const idIn = (answer: Readonly<Record<string, unknown>>) => (answer.inclusiveWorkplace as { id: string }).id;

async function standsOn(day: string): Promise<Record<string, number>> {
  const rows = await opened.sql<{ indicator: string; sum: number }>(
    `SELECT indicator, sum(amount)::int AS sum FROM accelerator.measure_entry
     WHERE valid_on <= $1 GROUP BY indicator HAVING sum(amount) <> 0`,
    [day],
  );
  return Object.fromEntries(rows.map(({ indicator, sum }) => [indicator, sum]));
}

test("a workplace is new, retained and lost, and in one status on each day", async () => {
  const made = await run("inclusiveWorkplaceEstablish", { ...WORKPLACE, evidenceHash: hashOf("a") });
  expect(made).toMatchObject({ refusals: [], inclusiveWorkplace: { status: "NEW", companyCourse: null, version: 1 } });
  const id = idIn(made);
  expect(codes(await run("inclusiveWorkplaceEstablish", { ...WORKPLACE, evidenceHash: hashOf("a") }))).toEqual([
    "WORKPLACE_ALREADY_COUNTED",
  ]);
  expect(codes(await run("inclusiveWorkplaceRetain", { id, since: "2019-01-06" }))).toEqual(["DATE_ORDER"]);
  expect(codes(await run("inclusiveWorkplaceRetain", { id, since: "2019-07-01", expectedVersion: 9 }))).toEqual([
    "CONFLICT",
  ]);
  const retain = { id, since: "2019-07-01", idempotencyKey: "retain" };
  const kept = await run("inclusiveWorkplaceRetain", retain);
  expect(kept).toMatchObject({ inclusiveWorkplace: { status: "RETAINED", version: 2 } });
  expect(await run("inclusiveWorkplaceRetain", retain)).toEqual(kept);
  expect(codes(await run("inclusiveWorkplaceRetain", { ...retain, since: "2019-08-01" }))).toEqual([
    "IDEMPOTENCY_MISMATCH",
  ]);
  expect(codes(await run("inclusiveWorkplaceRetain", { id, since: "2019-08-01" }))).toEqual(["ILLEGAL_TRANSITION"]);
  expect(codes(await run("inclusiveWorkplaceLose", { id, since: "2020-01-01" }))).toEqual(["REASON_REQUIRED"]);
  expect(await run("inclusiveWorkplaceLose", { id, since: "2020-01-01", reason: "The shop closed." })).toMatchObject({
    inclusiveWorkplace: {
      steps: [
        { status: "NEW", since: "2019-01-07", reason: null },
        { status: "RETAINED", since: "2019-07-01", reason: null },
        { status: "LOST", since: "2020-01-01", reason: "The shop closed." },
      ],
    },
  });
  expect(codes(await run("inclusiveWorkplaceLose", { id, since: "2020-02-01", reason: "x" }))).toEqual([
    "ILLEGAL_TRANSITION",
  ]);
  expect(await standsOn("2019-06-30")).toEqual({ WORKPLACES_NEW: 1 });
  expect(await standsOn("2019-12-31")).toEqual({ WORKPLACES_RETAINED: 1 });
  expect(await standsOn("2020-01-01")).toEqual({ WORKPLACES_LOST: 1 });
});

test("a workplace is refused with every reason at once", async () => {
  const wrong = { ...WORKPLACE, status: "LOST", evidenceHash: "x", since: "2999-01-01", municipalityCode: "0411" };
  expect(codes(await run("inclusiveWorkplaceEstablish", wrong))).toEqual([
    ...["MUNICIPALITY_UNKNOWN", "EVIDENCE_MISSING", "ILLEGAL_TRANSITION", "DATE_IN_FUTURE"],
  ]);
});

test.for([
  ["inclusiveWorkplaceEstablish", { ...WORKPLACE, evidenceHash: hashOf("b") }],
  ["inclusiveWorkplaceRetain", { since: "2019-07-01" }],
  ["inclusiveWorkplaceLose", { since: "2019-07-01", reason: "x" }],
] as const)("%s keeps within scopes and reach", async ([name, parts]) => {
  const [row] = await opened.sql<{ id: string }>("SELECT id FROM accelerator.inclusive_workplace LIMIT 1");
  const input = name === "inclusiveWorkplaceEstablish" ? parts : { ...parts, id: row?.id ?? idOf(9) };
  const denied = await askMutation(opened, reader, name, { fields: "", input });
  expect(denied.errors?.[0]?.extensions).toMatchObject({ code: "FORBIDDEN_FIELD" });
  for (const viewer of [inOdense, mentorOfOdense]) {
    const far = await askMutation(opened, viewer, name, { fields: "", input });
    expect(far.errors?.[0]?.extensions).toMatchObject({ code: "NOT_FOUND" });
  }
});
