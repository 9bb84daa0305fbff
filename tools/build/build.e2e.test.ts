import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { SERVICES } from "@inclusion/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BuiltProcess, buildProcesses, sizeTable } from "./build-processes.ts";
import { end, type Installation, prepareInstallation, type Running, untilReady } from "./installation.fixture.ts";
import { PROCESS_PLANS } from "./processes.ts";

const SERVERS = [...SERVICES, "gateway"];

/** What a stack looks like, of our programs or of packages. */
const STACK = /\n\s*at |main\.js|node_modules|stacktrace|\.ts:\d/;

let installation: Installation;
let built: readonly BuiltProcess[];
let filesBefore: readonly string[];
const running = new Map<string, Running>();

beforeAll(async () => {
  installation = await prepareInstallation(async (folder) => {
    built = await buildProcesses(folder, () => {});
  });
  filesBefore = filesIn("build");
}, 240_000);

afterAll(() => installation?.stop(), 60_000);

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(installation.folder, folder), { recursive: true, encoding: "utf8" }).sort();
}

async function ask(query: string, token?: string): Promise<{ status: number; text: string; data?: unknown }> {
  const response = await fetch(`${installation.urlOf("gateway")}/graphql`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query }),
  });
  const text = await response.text();
  return { status: response.status, text, data: (JSON.parse(text) as { data?: unknown }).data };
}

const reader = (): Promise<string> => installation.token({ scopes: ["programmes:read"], documentsOnly: false });

describe("what is built", () => {
  it("is a folder for each process, with its program, its packages and the schema it reads", () => {
    expect(readdirSync(join(installation.folder, "build")).sort()).toEqual(
      PROCESS_PLANS.map(({ name }) => name).sort(),
    );
    for (const { name, schema } of PROCESS_PLANS) {
      const folder = join(installation.folder, "build", name);
      expect(readdirSync(folder).sort()).toEqual(["main.js", "main.js.map", "node_modules", "package.json", "schema"]);
      expect(readdirSync(join(folder, "schema")).sort()).toEqual([...schema].sort());
    }
    expect(sizeTable(built).split("\n")).toHaveLength(PROCESS_PLANS.length + 1);
  });

  it("holds no TypeScript, and no package that only developers need", () => {
    expect(filesBefore.filter((file) => /\.(?:[cm]?ts|tsx)$/.test(file))).toEqual([]);
    const developers =
      /node_modules\/(?:vitest|vite|typescript|rolldown|fast-check|dclint|@biomejs|@types|@inclusion|node)$/;
    expect(filesBefore.filter((file) => developers.test(file))).toEqual([]);
    for (const { name } of PROCESS_PLANS) {
      const map = JSON.parse(readFileSync(join(installation.folder, "build", name, "main.js.map"), "utf8"));
      expect(map.sourcesContent ?? []).toEqual([]);
      expect(map.sources).toContain("services/kernel/src/runtime/env.ts");
    }
  });

  it("has every package in a version that the lockfile names", () => {
    const lock = readFileSync(join(import.meta.dirname, "..", "..", "pnpm-lock.yaml"), "utf8");
    const manifests = filesBefore.filter((file) => /node_modules\/(?:@[^/]+\/)?[^/@]+\/package\.json$/.test(file));
    expect(manifests.length).toBeGreaterThan(300);
    for (const file of manifests) {
      const { name, version } = JSON.parse(readFileSync(join(installation.folder, "build", file), "utf8"));
      expect(lock).toMatch(new RegExp(`^  '?${name}@${version.replaceAll(".", "\\.")}'?:$`, "m"));
    }
  });
});

describe("keys of an installation", () => {
  it("lie in a folder that only its owner enters, with none for demonstration", () => {
    expect(statSync(installation.secrets).mode & 0o777).toBe(0o700);
    for (const file of filesIn("secrets").filter((name) => /\./.test(name))) {
      expect(statSync(join(installation.secrets, file)).mode & 0o777).toBe(0o444);
    }
    expect(installation.keyFiles.filter((name) => /demo|token/.test(name))).toEqual([]);
  });

  it("are what docker-compose.yml reads, and no file more", () => {
    const compose = readFileSync(join(import.meta.dirname, "..", "..", "docker-compose.yml"), "utf8");
    const read = [...compose.matchAll(/file: \$\{SECRETS:-\.\/\.secrets\}\/(\S+)/g)].map(([, name]) => name);
    // The gateway's signing keys are a folder of their own, so that a renewed file is seen while it runs.
    expect(compose).toMatch(/source: \$\{SECRETS:-\.\/\.secrets\}\/signing-keys$/m);
    expect(installation.keyFiles.filter((name) => !name.startsWith("role-"))).toEqual(
      [...read, "signing-keys.jwks.json"].sort(),
    );
  });
});

