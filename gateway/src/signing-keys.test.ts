import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SettingsError } from "@inclusion/kernel/runtime";
import { afterAll, describe, expect, test } from "vitest";
import { newSigningKeys, rotatedSigningKeys, signingKeys } from "./signing-keys.ts";

const folder = mkdtempSync(join(tmpdir(), "signing-"));
afterAll(() => rmSync(folder, { recursive: true }));
const NOW = new Date("2026-11-22T12:00:00.000Z");
const later = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);

type Key = Record<string, string>;
const keysIn = (text: string): Key[] => (JSON.parse(text) as { keys: Key[] }).keys;

let files = 0;
async function opened(text: string, production = true, now = NOW) {
  files += 1;
  const file = join(folder, `${files}.json`);
  writeFileSync(file, text);
  return signingKeys({ file, production, now: () => now.getTime() });
}

describe("a set of keys", () => {
  test("begins with one that signs and is checked", async () => {
    const { signer, checker } = await opened(await newSigningKeys(NOW));
    const { kid } = await signer();
    expect(await checker(kid)).not.toBeNull();
    expect(await checker("gateway-other")).toBeNull();
  });

  test("is rotated without the old private half, and keeps what is needed", async () => {
    const first = await newSigningKeys(NOW);
    const second = await rotatedSigningKeys(first, later(1));
    const third = await rotatedSigningKeys(second, later(5));
    expect(keysIn(third).map(({ kid }) => kid)).toEqual([
      ...[keysIn(third)[0]?.kid, keysIn(second)[0]?.kid, keysIn(first)[0]?.kid],
    ]);
    expect(keysIn(third).map((key) => "d" in key)).toEqual([true, false, false]);
    expect(new Set(keysIn(third).map(({ kid }) => kid)).size).toBe(3);
    const fourth = await rotatedSigningKeys(third, later(12));
    expect(keysIn(fourth).map(({ kid }) => kid)).not.toContain(keysIn(first)[0]?.kid);
    expect(keysIn(fourth)).toHaveLength(3);
  });

  test("checks what an old one has signed until that has ended, and no longer", async () => {
    const first = await newSigningKeys(NOW);
    const second = await rotatedSigningKeys(first, later(1));
    const kid = keysIn(first)[0]?.kid as string;
    expect(await (await opened(second, true, later(11))).checker(kid)).not.toBeNull();
    expect(await (await opened(second, true, later(12))).checker(kid)).toBeNull();
  });

  test("that cannot be used is refused at the start, and none of it is shown", async () => {
    const good = keysIn(await newSigningKeys(NOW))[0] as Key;
    const { d: _, ...halfOnly } = good;
    const wrong: Readonly<Record<string, unknown>> = {
      empty: { keys: [] },
      "public half alone": { keys: [halfOnly] },
      "a short private half": { keys: [{ ...good, d: good.d?.slice(0, 20) }] },
      "a short public half": { keys: [{ ...good, x: "AA" }] },
      "another curve": { keys: [{ ...good, crv: "X25519" }] },
      "a shared secret": { keys: [{ kty: "oct", kid: "gateway-1", k: good.d }] },
      "two that sign": { keys: [good, { ...good, kid: "gateway-other" }] },
      "an old one without its end": { keys: [good, { ...halfOnly, kid: "gateway-other" }] },
      "one id twice": { keys: [good, { ...halfOnly, retired_at: NOW.toISOString() }] },
      "a demo key": { keys: [{ ...good, kid: "demo-key-1" }] },
      "a short id": { keys: [{ ...good, kid: "1" }] },
    };
    for (const [what, set] of Object.entries(wrong)) {
      const failure: unknown = await opened(JSON.stringify(set)).catch((error: unknown) => error);
      expect(failure, what).toBeInstanceOf(SettingsError);
      expect(String(failure)).toContain("SIGNING_KEYS is ");
      expect(String(failure)).not.toContain(good.d);
    }
    await expect(opened("{")).rejects.toThrow("not JSON");
    await expect(opened(JSON.stringify({ keys: [{ ...good, kid: "demo-key-1" }] }), false)).resolves.toBeDefined();
    const missing = signingKeys({ file: join(folder, "none"), production: true, now: () => 0 });
    await expect(missing).rejects.toThrow(/SIGNING_KEYS.*cannot be read/);
  });
});
