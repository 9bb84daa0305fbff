import { describe, expect, test } from "vitest";
import { checkBoundaries, importProblems, nameProblems } from "./boundaries.ts";
import { importCycles } from "./import-cycles.ts";
import { repositoryWith } from "./temporary-repository.fixture.ts";

const CLAIM = "services/finance/src/claim/claim";
const PACKAGES = {
  "services/kernel/package.json": JSON.stringify({
    name: "@inclusion/kernel",
    exports: { ".": "./src/pure/index.ts", "./runtime": "./src/runtime/index.ts" },
  }),
  "services/partnership/package.json": JSON.stringify({
    name: "@inclusion/partnership",
    exports: { ".": "./src/service.ts", "./*": "./src/*.ts" },
  }),
};

function problemsWith(files: Readonly<Record<string, string>>): readonly string[] {
  return checkBoundaries(repositoryWith({ ...PACKAGES, ...files })).problems;
}

describe("importProblems", () => {
  test.for([
    { from: `${CLAIM}.ts`, to: "typeorm" },
    { from: `${CLAIM}.ts`, to: "graphql" },
    { from: `${CLAIM}.ts`, to: "node:fs" },
    { from: `${CLAIM}.ts`, to: "services/kernel/src/runtime/index.ts" },
    { from: `${CLAIM}.ts`, to: "services/finance/src/generated/resolvers.ts" },
    { from: `${CLAIM}.ts`, to: `${CLAIM}.repository.ts` },
    { from: `${CLAIM}.entity.ts`, to: "services/finance/src/budget/budget.entity.ts" },
    { from: `${CLAIM}.repository.ts`, to: `${CLAIM}.actions.ts` },
    { from: `${CLAIM}.repository.ts`, to: "services/finance/src/policy.ts" },
    { from: `${CLAIM}.repository.ts`, to: "graphql" },
    { from: `${CLAIM}.actions.ts`, to: "services/finance/src/budget/budget.actions.ts" },
    { from: `${CLAIM}.actions.ts`, to: "graphql" },
    { from: `${CLAIM}.resolvers.ts`, to: "typeorm" },
    { from: `${CLAIM}.resolvers.ts`, to: `${CLAIM}.entity.ts` },
    { from: `${CLAIM}.resolvers.ts`, to: "services/finance/src/budget/budget.repository.ts" },
    { from: "services/finance/src/policy.ts", to: "typeorm" },
    { from: "services/finance/src/service.ts", to: "services/partnership/src/service.ts" },
    { from: "services/finance/src/claim/claim.test.ts", to: "services/partnership/src/service.ts" },
    { from: "services/finance/src/main.ts", to: "tools/postgres/place.ts" },
    { from: "services/finance/src/main.ts", to: "services/kernel/src/testing/index.ts" },
    { from: "services/finance/src/main.ts", to: "vitest" },
    { from: "services/finance/src/main.ts", to: "gateway/src/gateway.ts" },
    { from: "services/kernel/src/pure/money.ts", to: "zod" },
    { from: "services/kernel/src/runtime/service.ts", to: "services/finance/src/service.ts" },
    { from: "services/kernel/src/runtime/service.ts", to: "schema/index.ts" },
    { from: "gateway/src/gateway.ts", to: "services/finance/src/service.ts" },
    { from: "gateway/src/gateway.ts", to: "tools/start.ts" },
    { from: "schema/index.ts", to: "services/kernel/src/pure/index.ts" },
  ])("forbids $from to import $to", ({ from, to }) => {
    expect(importProblems(from, [{ to, line: 3 }])).toEqual([expect.stringContaining(`${from}:3 imports ${to}`)]);
  });

  test.for([
    { from: `${CLAIM}.ts`, to: "services/kernel/src/pure/index.ts" },
    { from: `${CLAIM}.ts`, to: "services/finance/src/ids.ts" },
    { from: `${CLAIM}.ts`, to: "services/finance/src/rate-card/rate-card.ts" },
    { from: `${CLAIM}.entity.ts`, to: "typeorm" },
    { from: `${CLAIM}.repository.ts`, to: `${CLAIM}.entity.ts` },
    { from: `${CLAIM}.actions.ts`, to: "services/finance/src/budget/budget.repository.ts" },
    { from: `${CLAIM}.actions.ts`, to: "services/finance/src/policy.ts" },
    { from: `${CLAIM}.resolvers.ts`, to: `${CLAIM}.repository.ts` },
    { from: `${CLAIM}.test.ts`, to: "vitest" },
    { from: "services/finance/src/service.ts", to: "schema/index.ts" },
    { from: "gateway/src/gateway.ts", to: "services/kernel/src/runtime/index.ts" },
    { from: "tools/start.ts", to: "services/finance/src/service.ts" },
  ])("allows $from to import $to", ({ from, to }) => {
    expect(importProblems(from, [{ to, line: 1 }])).toEqual([]);
  });
});

