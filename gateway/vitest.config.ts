import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/**
 * `graphql` comes in two builds whose types do not know each other. Node loads the one that Apollo's packages load;
 * the tests must load the same.
 */
export default defineConfig({
  resolve: { alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve("graphql")) }] },
});
