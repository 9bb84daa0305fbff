import { openTestService, type TestService, viewerWith } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { service } from "../service.ts";

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
});
afterAll(() => opened?.drop());

const QUERY = `{ _entities(representations: [{ __typename: "Viewer", id: "viewer" }]) {
  ... on Viewer { id visibleCompanyCourses companyCoursesRecordedUntil } } }`;

test("a viewer is told how many rows it sees, and without their scope nothing", async () => {
  const seen = await opened.ask(viewerWith("companies:read"), QUERY);
  expect(seen.data).toEqual({
    _entities: [{ id: "viewer", visibleCompanyCourses: 0, companyCoursesRecordedUntil: null }],
  });
  const blind = await opened.ask(viewerWith("public"), QUERY);
  expect(blind.data).toEqual({
    _entities: [{ id: "viewer", visibleCompanyCourses: null, companyCoursesRecordedUntil: null }],
  });
});
