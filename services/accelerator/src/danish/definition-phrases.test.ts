import { danishOf } from "@inclusion/kernel/runtime";
import { describe, expect, test } from "vitest";
import { DEFINITIONS } from "../indicator/definitions.ts";
import { DANISH } from "./danish.ts";

describe("what the indicators count", () => {
  const find = danishOf(DANISH);

  test.for(Object.entries(DEFINITIONS))("has Danish of its own: %s", ([, { text }]) => {
    expect(find(text)).toMatch(/^[A-ZÆØÅ].*\.$/);
    expect(find(text)).not.toBe(text);
  });
});
