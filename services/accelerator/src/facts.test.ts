import { localDate } from "@inclusion/kernel";
import { CourseAccepted } from "@inclusion/schema/facts";
import { expect, test } from "vitest";
import { COURSE } from "./course/course.fixture.ts";
import { courseAccepted } from "./facts.ts";

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
