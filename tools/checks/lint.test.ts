import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "./repository.ts";
import { runProgram } from "./run-program.ts";
import { repositoryWith } from "./temporary-repository.fixture.ts";

const lines = (count: number): string =>
  Array.from({ length: count }, (_, at) => `export const a${at} = ${at};`).join("\n");
const long = (count: number): string => `export function f() {\n${"  g();\n".repeat(count)}}\nfunction g() {}\n`;

const CASES: readonly Readonly<{ path: string; text: string; rules: readonly string[] }>[] = [
  { path: "a/long-function.ts", text: long(61), rules: ["noExcessiveLinesPerFunction"] },
  { path: "a/full-function.ts", text: long(57), rules: [] },
  { path: "a/long-file.ts", text: lines(301), rules: ["noExcessiveLinesPerFile"] },
  { path: "a/full-file.ts", text: lines(300), rules: [] },
  { path: "a/long.test.ts", text: lines(501), rules: ["noExcessiveLinesPerFile"] },
  { path: "a/full.test.ts", text: lines(500), rules: [] },
  { path: "a/migrations/0001-create-a.ts", text: long(400), rules: [] },
  {
    path: "a/five.ts",
    text: "export const f = (a: 1, b: 1, c: 1, d: 1, e: 1) => [a, b, c, d, e];",
    rules: ["useMaxParams"],
  },
  { path: "a/main.ts", text: "export const a = process.env;", rules: ["noProcessEnv"] },
  { path: "a/env.ts", text: "export const a = process.env;", rules: [] },
];

test("biome, set as here, finds what is too long and who reads the environment, and nothing else", async () => {
  const root = repositoryWith(Object.fromEntries(CASES.map(({ path, text }) => [path, text])));
  const biome = join(ROOT, "node_modules/@biomejs/biome/bin/biome");
  const args = [
    biome,
    "lint",
    `--config-path=${ROOT}`,
    "--vcs-enabled=false",
    "--colors=off",
    "--reporter=github",
    ".",
  ];
  const { stdout } = await runProgram(process.execPath, args, root);
  const found = [...stdout.matchAll(/title=lint\/\w+\/(\w+),file=(?:.*\/)?(a\/[^,]+)/g)];
  const broken = CASES.map(({ path }) => [path, found.filter(([, , file]) => file === path).map(([, rule]) => rule)]);
  expect(Object.fromEntries(broken)).toEqual(Object.fromEntries(CASES.map(({ path, rules }) => [path, rules])));
});
