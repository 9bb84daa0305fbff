import { expect, test, vi } from "vitest";
import { createLogger, maskCpr } from "./log.ts";

test("a line of the log holds neither a number nor a partner's token, whichever field it came in", () => {
  const spy = vi.spyOn(process.stderr, "write").mockImplementation(() => true);
  const token = `igt_live_${"0".repeat(32)}_${"A".repeat(49)}`;
  createLogger("test", "warn").warn({ bug: `of 640580-1234 ${token}`, token, url: "/x?y" }, `6405801234 ${token}`);
  const [line] = spy.mock.calls[0] ?? [];
  spy.mockRestore();
  expect(line).toContain('"bug":"of [cpr] [token]","msg":"[cpr] [token]"');
  expect(line).not.toMatch(/igt_|640580|\/x/);
});

test.for([
  { text: "got 640580-1234.", masked: "got [cpr]." },
  { text: '"6405801234"', masked: '"[cpr]"' },
  { text: "cpr_6405801234_x 640580 1234", masked: "cpr_[cpr]_x [cpr]" },
  { text: "640580\u20111234 640580\u00a01234", masked: "[cpr] [cpr]" },
  { text: "0190a000-0000-7000-8000-000000000101", masked: "0190a000-0000-7000-8000-000000000101" },
  { text: "a1907123-4567-7000-8000-123456789012", masked: "a1907123-4567-7000-8000-123456789012" },
  { text: "16405801234 2026-11-22T05:12:18.123Z", masked: "16405801234 2026-11-22T05:12:18.123Z" },
])("maskCpr makes $text to $masked", ({ text, masked }) => {
  expect(maskCpr(text)).toBe(masked);
});