describe("nameProblems", () => {
  test.for([
    { file: "services/finance/src/claim/index.ts", because: "index.ts" },
    { file: "gateway/src/utils.ts", because: "what is inside" },
    { file: "gateway/src/date-helpers.ts", because: "what is inside" },
    { file: "services/finance/src/claim/service.ts", because: "what is inside" },
    { file: "services/finance/src/claim/claim.controller.ts", because: "no role" },
    { file: "gateway/src/formatError.ts", because: "kebab-case" },
  ])("refuses $file", ({ file, because }) => {
    expect(nameProblems(file)).toEqual([expect.stringContaining(because)]);
  });

  test.for([
    "services/finance/src/service.ts",
    "services/kernel/src/runtime/service.ts",
    "services/kernel/src/pure/index.ts",
    "services/finance/src/claim/claim.db.test.ts",
    "schema/index.ts",
  ])("accepts %s", (file) => {
    expect(nameProblems(file)).toEqual([]);
  });
});

describe("checkBoundaries", () => {
  test("finds type imports, dynamic imports and imports through a package's door", () => {
    const text =
      'import type { Service } from "@inclusion/partnership";\nconst seed = await import("@inclusion/partnership/seed");';
    expect(problemsWith({ "services/finance/src/main.ts": text })).toEqual([
      expect.stringContaining("services/finance/src/main.ts:1 imports services/partnership/src/service.ts"),
      expect.stringContaining("services/finance/src/main.ts:2 imports services/partnership/src/seed.ts"),
    ]);
  });

  test.for(["Date.now()", "Math.random()", "new Date()", "Date()", "crypto.randomUUID()", "process.env['A']"])(
    "finds %s in a pure file",
    (expression) => {
      expect(problemsWith({ [`${CLAIM}.ts`]: `export const value = ${expression};` })).toEqual([
        expect.stringContaining(`${CLAIM}.ts:1 asks`),
      ]);
    },
  );

  test("leaves a pure file its dates and other files their clock", () => {
    expect(
      problemsWith({
        [`${CLAIM}.ts`]: "export const day = new Date(0);",
        "services/finance/src/main.ts": "export const now = Date.now();",
      }),
    ).toEqual([]);
  });

  test.for(["(ctx) => ctx.transaction(work)", "({ transaction }) => transaction(work)"])(
    "finds a transaction that a resolver begins: %s",
    (resolver) => {
      expect(problemsWith({ [`${CLAIM}.resolvers.ts`]: `export const claim = ${resolver};` })).toEqual([
        expect.stringContaining("begins a transaction"),
      ]);
    },
  );

  test("finds a cycle over three files", () => {
    expect(
      problemsWith({
        "gateway/src/a.ts": 'import "./b.ts";',
        "gateway/src/b.ts": 'import type { C } from "./c.ts";',
        "gateway/src/c.ts": 'export * from "./a.ts";',
      }),
    ).toEqual(["Imports go round: gateway/src/a.ts -> gateway/src/b.ts -> gateway/src/c.ts -> gateway/src/a.ts."]);
  });
});

describe("importCycles", () => {
  test("finds each group once, and files that import themselves", () => {
    const graph = new Map([
      ["a", ["b", "c"]],
      ["b", ["a", "d"]],
      ["c", ["d"]],
      ["d", ["d", "elsewhere"]],
    ]);
    expect(importCycles(graph)).toEqual([
      ["d", "d"],
      ["a", "b", "a"],
    ]);
  });
});
