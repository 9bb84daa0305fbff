import type { TestService } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import {
  act,
  askMutation,
  COURSE_ODENSE,
  hashOf,
  idOf,
  inAarhus,
  lead,
  ledgerSum,
  mentorOfOdense,
  openRoom,
  reader,
} from "../room/room.fixture.ts";

const FIELDS = "ordinaryHire { id hiredOn hoursPerWeek wasUnemployed hasEvidence withdrawnOn withdrawReason version }";
const HIRE = { courseId: COURSE_ODENSE, hiredOn: "2019-02-04", hoursPerWeek: 30, wasUnemployed: true };

let opened: TestService;
beforeAll(async () => {
  opened = await openRoom(inject("postgres"));
});
afterAll(() => opened?.drop());

const run = (name: string, input: Record<string, unknown>, viewer = lead) =>
  act(opened, viewer, name, { fields: FIELDS, input });
const codes = (answer: Readonly<{ refusals: readonly Readonly<{ code: string }>[] }>) =>
  answer.refusals.map(({ code }) => code);
const idIn = (answer: Readonly<Record<string, unknown>>) => (answer.ordinaryHire as { id: string }).id;

test("a hire counts once by its evidence, and is taken back by a reversal", async () => {
  const input = { ...HIRE, evidenceHash: hashOf("a") };
  const done = await run("ordinaryHireRecord", input, mentorOfOdense);
  expect(done).toMatchObject({ refusals: [], ordinaryHire: { hoursPerWeek: 30, wasUnemployed: true, version: 1 } });
  expect(codes(await run("ordinaryHireRecord", input))).toEqual(["HIRE_ALREADY_COUNTED"]);
  expect([await ledgerSum(opened, "ORDINARY_HIRES"), await ledgerSum(opened, "INCLUSIVE_HIRES")]).toEqual([1, 0]);
  const id = idIn(done);
  expect(codes(await run("ordinaryHireWithdraw", { id, reason: " " }))).toEqual(["REASON_REQUIRED"]);
  expect(codes(await run("ordinaryHireWithdraw", { id, reason: "x", expectedVersion: 2 }))).toEqual(["CONFLICT"]);
  const withdraw = { id, reason: "Was no new job.", idempotencyKey: "withdraw" };
  const withdrawn = await run("ordinaryHireWithdraw", withdraw);
  expect(withdrawn).toMatchObject({ ordinaryHire: { withdrawReason: "Was no new job.", version: 2 } });
  expect(await run("ordinaryHireWithdraw", withdraw)).toEqual(withdrawn);
  expect(codes(await run("ordinaryHireWithdraw", { ...withdraw, reason: "y" }))).toEqual(["IDEMPOTENCY_MISMATCH"]);
  expect(codes(await run("ordinaryHireWithdraw", { id, reason: "again" }))).toEqual(["ILLEGAL_TRANSITION"]);
  expect(await ledgerSum(opened, "ORDINARY_HIRES")).toBe(0);
});

test("a hire is refused with every reason at once", async () => {
  const wrong = { ...HIRE, evidenceHash: "", wasUnemployed: false, hoursPerWeek: 0, hiredOn: "2018-09-02" };
  expect(codes(await run("ordinaryHireRecord", wrong))).toEqual([
    ...["EVIDENCE_MISSING", "NOT_UNEMPLOYED", "DATE_ORDER", "VALUE_OUT_OF_RANGE"],
  ]);
  expect(codes(await run("ordinaryHireRecord", { ...HIRE, evidenceHash: hashOf("b"), hiredOn: "2999-01-01" }))).toEqual(
    ["DATE_IN_FUTURE"],
  );
});

test.for(["ordinaryHireRecord", "ordinaryHireWithdraw"])("%s keeps within scopes and reach", async (name) => {
  const own = idIn(
    await run("ordinaryHireRecord", { ...HIRE, evidenceHash: hashOf(name.endsWith("Record") ? "1" : "2") }),
  );
  const input = name === "ordinaryHireRecord" ? { ...HIRE, evidenceHash: hashOf("c") } : { id: own, reason: "x" };
  const denied = await askMutation(opened, reader, name, { fields: "", input });
  expect(denied.errors?.[0]?.extensions).toMatchObject({ code: "FORBIDDEN_FIELD" });
  const far = await askMutation(opened, inAarhus, name, { fields: "", input });
  if (name === "ordinaryHireRecord") {
    expect(far.data?.[name]).toMatchObject({ refusals: [{ code: "COURSE_UNKNOWN" }] });
  } else {
    expect(far.errors?.[0]?.extensions).toMatchObject({ code: "NOT_FOUND" });
    const missing = await askMutation(opened, lead, name, { fields: "", input: { ...input, id: idOf(9) } });
    expect(far.errors?.[0]?.message).toBe(missing.errors?.[0]?.message);
  }
});
