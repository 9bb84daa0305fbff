import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROOT } from "../system/settings.ts";
import { type SeededSystem, startSeededSystem } from "./seeded-system.ts";

let system: SeededSystem;
beforeAll(async () => {
  system = await startSeededSystem();
});
afterAll(() => system?.stop());

/** The blocks that ask the graph something. */
const examples = [...readFileSync(join(ROOT, "README.md"), "utf8").matchAll(/```sh\n([\s\S]*?)```/g)]
  .map(([, text]) => text ?? "")
  .filter((block) => block.includes("curl -s"));

describe("the README's examples", () => {
  test("are there", () => {
    expect(examples).toHaveLength(3);
  });

  test.for(examples)("answer without an error: %s", async (block) => {
    // A reader goes on in one shell, so the token of an earlier example is there for the next.
    const token = examples.find((each) => each.startsWith("TOKEN="))?.split("\n")[0] ?? "";
    const script = `${token}\n${block}`
      .replaceAll("http://127.0.0.1:4000/graphql", system.url)
      .replaceAll("./.data/tokens.json", join(system.dataDir, "tokens.json"));
    const { stdout } = await promisify(execFile)("bash", ["-euc", script], { cwd: ROOT, timeout: 30_000 });
    const { data, errors } = JSON.parse(stdout) as { data: { programme: object }; errors?: unknown };
    expect(errors).toBeUndefined();
    expect(Object.keys(data.programme).length).toBeGreaterThan(0);
  });
});
