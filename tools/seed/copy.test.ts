import { expect, test } from "vitest";
import { copyText } from "./copy.ts";

test.each([
  ["null", null, "\\N"],
  ["an empty text", "", ""],
  ["a text that looks like null", "\\N", "\\\\N"],
  ["tabs and line breaks", "a\tb\nc\rd", "a\\tb\\nc\\rd"],
  ["a backslash", "a\\b", "a\\\\b"],
  ["other letters", "Rødgrød", "Rødgrød"],
  ["a number", 7.5, "7.5"],
  ["a large amount", 12_345_678_901_234n, "12345678901234"],
  ["no", false, "false"],
  ["a list", ["A", 'b"c'], '{"A","b\\\\"c"}'],
  ["an object", { a: 'x"y' }, '{"a":"x\\\\"y"}'],
])("writes %s", (_, value, text) => {
  expect(copyText(value)).toBe(text);
});
