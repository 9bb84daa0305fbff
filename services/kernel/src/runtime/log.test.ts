import { expect, test } from "vitest";
import { maskCpr } from "./log.ts";

test.for([
  { text: "got 640580-1234.", masked: "got [cpr]." },
  { text: '"6405801234"', masked: '"[cpr]"' },
  { text: "cpr_6405801234_x 640580 1234", masked: "cpr_[cpr]_x [cpr]" },
  { text: "0190a000-0000-7000-8000-000000000101", masked: "0190a000-0000-7000-8000-000000000101" },
  { text: "a1907123-4567-7000-8000-123456789012", masked: "a1907123-4567-7000-8000-123456789012" },
  { text: "16405801234 2026-11-22T05:12:18.123Z", masked: "16405801234 2026-11-22T05:12:18.123Z" },
])("maskCpr makes $text to $masked", ({ text, masked }) => {
  expect(maskCpr(text)).toBe(masked);
});
