import {
  contractProblems,
  type MutationExamples,
  mutationNames,
  openTestService,
  type TestService,
} from "@inclusion/kernel/testing";
import { sdlOf } from "@inclusion/schema";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { service } from "../service.ts";
import { courseExamples, intakeExamples } from "./course-examples.fixture.ts";
import { roomExamples } from "./room-examples.fixture.ts";
import { worldOf } from "./world.fixture.ts";

const typeDefs = sdlOf("accelerator");

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
});
afterAll(() => opened?.drop());

const world = worldOf(() => opened);
const examples: MutationExamples = { ...intakeExamples(world), ...courseExamples(world), ...roomExamples(world) };

test("every mutation has an example, and no example is of none", () => {
  expect(Object.keys(examples).sort()).toEqual(mutationNames(typeDefs));
});

test.for(mutationNames(typeDefs))("%s is one request, on the version that was read, of who may do it", async (name) => {
  expect(await contractProblems({ opened, schema: "accelerator", typeDefs, examples }, name)).toEqual([]);
});
