import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SERVICES } from "@inclusion/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InputError } from "../commands/input-error.ts";
import { createInstallationKeys } from "./installation-keys.ts";

const folder = mkdtempSync(join(tmpdir(), "inclusion-keys-"));
const place = join(folder, "secrets");
let files: readonly string[];

beforeAll(async () => {
  files = await createInstallationKeys(place);
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (...path: string[]): string => readFileSync(join(place, ...path), "utf8");

describe("createInstallationKeys", () => {
  it("makes a key a process, a password a role and the addresses of the database", () => {
    expect(files).toHaveLength(5 + 1 + 12 + 5 + 3 + 1);
    for (const service of SERVICES) {
      const password = read("roles", `role-${service}_app.secret`);
      const url = `postgresql://${service}_app:${password}@postgres:5432/inclusion_graph`;
      expect(read(`database-url-${service}.secret`)).toBe(url);
    }
    const admin = `postgresql://postgres:${read("postgres.secret")}@postgres:5432/inclusion_graph`;
    expect(read("database-url-admin.secret")).toBe(admin);
  });

  it("makes every secret another one", () => {
    const roles = readdirSync(join(place, "roles")).map((name) => read("roles", name));
    const secrets = [...roles, read("postgres.secret"), read("cursor.secret"), read("identity-keys.secret")];
    expect(new Set(secrets).size).toBe(secrets.length);
    for (const secret of secrets) expect(secret.length).toBeGreaterThanOrEqual(43);
  });

  it("gives out no private half in the public keys", () => {
    expect(read("internal.jwks.json")).not.toContain('"d"');
  });

  it("never touches a folder that is there, and leaves nothing beside it", async () => {
    const before = read("cursor.secret");
    await expect(createInstallationKeys(place)).rejects.toThrow(InputError);
    expect(read("cursor.secret")).toBe(before);
    expect(readdirSync(folder)).toEqual(["secrets"]);
  });

  it.each(["postgres", "postgres:5432", "a@b:5432/graph", "postgres:5432/graph?x=1"])(
    "refuses %s as a database",
    async (text) => {
      await expect(createInstallationKeys(join(folder, "other"), text)).rejects.toThrow(InputError);
      expect(readdirSync(folder)).toEqual(["secrets"]);
    },
  );
});
