import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isId, uuidV7 } from "./id.ts";

const LATEST_MS = 2 ** 48 - 1;
const at = fc.integer({ min: 0, max: LATEST_MS });
const random = fc.uint8Array({ minLength: 10, maxLength: 10 });

describe("isId", () => {
  const id = "0188d2b8-7c00-7abc-8def-0123456789ab";
  it("knows an id in lower case", () => {
    expect(isId(id)).toBe(true);
  });

  it.each([
    "",
    id.toUpperCase(),
    `{${id}}`,
    `${id} `,
    `${id}\n`,
    id.replaceAll("-", ""),
    id.slice(1),
    `${id}0`,
    id.replace("a", "g"),
    "1 or 1=1",
  ])("knows %j for none", (text) => {
    expect(isId(text)).toBe(false);
  });
});

describe("uuidV7", () => {
  it("puts time, version, variant and randomness in their places", () => {
    const bytes = Uint8Array.from([0xab, 0xcd, 0xef, 0x01, 0x23, 0x45, 0x67, 0x89, 0xaa, 0xbb]);
    expect(uuidV7(0x0123456789ab, bytes)).toBe("01234567-89ab-7abc-9ef0-23456789aabb");
  });

  it("has the form of an id of version 7 at every time and with all bytes", () => {
    fc.assert(
      fc.property(at, random, (ms, bytes) => {
        const id = uuidV7(ms, bytes);
        expect(isId(id)).toBe(true);
        expect(id).toMatch(/^.{14}7.{4}[89ab]/);
        expect(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(ms);
      }),
    );
  });

  it("sorts as text by time, whatever the bytes", () => {
    fc.assert(
      fc.property(at, at, random, random, (a, b, bytesA, bytesB) => {
        fc.pre(a < b);
        expect(uuidV7(a, bytesA) < uuidV7(b, bytesB)).toBe(true);
      }),
    );
  });

  it("is changed by 74 of the 80 bits, as the form leaves no more", () => {
    const zero = new Uint8Array(10);
    const changed = Array.from({ length: 80 }, (_, bit) => {
      const bytes = new Uint8Array(10);
      bytes[Math.floor(bit / 8)] = 1 << (bit % 8);
      return uuidV7(0, bytes);
    });
    expect(changed.filter((id) => id !== uuidV7(0, zero)).length).toBe(74);
  });
});
