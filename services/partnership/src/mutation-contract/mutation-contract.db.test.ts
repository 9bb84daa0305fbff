import {
  contractProblems,
  type MutationExamples,
  mutationNames,
  openTestService,
  type TestService,
} from "@inclusion/kernel/testing";
import { sdlOf } from "@inclusion/schema";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { storeProgramme } from "../record/stored-programme.fixture.ts";
import { service } from "../service.ts";
import { accessTokenExamples } from "./access-tokens.fixture.ts";
import { agreementExamples } from "./agreements.fixture.ts";
import { demandExamples, initiativeExamples, organisationExamples } from "./demand.fixture.ts";
import { programmeExamples } from "./programmes.fixture.ts";
import { worldOf } from "./world.fixture.ts";

const typeDefs = sdlOf("partnership");

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
  await storeProgramme(opened);
});
afterAll(() => opened?.drop());

const world = worldOf(() => opened);
const examples: MutationExamples = {
  ...accessTokenExamples(world),
  ...agreementExamples(world),
  ...programmeExamples(world),
  ...organisationExamples(world),
  ...demandExamples(world),
  ...initiativeExamples(world),
};

test("every mutation has an example, and no example is of none", () => {
  expect(Object.keys(examples).sort()).toEqual(mutationNames(typeDefs));
});

test.for(mutationNames(typeDefs))("%s is one request, on the version that was read, of who may do it", async (name) => {
  expect(await contractProblems({ opened, schema: "partnership", typeDefs, examples }, name)).toEqual([]);
});
