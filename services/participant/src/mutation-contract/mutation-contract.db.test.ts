import {
  contractProblems,
  type MutationExamples,
  mutationNames,
  openTestService,
  type TestService,
} from "@inclusion/kernel/testing";
import { sdlOf } from "@inclusion/schema";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openWays, type Ways } from "../pathway/pathway-ways.fixture.ts";
import { service } from "../service.ts";
import { fileExamples } from "./file-examples.fixture.ts";
import { personExamples } from "./person-examples.fixture.ts";

const typeDefs = sdlOf("participant");

let opened: TestService;
let ways: Ways;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
  ways = await openWays(opened);
});
afterAll(() => opened?.drop());

const world = { opened: () => opened, ways: () => ways };
const examples: MutationExamples = { ...fileExamples(world), ...personExamples(world) };

test("every mutation has an example, and no example is of none", () => {
  expect(Object.keys(examples).sort()).toEqual(mutationNames(typeDefs));
});

test.for(mutationNames(typeDefs))("%s is one request, on the version that was read, of who may do it", async (name) => {
  expect(
    await contractProblems({ opened, schema: "participant", typeDefs, examples, logs: ["access_line"] }, name),
  ).toEqual([]);
});
