import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask, listQuestions } from "./questions.ts";
import { startTestSystem, type TestSystem, testFolder } from "./test-system.ts";

const folder = testFolder();
let system: TestSystem;

beforeAll(async () => {
  system = await startTestSystem({ dataDir: folder.dataDir, form: "together", seed: "programme" });
});

afterAll(async () => {
  await system?.stop();
  folder.remove();
});

describe("the graph answers", () => {
  test.for(listQuestions())("$name", async (question) => {
    expect(await ask(system, question)).toEqual(question.answer);
  });
});
