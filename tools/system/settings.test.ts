import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT, readSettings, SETTINGS } from "./settings.ts";

describe("readSettings", () => {
  test("gives the documented defaults for nothing and for empty values", () => {
    const defaults = readSettings({});
    expect(defaults).toMatchObject({
      port: 4000,
      host: "127.0.0.1",
      seed: "programme",
      form: "together",
      databaseUrl: null,
    });
    expect(readSettings({ PORT: "", SEED: "", DATABASE_URL: "" })).toEqual(defaults);
  });

  test("says the same as .env.example", () => {
    const example = Object.fromEntries(
      readFileSync(join(ROOT, ".env.example"), "utf8")
        .split("\n")
        .filter((line) => /^[A-Z_]+=/.test(line))
        .map((line) => line.split("=") as [string, string]),
    );
    expect(readSettings(example)).toEqual(readSettings({}));
    expect(Object.keys(example).sort()).toEqual([...SETTINGS].sort());
    const wrong = Object.fromEntries(Object.keys(example).map((name) => [name, "\u0000"]));
    const free = ["HOST", "DATA_DIR", "TOKEN_JWKS", "TOKEN_ISSUER", "TOKEN_AUDIENCE"];
    for (const name of Object.keys(example).filter((each) => !free.includes(each))) {
      expect(() => readSettings({ [name]: wrong[name] })).toThrow(name);
    }
  });

  test.for([
    { case: "a port out of range", env: { PORT: "0" }, says: "PORT" },
    { case: "a port without room for the services", env: { PORT: "65533", FORM: "apart" }, says: "65531" },
    { case: "a third of the issuer", env: { TOKEN_JWKS: "keys.json" }, says: "belong together" },
    { case: "production without an issuer", env: { NODE_ENV: "production" }, says: "TOKEN_JWKS" },
  ])("refuses $case", ({ env, says }) => {
    expect(() => readSettings(env)).toThrow(says);
  });

  test("seeds nothing by itself in production", () => {
    const issuer = { TOKEN_JWKS: "k", TOKEN_ISSUER: "i", TOKEN_AUDIENCE: "a" };
    expect(readSettings({ NODE_ENV: "production", ...issuer }).seed).toBe("none");
  });
});
