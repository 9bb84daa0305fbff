import { setTimeout as sleep } from "node:timers/promises";
import { createLogger, Fault } from "@inclusion/kernel/runtime";
import { describe, expect, test } from "vitest";
import { breakerOf, FAILURES, PAUSE_MS } from "./breaker.ts";

const log = createLogger("test", "silent");
const silent = () => Promise.reject(new Fault("SUBGRAPH_TIMEOUT", "too long"));

describe("breakerOf", () => {
  test("asks no more after failures in a row, and tries again after the pause", async () => {
    const breaker = breakerOf("finance", log);
    let asked = 0;
    const failing = () => {
      asked += 1;
      return silent();
    };
    for (let i = 0; i < FAILURES; i += 1) {
      await expect(breaker(failing)).rejects.toMatchObject({ code: "SUBGRAPH_TIMEOUT" });
    }
    await expect(breaker(failing)).rejects.toMatchObject({
      code: "SUBGRAPH_UNAVAILABLE",
      details: { service: "finance" },
    });
    expect(asked).toBe(FAILURES);
    await sleep(PAUSE_MS + 100);
    await expect(breaker(async () => "again")).resolves.toBe("again");
    await expect(breaker(async () => "and again")).resolves.toBe("and again");
  });

  test("is not opened by what is no silence, nor by failures with answers between them", async () => {
    const breaker = breakerOf("finance", log);
    const bug = () => Promise.reject(new Error("a bug"));
    for (let i = 0; i < FAILURES * 2; i += 1) await expect(breaker(bug)).rejects.toThrow("a bug");
    for (let i = 0; i < FAILURES * 2; i += 1) {
      await expect(breaker(silent)).rejects.toThrow();
      await breaker(async () => "well");
    }
    await expect(breaker(async () => "well")).resolves.toBe("well");
  });
});