describe("the migration job", () => {
  it("names everything that is missing and ends with code 2", async () => {
    const job = installation.run("migrate", { ROLE_PASSWORDS_DIR: installation.folder });
    expect(await job.ended).toBe(2);
    expect(job.printed()).toBe("ADMIN_DATABASE_URL is not set: give a PostgreSQL address\n");
    const empty = { ...installation.envOf("migrate"), ROLE_PASSWORDS_DIR: installation.folder };
    const second = installation.run("migrate", empty);
    expect(await second.ended).toBe(2);
    expect(second.printed()).toContain("finance_app");
    expect(second.printed()).not.toMatch(STACK);
  });

  it("migrates every schema once when two run at the same time", async () => {
    const jobs = [1, 2].map(() => installation.run("migrate", installation.envOf("migrate")));
    const codes = await Promise.all(jobs.map(({ ended }) => ended));
    const printed = jobs.map((job) => job.printed()).join("");
    expect(codes, printed).toEqual([0, 0]);
    for (const service of SERVICES) {
      expect(printed.split("\n").filter((line) => line.startsWith(`${service}: ran `))).toHaveLength(1);
      expect(printed.split("\n").filter((line) => line === `${service}: up to date`)).toHaveLength(1);
    }
  });
});

describe("the five processes", () => {
  it("become ready with what docker-compose.yml gives them", async () => {
    for (const name of SERVERS) running.set(name, installation.run(name, installation.envOf(name)));
    await Promise.all([...running].map(([name, each]) => untilReady(installation.urlOf(name), each)));
  });

  it("answer a question through the gateway", async () => {
    const query = `{ municipalities { code name } viewer { __typename } programmes { nodes { slug } } }`;
    const { status, data, text } = await ask(query, await reader());
    expect({ status, text }).toMatchObject({ status: 200, text: expect.not.stringContaining('"errors"') });
    expect((data as { municipalities: { name: string }[] }).municipalities).toHaveLength(98);
  });

  it("tell nobody their schema", async () => {
    const { text, data } = await ask("{ __schema { queryType { name } } }", await reader());
    expect(text).toContain("errors");
    expect(data ?? null).toBeNull();
  });

  it("put no stack into an error, whatever is wrong", async () => {
    const token = await reader();
    const wrong = [
      ask("{", token),
      ask("{ nothing }", token),
      ask("{ municipalities { code } }"),
      ask("{ viewer { __typename } }", "a.b.c"),
    ];
    for (const { text } of await Promise.all(wrong)) {
      expect(text).toContain('"errors"');
      expect(text).not.toMatch(STACK);
    }
  });

  it("make no token, and write nothing beside their programs", () => {
    expect(
      filesIn(".").filter((file) => /(?:^|\/)(?:tokens\.json|demo[^/]*)$/.test(file) && !file.includes("node_modules")),
    ).toEqual([]);
    expect(filesIn("build")).toEqual(filesBefore);
  });

  it("say so without a stack when a service is gone, and end with code 0 when they are asked to", async () => {
    const service = running.get("partnership") as Running;
    expect(await end(service)).toBe(0);
    const { text } = await ask("{ municipalities { code } }", await reader());
    expect(text).toContain("SUBGRAPH_UNAVAILABLE");
    expect(text).not.toMatch(STACK);
    expect((await fetch(`${installation.urlOf("gateway")}/readyz`)).status).toBe(503);
    expect(await Promise.all([...running.values()].map(end))).toEqual([0, 0, 0, 0, 0]);
  });
});

describe("a start that must not be", () => {
  it("refuses a key for demonstration with code 2", async () => {
    const TOKEN_JWKS = await installation.issuerKeys("demo-1");
    const gateway = installation.run("gateway", { ...installation.envOf("gateway"), TOKEN_JWKS });
    expect(await gateway.ended).toBe(2);
    expect(gateway.printed()).toContain("demonstration");
    expect(gateway.printed()).not.toMatch(STACK);
  });

  it("names a secret that is missing with code 2", async () => {
    const CURSOR_KEY_FILE = join(installation.folder, "missing");
    expect(existsSync(CURSOR_KEY_FILE)).toBe(false);
    const service = installation.run("finance", { ...installation.envOf("finance"), CURSOR_KEY_FILE });
    expect(await service.ended).toBe(2);
    expect(service.printed()).toBe(`CURSOR_KEY_FILE is "${CURSOR_KEY_FILE}": the file cannot be read\n`);
  });
});
