/** What holds for every mutation, whatever it does: one that is added without an example fails the first test. */
import { randomUUID } from "node:crypto";
import { UNLIMITED, type Viewer } from "@inclusion/kernel";
import { viewerWith } from "@inclusion/kernel/testing";
import { sdlOf } from "@inclusion/schema";
import { Kind, type ObjectTypeExtensionNode, parse } from "graphql";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { EXAMPLES, type Input } from "./mutations.fixture.ts";
import { opened, openMoney } from "./outcome/outcome-acts.fixture.ts";

beforeAll(() => openMoney(inject("postgres")));
afterAll(() => opened?.drop());

const document = parse(sdlOf("finance"));
const mutations = document.definitions
  .filter(
    (each): each is ObjectTypeExtensionNode =>
      (each.kind === Kind.OBJECT_TYPE_EXTENSION || each.kind === Kind.OBJECT_TYPE_DEFINITION) &&
      each.name.value === "Mutation",
  )
  .flatMap(({ fields = [] }) => fields.map(({ name }) => name.value));

const inputOf = (name: string): string => `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
const hasVersion = (name: string): boolean =>
  document.definitions.some(
    (each) =>
      each.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION &&
      each.name.value === inputOf(name) &&
      each.fields?.some((field) => field.name.value === "expectedVersion"),
  );

type Refusals = readonly Readonly<{ code: string; message: string; field: readonly string[] | null }>[];
type Outcome = Readonly<{
  row: unknown;
  refusals: Refusals | null;
  error: Readonly<{ code: unknown; message: string }> | null;
}>;

async function ask(name: string, input: Input, viewer: Viewer): Promise<Outcome> {
  const noun = document.definitions.find(
    (each) =>
      each.kind === Kind.OBJECT_TYPE_DEFINITION && each.name.value === inputOf(name).replace(/Input$/, "Payload"),
  );
  const [row] = noun?.kind === Kind.OBJECT_TYPE_DEFINITION ? (noun.fields ?? []) : [];
  const fields = row?.name.value === "grant" ? "versions { number reason }" : "id";
  const text = `mutation($input: ${inputOf(name)}!) { ${name}(input: $input) {
    row: ${row?.name.value} { ${fields} } refusals { code message field } } }`;
  const { data, errors } = await opened.ask(viewer, text, { input });
  const [error] = errors ?? [];
  const answer = data?.[name] as { row: unknown; refusals: Refusals } | null | undefined;
  return {
    ...{ row: answer?.row ?? null, refusals: answer?.refusals ?? null },
    error: error === undefined ? null : { code: error.extensions?.code, message: error.message },
  };
}

/** How many rows each table has; a changed row leaves one in its history. */
async function rows(): Promise<unknown> {
  const tables = await opened.sql<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'finance' AND table_type = 'BASE TABLE' ORDER BY 1`,
  );
  const counts = tables.map(({ name }) => `SELECT '${name}' AS name, count(*)::int AS rows FROM finance.${name}`);
  return opened.sql(counts.join(" UNION ALL "));
}

test("has an example", () => {
  expect(Object.keys(EXAMPLES).toSorted()).toEqual(mutations.toSorted());
});

describe.for(mutations)("%s", (name) => {
  test("is denied to who may not do it, and outside of the limits it is as if nothing were there", async () => {
    const { input, of, as } = await (EXAMPLES[name] as (typeof EXAMPLES)[string])();
    const request = { ...input, idempotencyKey: randomUUID() };
    const before = await rows();

    const reader = viewerWith("finance:read", "participations:read", "simulations:read", "ledger:read");
    expect((await ask(name, request, reader)).error).toMatchObject({ code: "FORBIDDEN_FIELD" });

    const elsewhere: Viewer = {
      ...as,
      subject: "test:elsewhere",
      limits: { ...UNLIMITED, programmes: [randomUUID()], grants: [randomUUID()] },
    };
    const outside = await ask(name, request, elsewhere);
    const missing = await ask(name, { ...request, [of]: randomUUID() }, elsewhere);
    expect(outside).toEqual(missing);
    expect(outside.row).toBeNull();
    expect(outside.error?.code === "NOT_FOUND" || (outside.refusals ?? []).length > 0).toBe(true);
    expect(await rows()).toEqual(before);
  });

  test("has one effect and one answer for a key, and names what differs", async () => {
    const { input, other, as } = await (EXAMPLES[name] as (typeof EXAMPLES)[string])();
    const request = { ...input, idempotencyKey: randomUUID() };
    const untouched = await rows();
    if (hasVersion(name)) {
      const stale = await ask(name, { ...request, expectedVersion: 999 }, as);
      expect(stale.refusals?.map(({ code }) => code)).toEqual(["CONFLICT"]);
      expect(await rows()).toEqual(untouched);
    }
    const first = await ask(name, request, as);
    expect(first).toMatchObject({ refusals: [], error: null });
    const after = await rows();
    expect(after).not.toEqual(untouched);
    expect(await ask(name, request, as)).toEqual(first);
    const mismatch = await ask(name, { ...request, ...other }, as);
    expect(mismatch.refusals?.map(({ code }) => code)).toEqual(["IDEMPOTENCY_MISMATCH"]);
    for (const field of Object.keys(other)) expect(JSON.stringify(mismatch.refusals)).toContain(field);
    if (name !== "simulationRun") expect(await rows()).toEqual(after);
  });
});
