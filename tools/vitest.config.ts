import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = join(import.meta.dirname, "..");
const sources = "{gateway,services,schema,tools}";

/** A set-up file, when somebody has written it. */
function setup(file: string): string[] {
  const path = join(import.meta.dirname, "testing", file);
  return existsSync(path) ? [path] : [];
}

/** Three projects, run one after the other: what needs nothing, what needs Postgres, what needs the whole system. */
export default defineConfig({
  root,
  // `graphql` comes in two builds whose types do not know each other: the tests load the one that Node loads.
  resolve: { alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve("graphql")) }] },
  test: {
    reporters: ["default", join(import.meta.dirname, "closing-line.ts")],
    exclude: ["**/node_modules/**", "**/generated/**", "build/**"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: [`${sources}/**/*.test.ts`],
          exclude: ["**/node_modules/**", "**/generated/**", "build/**", "**/*.{db,e2e}.test.ts"],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: "db",
          include: [`${sources}/**/*.db.test.ts`],
          globalSetup: setup("database.setup.ts"),
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          include: [`${sources}/**/*.e2e.test.ts`],
          globalSetup: setup("system.setup.ts"),
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
