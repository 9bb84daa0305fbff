import { randomUUID } from "node:crypto";
import { contractProblems, type MutationExamples, mutationNames } from "@inclusion/kernel/testing";
import { sdlOf } from "@inclusion/schema";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { EXAMPLES } from "./mutations.fixture.ts";
import { opened, openMoney } from "./outcome/outcome-acts.fixture.ts";

const typeDefs = sdlOf("finance");

beforeAll(() => openMoney(inject("postgres")));
afterAll(() => opened?.drop());

const examples: MutationExamples = Object.fromEntries(
  Object.entries(EXAMPLES).map(([name, example]) => [
    name,
    async () => {
      const { input, other, of, as } = await example();
      // A run is worked off beside the answer, and so goes on changing what is stored.
      return {
        ...{ input: { ...input, idempotencyKey: randomUUID() }, other, row: of, subject: as.subject },
        isRepeated: name === "simulationRun",
      };
    },
  ]),
);

test("every mutation has an example, and no example is of none", () => {
  expect(Object.keys(examples).sort()).toEqual(mutationNames(typeDefs));
});

test.for(mutationNames(typeDefs))("%s is one request, on the version that was read, of who may do it", async (name) => {
  expect(await contractProblems({ opened, schema: "finance", typeDefs, examples }, name)).toEqual([]);
});
