import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SettingsError } from "@inclusion/kernel/runtime";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ensureKeys, rotateSigningKeys } from "./keys.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "keys-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const contentOf = (file: string): string => (statSync(file).isFile() ? readFileSync(file, "utf8") : "");
const secrets = (...path: string[]): string => join(folder, "secrets", ...path);

describe("kept secrets", () => {
  test.for(["cursor", "identity-keys", "role-partnership_app"])(
    "%s that is short or empty stops the start",
    async (name) => {
      mkdirSync(secrets());
      const keys = await ensureKeys(folder, false);
      for (const content of ["", "short", "   \n"]) {
        writeFileSync(secrets(`${name}.secret`), content);
        const read = (): unknown => (name === "identity-keys" ? keys.setting("IDENTITY_KEYS") : keys.secret(name));
        expect(read).toThrow(SettingsError);
        expect(read).toThrow(`${name}.secret`);
      }
      rmSync(secrets(`${name}.secret`));
      expect(keys.secret(name).length).toBe(43);
    },
  );

  test("no demo key is made where none may be", async () => {
    const keys = await ensureKeys(folder, false);
    expect(() => statSync(keys.issuerKey)).toThrow("ENOENT");
    expect(readFileSync(keys.signingKeys, "utf8")).not.toContain("demo");
  });
});

describe("rotateSigningKeys", () => {
  test("puts a new key first and leaves who may read the file", async () => {
    const { signingKeys } = await ensureKeys(folder, false);
    chmodSync(signingKeys, 0o444);
    const before = JSON.parse(readFileSync(signingKeys, "utf8")) as { keys: { kid: string }[] };
    expect(await rotateSigningKeys(secrets(), new Date())).toBe(2);
    const after = JSON.parse(readFileSync(signingKeys, "utf8")) as { keys: { kid: string }[] };
    expect(after.keys[1]?.kid).toBe(before.keys[0]?.kid);
    expect(statSync(signingKeys).mode & 0o777).toBe(0o444);
  });

  test("gives a folder that was made before there were such keys its first, and touches nothing else", async () => {
    const { signingKeys, internalKeys } = await ensureKeys(folder, false);
    rmSync(join(signingKeys, ".."), { recursive: true });
    chmodSync(internalKeys, 0o444);
    const others = (): unknown => readdirSync(secrets()).map((name) => [name, contentOf(secrets(name))]);
    const before = others();
    expect(await rotateSigningKeys(secrets(), new Date())).toBe(1);
    expect(statSync(signingKeys).mode & 0o777).toBe(0o444);
    expect(await rotateSigningKeys(secrets(), new Date())).toBe(2);
    rmSync(join(signingKeys, ".."), { recursive: true });
    expect(others()).toEqual(before);
  });

  test("needs a folder of secrets", async () => {
    await expect(rotateSigningKeys(join(folder, "none"), new Date())).rejects.toThrow(SettingsError);
  });
});
