import { NOTHING, UNLIMITED } from "@inclusion/kernel";
import { expect, test } from "vitest";
import { countWithin, isOutside } from "./reach.ts";

test.for([
  { limits: {}, outside: false },
  { limits: { programmes: ["p"], municipalities: ["0751"], organisations: ["o"], courses: ["c"] }, outside: false },
  { limits: { programmes: [] }, outside: true },
  { limits: { municipalities: [], regions: ["1082"] }, outside: false },
  { limits: { municipalities: ["0751"], regions: [] }, outside: false },
  { limits: { municipalities: [] }, outside: true },
  { limits: { regions: [] }, outside: true },
  { limits: { municipalities: [], regions: [] }, outside: true },
  { limits: { courses: [] }, outside: true },
  { limits: { organisations: [] }, outside: true },
  { limits: { organisations: [], courses: ["c"] }, outside: true },
  { limits: { organisations: ["o"], courses: [] }, outside: false },
  { limits: { grants: [] }, outside: false },
  { limits: NOTHING, outside: true },
])("$limits: everything outside is $outside", async ({ limits, outside }) => {
  const viewer = { limits: { ...UNLIMITED, ...limits } };
  expect(isOutside(viewer)).toBe(outside);
  expect(await countWithin({ viewer }, async () => 7)).toBe(outside ? null : 7);
});
