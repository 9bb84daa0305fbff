import { describe, expect, test } from "vitest";
import { maskTokens } from "./log.ts";
import { isSameSecret, newPartnerToken, readPartnerToken, tokenIdOf, tokenSubject } from "./partner-token.ts";

const ID = "0190a000-0000-7000-8000-000000000101";
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

describe("a partner's token", () => {
  test("is read back as it was made, and never made twice", () => {
    const [one, two] = [newPartnerToken("live", ID), newPartnerToken("live", ID)];
    expect(one.token).toMatch(/^igt_live_0190a00000007000800000000000010[1]_[0-9A-Za-z]{49}$/);
    expect(readPartnerToken(one.token)).toEqual({ environment: "live", id: ID, secretHash: one.secretHash });
    expect(two.secretHash).not.toBe(one.secretHash);
    expect(one.token).not.toContain(one.secretHash);
  });

  test("with any one letter changed, left out, put in or swapped is none", () => {
    const { token } = newPartnerToken("test", ID);
    for (const at of [...token].keys()) {
      const [before, letter = "", after] = [token.slice(0, at), token[at], token.slice(at + 1)];
      const next = DIGITS[(DIGITS.indexOf(letter) + 1) % DIGITS.length] as string;
      const wrong = [`${before}${next}${after}`, `${before}${after}`, `${before}${letter}${letter}${after}`];
      const swapped = `${before}${after[0] ?? ""}${letter}${after.slice(1)}`;
      for (const text of swapped === token ? wrong : [...wrong, swapped])
        expect(readPartnerToken(text), text).toBeNull();
    }
    expect(readPartnerToken(token.replace("_test_", "_live_"))).toBeNull();
    for (const text of ["", "igt_test_", `${token} `, `${token}\n`, token.toUpperCase()])
      expect(readPartnerToken(text)).toBeNull();
  });

  test("is found in a line of the log and taken out", () => {
    const { token } = newPartnerToken("live", ID);
    expect(maskTokens(`{"header":"Bearer ${token}","id":"${ID}"}`)).toBe(`{"header":"Bearer [token]","id":"${ID}"}`);
  });
});

test("secrets are compared by whole hashes", () => {
  const [a, b] = [newPartnerToken("live", ID).secretHash, newPartnerToken("live", ID).secretHash];
  expect(isSameSecret(a, a)).toBe(true);
  expect(isSameSecret(a, b)).toBe(false);
  expect(isSameSecret("", "")).toBe(false);
  expect(isSameSecret(a, a.slice(2))).toBe(false);
});

test("a subject tells the token that it came with", () => {
  expect(tokenIdOf(tokenSubject(ID))).toBe(ID);
  expect(tokenIdOf("demo:operator")).toBeNull();
});
