import { UNLIMITED } from "@inclusion/kernel";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type SeededSystem, startSeededSystem } from "../e2e/seeded-system.ts";
import { fewBetween, numbersIn, questionsAt, type Release, releasesOfYears, type ToldAt } from "./answers-over-time.ts";
import { askingAt } from "./asking.ts";
import { signer } from "./callers.ts";

vi.setConfig({ testTimeout: 300_000 });

let system: SeededSystem;
beforeAll(async () => {
  system = await startSeededSystem();
}, 300_000);
afterAll(() => system?.stop());

/** What a caller with these scopes is told at each release. */
async function readAll(scopes: readonly string[], releases: readonly Release[]): Promise<readonly ToldAt[]> {
  const asking = askingAt(system.url);
  const sign = await signer(system.dataDir);
  const reader = await sign({ name: "reader", scopes, limits: UNLIMITED });
  const answers: ToldAt[] = [];
  for (const release of releases) {
    const { data, errors } = await asking.ask(reader, questionsAt(release));
    expect(errors).toEqual([]);
    answers.push({ release, numbers: numbersIn(data) });
  }
  return answers;
}

const SCOPES = ["indicators:read", "partnerships:read", "simulations:read", "finance:read"];

describe("a reader of answers about participations at every release", () => {
  test("finds no few by subtracting", async () => {
    const answers = await readAll(SCOPES, releasesOfYears(2018, 2024));
    expect(fewBetween(answers)).toEqual([]);
    expect(answers.at(-1)?.numbers.size).toBeGreaterThan(20);
  });

  test("finds many who sees the rows, so that the reader can find", async () => {
    const answers = await readAll([...SCOPES, "participations:read"], releasesOfYears(2020, 2021));
    expect(fewBetween(answers).length).toBeGreaterThan(100);
  });
});
