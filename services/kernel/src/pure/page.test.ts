import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { connectionOf, decodeCursor, encodeCursor, readPage } from "./page.ts";

const mac = (text: string) => createHmac("sha256", "secret").update(text).digest("base64url");
const otherMac = (text: string) => createHmac("sha256", "another secret").update(text).digest("base64url");
const bounds = { max: 100, default: 20 };

function codesOf(decision: { ok: boolean; refusals?: readonly { code: string }[] }): readonly string[] {
  return decision.refusals?.map(({ code }) => code) ?? [];
}

describe("readPage", () => {
  it.each([
    ["left out", {}, { first: 20, after: null }],
    ["null", { first: null, after: null }, { first: 20, after: null }],
    ["the smallest page", { first: 1 }, { first: 1, after: null }],
    ["the largest page", { first: 100, after: "x" }, { first: 100, after: "x" }],
  ])("reads %s", (_, input, value) => {
    expect(readPage(input, bounds)).toEqual({ ok: true, value });
  });

  it.each([0, 101, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("refuses a page of %d", (first) => {
    expect(readPage({ first }, bounds)).toEqual({
      ok: false,
      refusals: [{ code: "PAGE_SIZE", message: "first is between 1 and 100", field: ["first"] }],
    });
  });

  it("names the bound in force", () => {
    expect(readPage({ first: 51 }, { max: 50, default: 10 })).toMatchObject({
      refusals: [{ message: "first is between 1 and 50" }],
    });
  });
});

describe("a cursor", () => {
  const cursor = encodeCursor(["2021-03-15", "id-1"], "claims", mac);

  it("comes back as its keys, in any script, and is safe in an address", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" }), { maxLength: 4 }), fc.string(), (keys, binding) => {
        const written = encodeCursor(keys, binding, mac);
        expect(written).toMatch(/^[\w-]+$/);
        expect(decodeCursor(written, binding, mac)).toEqual({ ok: true, value: keys });
      }),
    );
  });

  it("is refused by another list", () => {
    expect(codesOf(decodeCursor(cursor, "claims of another caller", mac))).toEqual(["CURSOR_OTHER_LIST"]);
  });

  it("is unreadable with another secret", () => {
    expect(codesOf(decodeCursor(cursor, "claims", otherMac))).toEqual(["CURSOR_UNREADABLE"]);
  });

  it("is unreadable when any one character is another", () => {
    for (let at = 0; at < cursor.length; at += 1) {
      const changed = cursor.slice(0, at) + (cursor[at] === "A" ? "B" : "A") + cursor.slice(at + 1);
      expect(codesOf(decodeCursor(changed, "claims", mac))).toEqual(["CURSOR_UNREADABLE"]);
    }
  });

  const content = { v: 1, keys: ["a"], list: "x", hash: "y" };
  it.each<[string, string]>([
    ["nothing", ""],
    ["plain text", "hello"],
    ["padding", `${cursor}=`],
    ["a space", ` ${cursor}`],
    ["a cursor cut short", cursor.slice(0, -1)],
    ["a very long text", "A".repeat(1_000_000)],
    ...[null, 1, [], {}, { ...content, v: 2 }, { ...content, keys: [1] }, { ...content, keys: "a" }, content].map(
      (forged): [string, string] => [JSON.stringify(forged), Buffer.from(JSON.stringify(forged)).toString("base64url")],
    ),
  ])("is not %.60s", (_, text) => {
    expect(codesOf(decodeCursor(text, "claims", mac))).toEqual(["CURSOR_UNREADABLE"]);
  });

  it("never throws and never accepts what we did not write", () => {
    fc.assert(fc.property(fc.string(), (text) => !decodeCursor(text, "claims", mac).ok));
  });
});

describe("connectionOf", () => {
  const cursorOf = (row: number) => `c${row}`;

  it("has no cursors without rows", () => {
    expect(connectionOf([], 2, cursorOf)).toEqual({
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
  });

  it.each([
    ["fewer rows than asked for", [1], false, [1]],
    ["as many rows as asked for", [1, 2], false, [1, 2]],
    ["one row more", [1, 2, 3], true, [1, 2]],
  ])("tells of %s", (_, rows, hasNextPage, nodes) => {
    expect(connectionOf(rows, 2, cursorOf)).toEqual({
      edges: nodes.map((node) => ({ node, cursor: `c${node}` })),
      pageInfo: { hasNextPage, hasPreviousPage: false, startCursor: "c1", endCursor: `c${nodes.at(-1)}` },
    });
  });

  it("reads a whole list page by page, each row once", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat()), fc.integer({ min: 1, max: 5 }), (unsorted, first) => {
        const rows = [...unsorted].sort((a, b) => a - b);
        const read: number[] = [];
        for (let after = -1, more = true; more; after = read.at(-1) ?? -1) {
          const fetched = rows.filter((row) => row > after).slice(0, first + 1);
          const page = connectionOf(fetched, first, String);
          read.push(...page.edges.map(({ node }) => node));
          more = page.pageInfo.hasNextPage;
        }
        expect(read).toEqual(rows);
      }),
    );
  });
});
