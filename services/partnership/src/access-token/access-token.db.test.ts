import { UNLIMITED, type Viewer } from "@inclusion/kernel";
import { readPartnerToken, tokenSubject } from "@inclusion/kernel/runtime";
import { openTestService, type TestService, viewerWith, viewerWithin } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { codesOf } from "../record/asking.fixture.ts";
import { PROGRAMME, storeProgramme } from "../record/stored-programme.fixture.ts";
import { service } from "../service.ts";

const DAY = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * DAY).toISOString();
const OTHER_PROGRAMME = "0190a000-0000-7000-8000-00000000ffff";

const operator: Viewer = { ...viewerWith("tokens:admin"), subject: "test:operator" };
const reader = viewerWith("programmes:read", "indicators:read");
const GIVEN = {
  ...{ label: "Region Midtjylland", scopes: ["indicators:read", "programmes:read"], expiresAt: inDays(90) },
  limits: { programmes: [PROGRAMME], regions: ["1082"] },
};

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
  await storeProgramme(opened);
});
afterAll(() => opened?.drop());

type Made = Readonly<{ row: Row | null; secret: string | null; revokedCount?: number | null; refusals: Refusals }>;
type Row = Readonly<Record<string, unknown>> & Readonly<{ id: string; version: number }>;
type Refusals = readonly Readonly<{ code: string; message: string; field: readonly string[] | null }>[];

const FIELDS =
  "id label scopes limits { programmes municipalities regions organisations courses grants } documentsOnly " +
  "fixedPeriodsOnly purpose state expiresAt createdBy lastUsedAt revokedAt revokedBy revocationReason version parent { id }";

async function create(viewer: Viewer, changes: Readonly<Record<string, unknown>> = {}): Promise<Made> {
  const { data, errors } = await opened.ask(
    viewer,
    `mutation($input: AccessTokenCreateInput!) { accessTokenCreate(input: $input) {
       accessToken { ${FIELDS} } secret refusals { code message field } } }`,
    { input: { ...GIVEN, ...changes } },
  );
  expect(errors).toBeUndefined();
  const payload = data as { accessTokenCreate: { accessToken: Row | null } & Omit<Made, "row"> };
  const { accessToken, ...rest } = payload.accessTokenCreate;
  return { row: accessToken, ...rest };
}

async function revoke(viewer: Viewer, input: Readonly<Record<string, unknown>>) {
  const { data, errors } = await opened.ask(
    viewer,
    `mutation($input: AccessTokenRevokeInput!) { accessTokenRevoke(input: $input) {
       accessToken { ${FIELDS} } revokedCount refusals { code message field } } }`,
    { input: { reason: "Lost.", ...input } },
  );
  const payload = data?.accessTokenRevoke as
    | ({ accessToken: Row | null } & Readonly<{ revokedCount: number | null; refusals: Refusals }>)
    | null;
  return { payload, code: errors?.[0]?.extensions.code };
}

/** The viewer that the gateway makes of a token. */
function viewerOf({ id, scopes, limits, documentsOnly, fixedPeriodsOnly, expiresAt }: Row): Viewer {
  return {
    ...viewerWithin(limits as Viewer["limits"], ...(scopes as string[])),
    ...{ subject: tokenSubject(id), expiresAt: expiresAt as string },
    ...{ documentsOnly: documentsOnly as boolean, fixedPeriodsOnly: fixedPeriodsOnly as boolean },
  };
}

async function administrator(changes: Readonly<Record<string, unknown>> = {}): Promise<Viewer> {
  const { row, refusals } = await create(operator, { scopes: [...GIVEN.scopes, "tokens:write"], ...changes });
  expect(refusals).toEqual([]);
  return viewerOf(row as Row);
}

