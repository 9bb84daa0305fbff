/** A partner's token from the command line to its end, in both forms of the system. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROOT } from "../system/settings.ts";
import { type SeededSystem, startEmptySystem } from "./seeded-system.ts";
import { startTestSystem, testFolder } from "./test-system.ts";

/** So little that it does not fill up again between two requests. */
const costPerMinute = 10_000;

const WHOAMI = "{ viewer { name tokenId scopes expiresAt } }";
const CREATE = `mutation($input: AccessTokenCreateInput!) {
  accessTokenCreate(input: $input) { accessToken { id } secret refusals { code } } }`;
const MODEST = {
  ...{ label: "Of its own", scopes: ["programmes:read"], limits: { regions: ["1082"] } },
  expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
};

/** The commands find its database in the data folder; that of the other form they are told of. */
async function startWithOwnServer() {
  const { dataDir, remove } = testFolder();
  const system = await startTestSystem({ dataDir, form: "together", seed: "none", costPerMinute });
  const stop = async (): Promise<void> => {
    await system.stop();
    remove();
  };
  return { ...system, dataDir, stop };
}

describe.each(["together", "apart"] as const)("a partner's token, %s", (form) => {
  let system: Omit<SeededSystem, "databaseUrl"> & { databaseUrl?: string };
  beforeAll(async () => {
    system = form === "together" ? await startWithOwnServer() : await startEmptySystem(form, { costPerMinute });
  }, 300_000);
  afterAll(() => system?.stop());

  async function graph(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    const child = spawn(process.execPath, [join(ROOT, "tools", "graph.ts"), ...args], {
      env: { ...process.env, NODE_ENV: "", DATA_DIR: system.dataDir, DATABASE_URL: system.databaseUrl ?? "", ...env },
    });
    let [out, err] = ["", ""];
    child.stdout.on("data", (text) => (out += text));
    child.stderr.on("data", (text) => (err += text));
    const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
    return { code, out, err };
  }

  async function create(...more: readonly string[]) {
    const { code, out, err } = await graph(["token", "create", "--json", "--label", "Region Midtjylland", ...more]);
    expect({ code, err }).toEqual({ code: 0, err: expect.not.stringContaining("bug") });
    return JSON.parse(out) as { token: string; id: string; limits: Record<string, readonly string[] | null> };
  }

  const exchange = async (token: string): Promise<Response> =>
    fetch(system.url.replace("/graphql", "/token"), {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
    });

  test("is made, used, exchanged and revoked, and changes nothing from then on", async () => {
    const scopes = ["--scope", "programmes:read,tokens:write", "--programme", "all", "--region", "1082"];
    const free = ["--no-documents-only", "--no-fixed-periods"];
    const { token, id, limits } = await create(...scopes, ...free, "--expires", "90d");
    expect(token).toMatch(/^igt_test_/);
    expect(limits).toMatchObject({ programmes: null, regions: ["1082"], municipalities: [], grants: [] });
    const { access_token } = (await (await exchange(token)).json()) as { access_token: string };
    for (const sent of [token, access_token]) {
      expect((await system.ask(WHOAMI, {}, sent)).data.viewer).toMatchObject({
        ...{ name: "Region Midtjylland", tokenId: id },
        scopes: ["public", "signed-in", "programmes:read", "tokens:write"],
      });
    }
    const made = (await system.ask(CREATE, { input: MODEST }, access_token)).data.accessTokenCreate;
    expect(made.refusals).toEqual([]);
    const wider = { ...MODEST, scopes: ["participations:read"], limits: { regions: null, municipalities: null } };
    expect((await system.ask(CREATE, { input: wider }, token)).data.accessTokenCreate.refusals).toEqual([
      ...[{ code: "SCOPE_WIDER" }, { code: "LIMIT_WIDER" }, { code: "LIMIT_WIDER" }],
    ]);

    const revoked = await graph(["token", "revoke", id, "--reason", "Lost.", "--json"]);
    expect(revoked.code).toBe(0);
    expect(JSON.parse(revoked.out)).toMatchObject({ id, revokedCount: 2 });
    for (const sent of [token, access_token, made.secret]) {
      const { status, errors } = await system.ask(CREATE, { input: MODEST }, sent);
      expect([status, errors[0]?.extensions.code]).toEqual([401, "UNAUTHENTICATED"]);
    }
    expect((await exchange(token)).status).toBe(401);
    const listed = JSON.parse((await graph(["token", "list", "--state", "revoked", "--json"])).out) as { id: string }[];
    expect(listed.map((each) => each.id)).toEqual(expect.arrayContaining([id, made.accessToken.id]));
    expect(JSON.stringify(listed)).not.toContain("igt_");
  }, 600_000);

  test("is told what is left to it, and less after a request that cost much", async () => {
    const { token } = await create("--scope", "programmes:read", "--no-documents-only");
    const asked = "{ viewer { budget { perMinute perOperation left fullAt } numberLookups { left } } }";
    const budgetNow = async () => {
      const { data, extensions } = await system.ask(asked, {}, token);
      expect(data.viewer.budget.left).toBe(extensions.cost?.remaining);
      expect(data.viewer.numberLookups).toBeNull();
      return data.viewer.budget;
    };
    const first = await budgetNow();
    expect(first).toMatchObject({ perMinute: costPerMinute, perOperation: 100_000 });
    expect(first.left).toBeLessThan(costPerMinute);
    const wide = "{ regions { name municipalities { name region { municipalities { name } } } } }";
    const { extensions } = await system.ask(wide, {}, token);
    const second = await budgetNow();
    expect(extensions.cost?.requested).toBeGreaterThan(1_000);
    expect(second.left).toBeLessThan(first.left);
    expect(Date.parse(second.fullAt)).toBeGreaterThan(Date.parse(first.fullAt));
  }, 300_000);

  test("runs registered documents only, unless it is made for more", async () => {
    const { token } = await create("--scope", "programmes:read");
    const { status, errors } = await system.ask(WHOAMI, {}, token);
    expect([status, errors[0]?.extensions.code]).toEqual([400, "PERSISTED_QUERY_ID_REQUIRED"]);
    const text = readFileSync(join(ROOT, "schema", "operations", "overview", "WhatMyTokenMay.graphql"));
    const documentId = `sha256:${createHash("sha256").update(text).digest("hex")}`;
    const response = await fetch(system.url, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ documentId, variables: { documentId } }),
    });
    expect(((await response.json()) as { data: { viewer: object } }).data.viewer).toMatchObject({
      ...{ documentsOnly: true, fixedPeriodsOnly: true, whatIf: { name: "WhatMyTokenMay", isAllowed: true } },
      limits: expect.arrayContaining([
        { kind: "PROGRAMMES", ids: [], text: { da: "Ingen projekter.", en: "No programmes." } },
      ]),
    });
  }, 300_000);

  test("is reached by nobody from outside as the gateway reaches it", async () => {
    const { id } = await create("--scope", "programmes:read");
    for (const as of ["operator", undefined]) {
      const { status, errors } = await system.ask(`{ accessTokenGrant(id: "${id}") { secretHash } }`, {}, as);
      expect([status, errors[0]?.extensions.code]).toEqual([400, "GRAPHQL_VALIDATION_FAILED"]);
      const note = await system.ask(
        `mutation { accessTokenNoteUse(input: { accessTokenId: "${id}" }) { isKnown } }`,
        {},
        as,
      );
      expect([note.status, note.errors[0]?.extensions.code]).toEqual([400, "GRAPHQL_VALIDATION_FAILED"]);
    }
  }, 300_000);

  test.runIf(form === "together")(
    "is told what is wrong with it, with code 1",
    async () => {
      const wrong = await graph(["token", "create", "--label", "x", "--scope", "indicator:read", "--region", "9999"]);
      expect(wrong.code).toBe(1);
      expect(wrong.err).toContain("did you mean indicators:read?");
      expect(wrong.err).toContain("LIMIT_UNKNOWN");
      expect(wrong.out).toBe("");
      expect((await graph(["token", "revoke", "nothing", "--reason", "x"])).code).toBe(1);
      expect((await graph(["token", "create", "--help"])).code).toBe(0);
    },
    300_000,
  );

  test.runIf(form === "together")(
    "is for a live installation in production, where no demo token is needed",
    async () => {
      const env = { NODE_ENV: "production", TOKEN_JWKS: "none", TOKEN_ISSUER: "issuer", TOKEN_AUDIENCE: "graph" };
      const { code, out } = await graph(
        ["token", "create", "--json", "--label", "Live", "--scope", "programmes:read"],
        env,
      );
      expect(code).toBe(0);
      const { token } = JSON.parse(out) as { token: string };
      expect(token).toMatch(/^igt_live_/);
      // This system is none of production: the token is good elsewhere.
      expect((await system.ask(WHOAMI, {}, token)).status).toBe(401);
    },
  );

  test.runIf(form === "apart")(
    "lives through a change of the gateway's keys",
    async () => {
      const { token } = await create("--scope", "programmes:read", "--no-documents-only");
      const { access_token } = (await (await exchange(token)).json()) as { access_token: string };
      const rotated = await graph(["keys", "rotate", "--json"]);
      expect(JSON.parse(rotated.out)).toMatchObject({ keys: 2 });
      expect((await system.ask(WHOAMI, {}, access_token)).status).toBe(200);
      const file = join(system.dataDir, "secrets", "signing-keys", "signing-keys.jwks.json");
      const { keys } = JSON.parse(readFileSync(file, "utf8")) as { keys: object[] };
      expect(keys.map((key) => "d" in key)).toEqual([true, false]);
    },
    300_000,
  );
});
