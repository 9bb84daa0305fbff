import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { copyDatabase, type TestDatabase } from "../testing/test-database.ts";
import { type DailyTask, runDaily, startDaily } from "./daily.ts";
import { type Database, openDatabase } from "./database.ts";
import { createLogger } from "./log.ts";

// The kernel's own machinery, on one of the schemas that hold it; two handles are two processes.
let copy: TestDatabase;
let [one, other] = [null as unknown as Database, null as unknown as Database];
const log = createLogger("test", "fatal");

beforeAll(async () => {
  copy = await copyDatabase(inject("postgres"));
  const place = { schema: "finance", url: copy.urlOf("finance_app"), entities: [], head: "none" };
  [one, other] = [await openDatabase(place), await openDatabase(place)];
});
afterAll(async () => {
  await Promise.all([one?.close(), other?.close()]);
  await copy?.drop();
});

const task = (work: DailyTask["work"]): DailyTask => ({ name: "test-sweep", scopes: [], work });

describe("runDaily", () => {
  test("is done by one process at a time, and by the next when that has ended", async () => {
    const [entered, leave] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const first = runDaily(
      one,
      task(async () => {
        entered.resolve();
        await leave.promise;
        return { by: "one" };
      }),
    );
    await entered.promise;
    const theirs = task(async () => ({ by: "other" }));
    expect(await runDaily(other, theirs)).toBeNull();
    leave.resolve();
    expect(await first).toEqual({ by: "one" });
    expect(await runDaily(other, theirs)).toEqual({ by: "other" });
  });

  test("notes who did it, and leaves nothing of work that fails", async () => {
    await runDaily(
      one,
      task(async (tx) => {
        await tx.note("swept", "day");
        return {};
      }),
    );
    const failing = task(async (tx) => {
      await tx.note("failed", "day");
      throw new Error("no");
    });
    await expect(runDaily(one, failing)).rejects.toThrow("no");
    const notes = await copy.sql("SELECT actor, action, request_id FROM finance.audit_line WHERE subject = 'day'");
    expect(notes).toEqual([{ actor: "system:test-sweep", action: "swept", request_id: "daily test-sweep" }]);
  });
});

describe("startDaily", () => {
  test("does it again and again, also after a failure, until it is stopped", async () => {
    const thrice = Promise.withResolvers<void>();
    let times = 0;
    const daily = startDaily(
      one,
      [
        task(async () => {
          times += 1;
          if (times === 1) throw new Error("not yet");
          if (times === 3) thrice.resolve();
          return {};
        }),
      ],
      log,
      { first: 1, every: 1, retry: 1 },
    );
    await thrice.promise;
    await daily.stop();
    const stopped = times;
    await runDaily(
      other,
      task(async () => ({})),
    );
    expect(times).toBe(stopped);
  });

  test("does nothing before its time, and stops at once", async () => {
    let isDone = false;
    const work = task(async () => {
      isDone = true;
      return {};
    });
    const daily = startDaily(one, [work], log);
    await daily.stop();
    expect(isDone).toBe(false);
  });
});
