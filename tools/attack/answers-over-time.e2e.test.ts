import { UNLIMITED } from "@inclusion/kernel";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type SeededSystem, startSeededSystem } from "../e2e/seeded-system.ts";
import { fewBetween, numbersIn, questionsAt, releasesOfYears, type ToldAt } from "./answers-over-time.ts";
import { askingAt } from "./asking.ts";
import { signer } from "./callers.ts";

vi.setConfig({ testTimeout: 300_000 });

let system: SeededSystem;
beforeAll(async () => {
  system = await startSeededSystem();
}, 300_000);
afterAll(() => system?.stop());

test("a reader of answers about participations at every release finds no few by subtracting", async () => {
  const asking = askingAt(system.url);
  const sign = await signer(system.dataDir);
  const scopes = ["indicators:read", "partnerships:read", "simulations:read", "finance:read"];
  const reader = await sign({ name: "reader", scopes, limits: UNLIMITED });
  const answers: ToldAt[] = [];
  for (const release of releasesOfYears(2018, 2024)) {
    const { data, errors } = await asking.ask(reader, questionsAt(release));
    expect(errors).toEqual([]);
    answers.push({ release, numbers: numbersIn(data) });
  }
  const few = fewBetween(answers);
  expect(answers.at(-1)?.numbers.size).toBeGreaterThan(20);
  expect(few).toEqual([]);
});
