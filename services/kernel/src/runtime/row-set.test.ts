import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { arraysOf, inPortions, insertSql } from "./row-set.ts";

describe("rows as arrays", () => {
  const table = { name: "s.t", columns: { id: "uuid", said: "jsonb" }, isRecorded: true };

  test("have one array a column, and one instant for all", () => {
    expect(insertSql(table)).toBe(
      "INSERT INTO s.t (id, said, recorded_at) SELECT given.*, (SELECT s.recorded_now()) " +
        "FROM unnest($1::uuid[], $2::jsonb[]) AS given (id, said)",
    );
    expect(insertSql({ ...table, isRecorded: false })).not.toContain("recorded");
  });

  test("quote what is text, and nothing that is null", () => {
    const rows = [{ id: 'a,"b"\\', said: ["x"] }, { id: "NULL", said: null }, { said: "y" }];
    expect(arraysOf(table, rows)).toEqual(['{"a,\\"b\\"\\\\","NULL",NULL}', '{"[\\"x\\"]",NULL,"\\"y\\""}']);
  });
});

describe("portions", () => {
  test("are handed over in order, with two under way and never more", async () => {
    const [sent, under] = [[] as (readonly [readonly number[], number])[], [] as number[]];
    let underWay = 0;
    await inPortions([1, 2, 3, 4, 5, 6, 7], 2, async (portion, at) => {
      sent.push([portion, at]);
      under.push(++underWay);
      await sleep(1);
      underWay -= 1;
    });
    expect(sent).toEqual([
      [[1, 2], 0],
      [[3, 4], 2],
      [[5, 6], 4],
      [[7], 6],
    ]);
    expect(Math.max(...under)).toBe(2);
    expect(underWay).toBe(0);
  });

  test("end with the first that fails, and not before the one that was under way", async () => {
    const ended: number[] = [];
    const failing = inPortions([0, 1, 2, 3], 1, async (_portion, at) => {
      await sleep(at * 5);
      ended.push(at);
      throw new Error(`portion ${at}`);
    });
    await expect(failing).rejects.toThrow("portion 0");
    expect(ended).toEqual([0, 1]);
  });

  test("of nothing are none", async () => {
    await inPortions([], 2, () => expect.unreachable());
  });
});
