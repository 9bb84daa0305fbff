import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { UNLIMITED, type Viewer } from "@inclusion/kernel";
import { openTestService, type TestService, viewerWith, viewerWithin } from "@inclusion/kernel/testing";
import { SCHEMA_FOLDER } from "@inclusion/schema";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { storeProgramme } from "../record/stored-programme.fixture.ts";
import { service } from "../service.ts";

let opened: TestService;

beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
});
afterAll(() => opened.drop());

const idOf = (file: string): string =>
  `sha256:${createHash("sha256")
    .update(readFileSync(join(SCHEMA_FOLDER, "operations", file)))
    .digest("hex")}`;

async function ask(viewer: Viewer, fields: string, variables: Record<string, unknown> = {}) {
  const { data, errors, statements } = await opened.ask(
    viewer,
    `query ${fields.includes("$id") ? "($id: ID!) " : ""}{ viewer { ${fields} } }`,
    variables,
  );
  expect(errors).toBeUndefined();
  return { viewer: (data as { viewer: Record<string, unknown> }).viewer, statements };
}

const LIMITED = viewerWithin(
  { ...UNLIMITED, municipalities: [], regions: ["1082"], grants: [] },
  ...["programmes:read", "indicators:read"],
);

describe("viewer", () => {
  test("tells its limits in words, in one statement", async () => {
    const { viewer, statements } = await ask(LIMITED, "limits { kind ids text { da en } }");
    expect(viewer.limits).toContainEqual({
      kind: "PLACES",
      ids: ["1082"],
      text: {
        da: "Kun 1 region: Region Midtjylland.",
        en: "Only 1 region: Region Midtjylland.",
      },
    });
    expect(statements).toBeLessThanOrEqual(3);
  });

  test("tells which fields of a type it may read, over the whole graph", async () => {
    const { viewer } = await ask(
      LIMITED,
      `types(only: ["Grant", "Participation"]) { name readable hidden { name requiredScopes } }`,
    );
    const [, participation] = viewer.types as {
      name: string;
      readable: string[];
      hidden: { name: string; requiredScopes: string[][] }[];
    }[];
    expect(participation?.name).toBe("Participation");
    expect(participation?.hidden.map(({ name }) => name)).toContain("identity");
    expect(participation?.readable).toContain("id");
  });

  test.for([
    { token: "one that may", scopes: ["programmes:read", "indicators:read"], allowed: true },
    { token: "one that may not", scopes: ["programmes:read"], allowed: false },
  ])("tells whether a registered document may be run by $token", async ({ scopes, allowed }) => {
    const id = idOf("bench/DashboardNumbers.graphql");
    const { viewer } = await ask(
      viewerWith(...scopes),
      "whatIf(documentId: $id) { name isAllowed hidden { field path requiredScopes } }",
      { id },
    );
    expect(viewer.whatIf).toMatchObject({ name: "DashboardNumbers", isAllowed: allowed });
    const { hidden } = viewer.whatIf as { hidden: unknown[] };
    if (allowed) expect(hidden).toEqual([]);
    else
      expect(hidden).toContainEqual({
        field: "Programme.participantResults",
        path: ["programme", "participantResults"],
        requiredScopes: [["indicators:read"]],
      });
  });

  test("says of an unknown document that it is not registered", async () => {
    const { viewer } = await ask(LIMITED, "whatIf(documentId: $id) { name isAllowed hidden { field } }", {
      id: "sha256:0",
    });
    expect(viewer.whatIf).toEqual({ name: null, isAllowed: false, hidden: [] });
  });

  test("tells what is left to it as the gateway counts, and nothing where nobody does", async () => {
    const budget = { perMinute: 6_000, perOperation: 100, left: 5_998, fullAt: "2026-11-22T12:00:01.000Z" };
    const query = "{ viewer { budget { perMinute perOperation left fullAt } } }";
    const asked = await opened.service.execute({ query }, { viewer: LIMITED, requestId: "test", budget });
    expect(asked.data).toEqual({ viewer: { budget } });
    expect((await ask(LIMITED, "budget { left }")).viewer).toEqual({ budget: null });
  });

  test("tells how much it sees, and nothing of what it may not read", async () => {
    await storeProgramme(opened);
    const fields = "visible { programmes municipalities organisations partnerships } tokenId recordedUntil";
    const { viewer: all } = await ask(viewerWith("programmes:read", "partnerships:read"), fields);
    expect(all).toMatchObject({ tokenId: null, visible: { programmes: 1, municipalities: 2, partnerships: 0 } });
    const known = (await opened.sql("SELECT id FROM partnership.organisation")) as { id: string }[];
    expect(all.visible).toMatchObject({ organisations: known.length });
    const within = { ...UNLIMITED, organisations: [known[0]?.id as string] };
    const { viewer: ofOne } = await ask(viewerWithin(within, "programmes:read", "partnerships:read"), fields);
    expect(ofOne.visible).toMatchObject({ organisations: 1 });
    const noneOfThem = { ...UNLIMITED, organisations: [] };
    const { viewer: ofNone } = await ask(viewerWithin(noneOfThem, "programmes:read", "partnerships:read"), fields);
    expect(ofNone.visible).toMatchObject({ organisations: 0 });
    const { viewer: some } = await ask({ ...LIMITED, subject: "token:t1" }, fields);
    expect(some).toMatchObject({ tokenId: "t1", visible: { programmes: 1, municipalities: 1, partnerships: null } });
    const { viewer: none } = await ask(viewerWithin({}), fields);
    expect(none.visible).toEqual({ programmes: 0, municipalities: 0, organisations: null, partnerships: null });
  });
});
