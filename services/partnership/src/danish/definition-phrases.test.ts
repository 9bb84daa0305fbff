import { danishOf } from "@inclusion/kernel/runtime";
import { describe, expect, test } from "vitest";
import { DEFINITIONS } from "../partnership-indicator/definitions.ts";
import { INDICATORS } from "../programme/indicator-target.ts";
import { DANISH } from "./danish.ts";

describe("what the indicators count", () => {
  const find = danishOf(DANISH);

  test.for(Object.entries(DEFINITIONS))("has Danish of its own: %s", ([, { text }]) => {
    expect(find(text)).toMatch(/^[A-ZÆØÅ].*\.$/);
    expect(find(text)).not.toBe(text);
  });

  test.for(Object.entries(INDICATORS))("has Danish where it is promised: %s", ([, { definition }]) => {
    expect(find(definition)).toMatch(/^[A-ZÆØÅ].*\.$/);
  });
});
