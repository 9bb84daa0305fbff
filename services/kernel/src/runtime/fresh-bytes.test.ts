import { expect, test } from "vitest";
import { freshBytes } from "./fresh-bytes.ts";

test("bytes are as many as are asked for, are given once, and stay as they were given", () => {
  const given = Array.from({ length: 2_000 }, (_, index) => freshBytes(index % 2 === 0 ? 10 : 12));
  const before = given.map((bytes) => bytes.toString("hex"));
  expect(given.map(({ length }) => length)).toEqual(given.map((_, index) => (index % 2 === 0 ? 10 : 12)));
  expect(new Set(before.map((hex) => hex.slice(0, 20))).size).toBe(given.length);
  for (let again = 0; again < 2_000; again += 1) freshBytes(12);
  expect(given.map((bytes) => bytes.toString("hex"))).toEqual(before);
});