const listed = async (viewer: Viewer, state?: string) => {
  const { data, errors } = await opened.ask(
    viewer,
    "query($state: AccessTokenState) { accessTokens(state: $state, first: 100) { nodes { id label } } }",
    { state },
  );
  expect(errors).toBeUndefined();
  return (data as { accessTokens: { nodes: Row[] } }).accessTokens.nodes.map(({ id }) => id);
};

describe("accessTokenCreate", () => {
  test("gives what is asked for, narrow where nothing is said, and shows the secret once", async () => {
    const input = { idempotencyKey: "make-1" };
    const first = await create(operator, input);
    expect(first.refusals).toEqual([]);
    expect(first.row).toMatchObject({
      ...{ label: "Region Midtjylland", scopes: ["indicators:read", "programmes:read"], state: "ACTIVE", version: 1 },
      ...{ documentsOnly: true, fixedPeriodsOnly: true, createdBy: "test:operator", parent: null, lastUsedAt: null },
      limits: {
        ...{ programmes: [PROGRAMME], regions: ["1082"], municipalities: [] },
        ...{ organisations: [], courses: [], grants: [] },
      },
    });
    const read = readPartnerToken(first.secret ?? "");
    expect(read).toMatchObject({ environment: "test", id: first.row?.id });
    const again = await create(operator, input);
    expect(again).toEqual({ ...first, secret: null });
    expect(codesOf(await create(operator, { ...input, label: "Another" }))).toEqual(["IDEMPOTENCY_MISMATCH"]);
  });

  test("keeps the secret nowhere", async () => {
    const { secret } = await create(operator, { idempotencyKey: "make-2" });
    const part = (secret ?? "").slice(-49, -6);
    expect(part).toHaveLength(43);
    const tables = await opened.sql<{ name: string }>(
      "SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'partnership'",
    );
    for (const { name } of tables) {
      const found = await opened.sql(`SELECT 1 FROM partnership.${name} t WHERE position($1 in t::text) > 0`, [part]);
      expect(found, name).toEqual([]);
    }
  });

  test("says everything that is wrong at once", async () => {
    const wrong = await create(operator, {
      ...{ label: " ", scopes: ["indicator:read", "system", "tokens:admin", "public"], expiresAt: inDays(367) },
      limits: { programmes: ["p1"], municipalities: null, regions: ["9999"], organisations: [OTHER_PROGRAMME] },
      organisationId: OTHER_PROGRAMME,
    });
    expect(codesOf(wrong).toSorted()).toEqual([
      ...["EXPIRY_TOO_LATE", "LIMIT_SHAPE", "LIMIT_UNKNOWN", "LIMIT_UNKNOWN", "ORGANISATION_UNKNOWN"],
      ...["PLACES_HALF_OPEN", "SCOPE_RESERVED", "SCOPE_RESERVED", "SCOPE_RESERVED", "SCOPE_UNKNOWN", "TEXT_MISSING"],
    ]);
    expect(wrong.refusals.find(({ code }) => code === "SCOPE_UNKNOWN")?.message).toContain("indicators:read");
    expect(wrong).toMatchObject({ row: null, secret: null });
  });

  test("is for who has a scope for it", async () => {
    const query = `mutation($input: AccessTokenCreateInput!) { accessTokenCreate(input: $input) { secret } }`;
    const { errors } = await opened.ask(reader, query, { input: GIVEN });
    expect(errors?.[0]?.extensions.code).toBe("FORBIDDEN_FIELD");
  });

  test("gives a partner's own administrator nothing that it has not", async () => {
    const admin = await administrator();
    const inside = await create(admin, { limits: { programmes: [PROGRAMME] }, scopes: ["indicators:read"] });
    expect(inside.refusals).toEqual([]);
    expect(inside.row).toMatchObject({ createdBy: admin.subject, parent: null });
    const outside = await create(admin, {
      ...{ scopes: ["participations:read"], documentsOnly: false, fixedPeriodsOnly: false, expiresAt: inDays(91) },
      limits: { programmes: null, regions: ["1084"], municipalities: ["0751"], grants: [OTHER_PROGRAMME] },
    });
    expect(codesOf(outside).toSorted()).toEqual([
      ...["EXPIRY_TOO_LATE", "FREEDOM_WIDER", "FREEDOM_WIDER"],
      ...["LIMIT_WIDER", "LIMIT_WIDER", "LIMIT_WIDER", "LIMIT_WIDER", "SCOPE_WIDER"],
    ]);
  });

  test("ends a line of tokens at the fifth", async () => {
    let admin = await administrator();
    for (const _ of [2, 3, 4, 5]) {
      const made = await create(admin, { scopes: ["indicators:read", "tokens:write"] });
      expect(made.refusals).toEqual([]);
      admin = viewerOf(made.row as Row);
    }
    expect(codesOf(await create(admin, { scopes: ["indicators:read"] }))).toEqual(["TOKEN_LINE_TOO_LONG"]);
  });

  test("takes a token that has ended for none", async () => {
    const admin = await administrator();
    await revoke(operator, { accessTokenId: admin.subject.slice("token:".length) });
    const { errors } = await opened.ask(
      admin,
      "mutation($input: AccessTokenCreateInput!) { accessTokenCreate(input: $input) { secret } }",
      { input: { ...GIVEN, scopes: ["indicators:read"] } },
    );
    expect(errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
  });
});

describe("accessTokenRevoke", () => {
  test("ends a token and all that were made from it, once", async () => {
    const admin = await administrator();
    const child = (await create(admin, { scopes: ["indicators:read", "tokens:write"] })).row as Row;
    const grandchild = (await create(viewerOf(child), { scopes: ["indicators:read"] })).row as Row;
    const beside = (await create(operator)).row as Row;
    const id = admin.subject.slice("token:".length);
    const request = { accessTokenId: id, idempotencyKey: "revoke-1", expectedVersion: 1 };
    const done = await revoke(operator, request);
    expect(done.payload).toMatchObject({
      ...{ revokedCount: 3, refusals: [] },
      accessToken: { state: "REVOKED", revokedBy: "test:operator", revocationReason: "Lost.", version: 2 },
    });
    expect((await revoke(operator, request)).payload).toEqual(done.payload);
    expect((await revoke(operator, { ...request, reason: "Stolen." })).payload?.refusals[0]?.code).toBe(
      "IDEMPOTENCY_MISMATCH",
    );
    const revoked = await listed(operator, "REVOKED");
    expect(revoked).toEqual(expect.arrayContaining([id, child.id, grandchild.id]));
    expect(revoked).not.toContain(beside.id);
    expect(await listed(operator, "ACTIVE")).toContain(beside.id);
  });

  test("refuses what was revoked before, an old version and no reason", async () => {
    const { id } = (await create(operator)).row as Row;
    const codes = async (input: Readonly<Record<string, unknown>>) =>
      (await revoke(operator, { accessTokenId: id, ...input })).payload?.refusals.map(({ code }) => code);
    expect(await codes({ expectedVersion: 2 })).toEqual(["CONFLICT"]);
    expect(await codes({ reason: " " })).toEqual(["REASON_REQUIRED"]);
    expect(await codes({ reason: "x".repeat(501) })).toEqual(["TEXT_TOO_LONG"]);
    expect(await codes({ expectedVersion: 1 })).toEqual([]);
    expect(await codes({})).toEqual(["ILLEGAL_TRANSITION"]);
  });

  test("finds nothing that the viewer has not made", async () => {
    const [admin, other] = [await administrator(), await administrator()];
    const { id } = (await create(admin, { scopes: ["indicators:read"] })).row as Row;
    const missing = await revoke(other, { accessTokenId: OTHER_PROGRAMME });
    expect(missing).toEqual({ payload: undefined, code: "NOT_FOUND" });
    expect(await revoke(other, { accessTokenId: id })).toEqual(missing);
    expect(await revoke(admin, { accessTokenId: admin.subject.slice("token:".length) })).toEqual(missing);
    expect((await revoke(reader, { accessTokenId: id })).code).toBe("FORBIDDEN_FIELD");
    expect((await revoke(admin, { accessTokenId: id })).payload).toMatchObject({ revokedCount: 1, refusals: [] });
  });
});

describe("reading tokens", () => {
  test("shows a partner's administrator what it and its own have made", async () => {
    const [admin, other] = [await administrator(), await administrator()];
    const child = (await create(admin, { scopes: ["indicators:read", "tokens:write"] })).row as Row;
    const grandchild = (await create(viewerOf(child), { scopes: ["indicators:read"] })).row as Row;
    expect(await listed(admin)).toEqual([grandchild.id, child.id]);
    expect(await listed(viewerOf(child))).toEqual([grandchild.id]);
    expect(await listed(other)).toEqual([]);
    const one = async (viewer: Viewer) =>
      (await opened.ask(viewer, "query($id: ID!) { accessToken(id: $id) { id parent { id } } }", { id: grandchild.id }))
        .data?.accessToken;
    expect(await one(admin)).toEqual({ id: grandchild.id, parent: { id: child.id } });
    expect(await one(viewerOf(child))).toEqual({ id: grandchild.id, parent: null });
    expect(await one(other)).toBeNull();
    expect((await opened.ask(reader, "{ accessTokens { nodes { id } } }")).errors?.[0]?.extensions.code).toBe(
      "FORBIDDEN_FIELD",
    );
  });
});

describe("what the gateway asks", () => {
  const gateway: Viewer = { ...viewerWith("system"), subject: "system:gateway" };
  const GRANT = `query($id: ID!) { accessTokenGrant(id: $id) {
    tokenId label secretHash scopes limits { programmes regions } documentsOnly expiresAt isRevoked } }`;
  const NOTE = "mutation($id: ID!) { accessTokenNoteUse(input: { accessTokenId: $id }) { isKnown } }";

  test("is answered to it alone", async () => {
    const { row, secret } = await create(operator);
    const { data } = await opened.ask(gateway, GRANT, { id: row?.id });
    const secretHash = readPartnerToken(secret ?? "")?.secretHash;
    expect(data?.accessTokenGrant).toMatchObject({ tokenId: row?.id, secretHash, isRevoked: false });
    for (const viewer of [operator, reader]) {
      expect((await opened.ask(viewer, GRANT, { id: row?.id })).errors?.[0]?.extensions.code).toBe("FORBIDDEN_FIELD");
      expect((await opened.ask(viewer, NOTE, { id: row?.id })).errors?.[0]?.extensions.code).toBe("FORBIDDEN_FIELD");
    }
  });

  test("notes when a token was used", async () => {
    const id = (await create(operator)).row?.id;
    expect((await opened.ask(gateway, NOTE, { id })).data).toEqual({ accessTokenNoteUse: { isKnown: true } });
    expect((await opened.ask(gateway, NOTE, { id: OTHER_PROGRAMME })).data).toEqual({
      accessTokenNoteUse: { isKnown: false },
    });
    const { data } = await opened.ask(operator, "query($id: ID!) { accessToken(id: $id) { lastUsedAt version } }", {
      id,
    });
    expect(data?.accessToken).toMatchObject({ version: 1, lastUsedAt: expect.stringMatching(/^20/) });
  });
});

test("limits that are null on purpose are everything", async () => {
  const all = Object.fromEntries(Object.keys(UNLIMITED).map((name) => [name, null]));
  const { row, refusals } = await create(operator, { limits: all, documentsOnly: false, fixedPeriodsOnly: false });
  expect(refusals).toEqual([]);
  expect(row).toMatchObject({ limits: all, documentsOnly: false, fixedPeriodsOnly: false });
});
