import { describe, expect, test } from "vitest";
import { refuseRepeats } from "./repeats.ts";

const times = (count: number, text: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => text(at)).join(" ");
const codeOf = (text: string): unknown => {
  try {
    refuseRepeats(text, 4_000);
    return null;
  } catch (error) {
    return (error as { extensions: { code: string } }).extensions.code;
  }
};

describe("refuseRepeats", () => {
  test.for<[string, string, boolean]>([
    ["a field 201 times", `{ a ${times(200, () => "a")} }`, false],
    ["a field 202 times", `{ a ${times(201, () => "a")} }`, true],
    ["fields of one name in 300 places", `{ ${times(300, (at) => `a${at} { id }`)} }`, false],
    ["an object in parts", `{ ${times(150, () => "... { a { b } }")} }`, true],
    ["1,001 selections", `{ ${times(1_001, (at) => `a${at}: a`)} }`, true],
    [
      "doubled fragments",
      `{ ...F0 } ${times(40, (at) => `fragment F${at} on T { a { ...F${at + 1} } b { ...F${at + 1} } }`)} fragment F40 on T { a }`,
      true,
    ],
    ["a circle", `{ ...F } fragment F on T { a { ...F } } fragment G on T { ${times(190, (at) => `a${at}`)} }`, false],
    ["51 fragments", `{ a } ${times(51, (at) => `fragment F${at} on T { a b }`)}`, true],
    ["a fragment that nobody uses", `{ a } fragment F on T { ${times(300, () => "a")} }`, true],
    ["a text that cannot be read", `{ ${times(300, () => "a")}`, false],
  ])("judges %s", ([, text, refused]) => {
    expect(codeOf(text)).toBe(refused ? "OPERATION_TOO_LARGE" : null);
  });
});
