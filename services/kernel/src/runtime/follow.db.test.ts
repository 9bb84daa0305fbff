import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { systemViewer } from "../pure/index.ts";
import { copyDatabase, type TestDatabase } from "../testing/test-database.ts";
import { type Database, openDatabase } from "./database.ts";
import { type FactSource, openFactSource } from "./fact-source.ts";
import { follow } from "./follow.ts";
import { createLogger } from "./log.ts";
import type { Transport } from "./transport.ts";
import { unitOfWork } from "./unit-of-work.ts";

// Finance tells and accelerator follows: the kernel's own machinery, on two of the schemas that hold it.
let copy: TestDatabase;
let [teller, follower] = [null as unknown as Database, null as unknown as Database];
let source: FactSource;
const log = createLogger("test", "error");
const system = systemViewer("test");

beforeAll(async () => {
  copy = await copyDatabase(inject("postgres"));
  teller = await openDatabase({ schema: "finance", url: copy.urlOf("finance_app"), entities: [], head: "none" });
  follower = await openDatabase({
    schema: "accelerator",
    url: copy.urlOf("accelerator_app"),
    entities: [],
    head: "none",
  });
  source = openFactSource(teller, copy.urlOf("finance_app"), log);
});
afterAll(async () => {
  await source?.close();
  await Promise.all([teller?.close(), follower?.close()]);
  await copy?.drop();
});

const tell = (...subjects: string[]) =>
  unitOfWork(teller, system, "r", async (tx) =>
    tx.tell(...subjects.map((subject) => ({ type: "Counted", version: 1, subject, payload: {} }))),
  );

function transport(read: FactSource["read"]): Transport {
  const unused = (): never => {
    throw new Error("not used here");
  };
  return { execute: unused, ready: unused, close: async () => {}, facts: (_service, request) => read(request) };
}

test("a reader by position misses nothing while many write at once", async () => {
  const from = await source.head();
  const told = new Set<string>();
  const writers = Array.from({ length: 8 }, async (_, writer) => {
    for (let number = 0; number < 15; number += 1) {
      const subject = `${writer}-${number}`;
      told.add(subject);
      await tell(subject);
    }
  });
  const seen: string[] = [];
  let after = from.toString();
  const reading = (async () => {
    while (seen.length < 120) {
      const facts = await source.read({ consumer: "reader", after, limit: 7, waitMs: 2_000 });
      expect(facts.length).toBeGreaterThan(0);
      seen.push(...facts.map(({ subject }) => subject));
      after = facts.at(-1)?.position ?? after;
    }
  })();
  await Promise.all([...writers, reading]);
  expect(new Set(seen)).toEqual(told);
  expect(seen).toHaveLength(told.size);
  for (let writer = 0; writer < 8; writer += 1) {
    const own = seen
      .filter((subject) => subject.startsWith(`${writer}-`))
      .map((subject) => Number(subject.split("-")[1]));
    expect(own).toEqual([...own].sort((a, b) => a - b));
  }
});

test("a fact is applied once, though it comes twice and its handler fails at first", async () => {
  const subject = randomUUID();
  const applied: string[] = [];
  let failures = 2;
  // Every page is delivered from one position too early, as after a restore of the follower's cursor.
  const repeating = transport((request) =>
    source.read({
      ...request,
      after: String(BigInt(request.after) > 0n ? BigInt(request.after) - 1n : 0n),
      waitMs: 200,
    }),
  );
  const following = follow(
    follower,
    repeating,
    {
      finance: {
        Counted: async (tx, fact) => {
          if (fact.subject !== subject) return;
          await tx.query("SELECT 1");
          if (failures > 0) {
            failures -= 1;
            throw new Error("not yet");
          }
          applied.push(fact.subject);
        },
      },
    },
    createLogger("test", "error"),
  );
  await tell(subject);
  await vi.waitFor(() => expect(applied).toEqual([subject]), { timeout: 10_000 });
  await new Promise((resolve) => setTimeout(resolve, 500));
  await following.stop();
  expect(applied).toEqual([subject]);
  expect(failures).toBe(0);
});

test("whoever tells waits for those who follow, and not for those who are gone", async () => {
  const began = Date.now();
  const { lastFact } = await tell("settle");
  await source.settled(lastFact ?? 0n, 300);
  expect(Date.now() - began).toBeLessThan(5_000);
});
