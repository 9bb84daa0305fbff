import { describe, expect, it, test } from "vitest";
import { SettingsError } from "./env.ts";
import { fieldKeys, isFieldKeys } from "./field-keys.ts";

const FIRST = "first-secret-that-is-long-enough-for-anything";
const SECOND = "second-secret-that-is-long-enough-for-anything";
const old = fieldKeys(`1:${FIRST}`, "test");
const both = fieldKeys(`2:${SECOND},1:${FIRST}`, "test");
const place = { table: "person_identity", column: "name_cipher", rowId: "row-1" };

describe("a sealed value", () => {
  it("opens in its place, and is another text every time", () => {
    for (const text of ["", "Æblegrød Østergård", "x".repeat(2_000)]) {
      const [one, two] = [old.seal(place, text), old.seal(place, text)];
      expect(old.open(place, one)).toBe(text);
      expect(one.equals(two)).toBe(false);
      expect(one.length).toBe(1 + 12 + Buffer.byteLength(text) + 16);
    }
  });

  it("does not open when any byte is another, or one is missing", () => {
    const value = old.seal(place, "Someone");
    for (let at = 0; at < value.length; at += 1) {
      const tampered = Buffer.from(value);
      tampered[at] = (tampered[at] as number) ^ 1;
      expect(() => old.open(place, tampered), `byte ${at}`).toThrow();
      expect(() => old.open(place, value.subarray(0, at)), `first ${at} bytes`).toThrow();
    }
  });

  it("does not open in another row, column or table", () => {
    const value = old.seal(place, "Someone");
    for (const other of [{ rowId: "row-2" }, { column: "cpr_cipher" }, { table: "person" }]) {
      expect(() => old.open({ ...place, ...other }, value)).toThrow(/was changed or moved/);
    }
  });

  it("opens by its own version while that is in use, and not afterwards", () => {
    const value = old.seal(place, "Someone");
    expect(both.open(place, value)).toBe("Someone");
    expect(both.seal(place, "Someone")[0]).toBe(2);
    expect(() => fieldKeys(`2:${SECOND}`, "test").open(place, value)).toThrow("The key of version 1 is not in use.");
  });

  it("does not open by a key of another use", () => {
    expect(() => fieldKeys(`1:${FIRST}`, "other").open(place, old.seal(place, "Someone"))).toThrow();
  });
});

describe("a blind index", () => {
  it("is the same for the same text, purpose and version alone", () => {
    const hash = both.index("cpr", "text");
    expect(both.index("cpr", "text").equals(hash)).toBe(true);
    const others = [
      both.index("name", "text"),
      both.index("cpr", "text2"),
      both.index("cpr", "text", 1),
      fieldKeys(`2:${SECOND}`, "other").index("cpr", "text"),
    ];
    for (const other of others) expect(other.equals(hash)).toBe(false);
    expect(old.index("cpr", "text").equals(both.index("cpr", "text", 1))).toBe(true);
  });
});

describe("the setting", () => {
  test.for([
    { text: FIRST, good: true, current: 1 },
    { text: `7:${FIRST}`, good: true, current: 7 },
    { text: `1:${FIRST}\n2:${SECOND}`, good: true, current: 2 },
    { text: "short", good: false, current: 0 },
    { text: `0:${FIRST}`, good: false, current: 0 },
    { text: `256:${FIRST}`, good: false, current: 0 },
    { text: `1:${FIRST},1:${SECOND}`, good: false, current: 0 },
    { text: `1:${FIRST},2:short`, good: false, current: 0 },
    { text: "", good: false, current: 0 },
  ])("takes versions with long secrets: $text", ({ text, good, current }) => {
    expect(isFieldKeys(text)).toBe(good);
    if (good) expect(fieldKeys(text, "test").current).toBe(current);
    else expect(() => fieldKeys(text, "test")).toThrow(SettingsError);
  });
});
