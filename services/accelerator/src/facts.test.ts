import { localDate } from "@inclusion/kernel";
import { CourseAccepted, CourseExited, OtherActorGrown, OtherActorGrowthVoided } from "@inclusion/schema/facts";
import { expect, test } from "vitest";
import { courseFacts } from "./course/course.facts.ts";
import { COURSE } from "./course/course.fixture.ts";
import { courseAccepted } from "./facts.ts";
import { growthFacts } from "./other-actor/other-actor.facts.ts";

test("courseAccepted has the shape of the contract", () => {
  const [id, programmeId, organisationId] = [1, 2, 3].map((n) => `0190a000-0000-7000-8000-00000000000${n}`);
  const ids = { id, programmeId, organisationId } as { id: string; programmeId: string; organisationId: string };
  const fact = courseAccepted({ ...COURSE, ...ids, acceptedOn: localDate("2018-09-03") });
  expect(fact).toMatchObject({ type: "CourseAccepted", version: 1, subject: id });
  expect(CourseAccepted.parse(fact.payload)).toEqual({
    programmeId,
    courseId: id,
    organisationId,
    acceptedOn: "2018-09-03",
  });
});

const idOf = (number: number): string => `0190a000-0000-7000-8000-00000000000${number}`;
const ids = { id: idOf(1), programmeId: idOf(2), organisationId: idOf(3) };

test("courseFacts tells of acceptance and of exit, once each", () => {
  const applied = { ...COURSE, ...ids, state: "DUE_DILIGENCE", acceptedOn: null } as const;
  const accepted = { ...applied, state: "ACCEPTED", acceptedOn: localDate("2018-09-03") } as const;
  const exited = { ...accepted, state: "EXITED", endedOn: localDate("2018-12-01") } as const;
  expect(courseFacts(applied, applied)).toEqual([]);
  expect(courseFacts(applied, accepted).map(({ type }) => type)).toEqual(["CourseAccepted"]);
  const [fact, ...more] = courseFacts(accepted, exited);
  expect(CourseExited.parse(fact?.payload)).toMatchObject({ courseId: idOf(1), exitedOn: "2018-12-01" });
  expect([more, courseFacts(exited, exited)]).toEqual([[], []]);
});

test("growthFacts takes back the day that was told and tells the new one", () => {
  const actor = { ...ids, partnershipId: idOf(4), municipalityCode: "0751", grownOn: null };
  const [first, later] = ["2019-12-31", "2020-12-31"].map((day) => ({ ...actor, grownOn: localDate(day) }));
  if (first === undefined || later === undefined) throw new Error("two days");
  expect(growthFacts(actor, actor)).toEqual([]);
  const [voided, grown] = growthFacts(first, later);
  expect(OtherActorGrowthVoided.parse(voided?.payload)).toMatchObject({ grownOn: "2019-12-31" });
  expect(OtherActorGrown.parse(grown?.payload)).toMatchObject({ grownOn: "2020-12-31", municipalityCode: "0751" });
  expect(growthFacts(actor, first).map(({ type }) => type)).toEqual(["OtherActorGrown"]);
  expect(growthFacts(first, actor).map(({ type }) => type)).toEqual(["OtherActorGrowthVoided"]);
});
