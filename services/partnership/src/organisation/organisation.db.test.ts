import { openTestService, type TestService, viewerWith } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { service } from "../service.ts";
import { CVRS, codesOf, day, operator, organisation, reader, registered, run } from "./parties.fixture.ts";

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
});
afterAll(() => opened?.drop());

const FIELDS = "organisation { id name aliases cvr kinds sizeClass version mergedIds municipality { name } }";
const read = async (id: string, fields = "id name aliases cvr kinds version mergedIds") => {
  const { data, errors } = await opened.ask(reader, `query($id: ID!) { organisation(id: $id) { ${fields} } }`, { id });
  expect(errors).toBeUndefined();
  return data?.organisation as Record<string, unknown> | null;
};

describe("organisationRegister", () => {
  test("stores the organisation and tells the others", async () => {
    const input = {
      ...{ name: "Grøn Vask", cvr: `DK ${CVRS[100]}`, kinds: ["SOCIAL_ENTERPRISE", "FUND"], kindsFrom: "2020-01-01" },
      ...{ sizeClass: "SMALL", municipalityCode: "0751", aliases: ["Groen Vask A/S"] },
    };
    const { organisation: made, refusals } = await run(opened, "organisationRegister", input, { fields: FIELDS });
    expect(refusals).toEqual([]);
    expect(made).toMatchObject({
      ...{ name: "Grøn Vask", cvr: CVRS[100], kinds: ["FUND", "SOCIAL_ENTERPRISE"], sizeClass: "SMALL", version: 1 },
      ...{ aliases: ["Groen Vask A/S"], municipality: { name: "Aarhus" } },
    });
    const { id } = made as { id: string };
    const told = await opened.sql(
      "SELECT payload FROM partnership.fact WHERE type = 'OrganisationSet' AND subject = $1",
      [id],
    );
    expect(told).toEqual([
      {
        payload: {
          ...{ organisationId: id, cvr: CVRS[100], kinds: ["FUND", "SOCIAL_ENTERPRISE"], sizeClass: "SMALL" },
          ...{ municipalityCode: "0751", rsvRegistered: false, mergedInto: null },
        },
      },
    ]);
    const byCvr = await opened.ask(reader, `{ organisationByCvr(cvr: "${CVRS[100]}") { id } }`);
    expect(byCvr.data).toEqual({ organisationByCvr: { id } });
  });

  test("says every reason at once", async () => {
    await organisation(opened, "Taget Navn", { cvr: CVRS[101] });
    const input = { name: "taget navn!", cvr: CVRS[101], kinds: [], kindsFrom: day(1), municipalityCode: "0411" };
    expect(codesOf(await run(opened, "organisationRegister", input)).sort()).toEqual([
      ...["ALIAS_TAKEN", "CVR_TAKEN", "DATE_IN_FUTURE", "MUNICIPALITY_UNKNOWN", "TEXT_MISSING"],
    ]);
  });

  test.for([
    { cvr: "10150818", code: "CVR_CHECK_DIGIT" },
    { cvr: "01015081", code: "CVR_SHAPE" },
  ])("refuses the number $cvr", async ({ cvr, code }) => {
    expect(codesOf(await run(opened, "organisationRegister", { name: `Nr ${cvr}`, kinds: ["FUND"], cvr }))).toEqual([
      code,
    ]);
  });

  test("takes a request once, and another body with the same key not at all", async () => {
    const input = { name: "Kun én gang", kinds: ["FUND"], idempotencyKey: "once-1" };
    const first = await run(opened, "organisationRegister", input, { fields: FIELDS });
    expect(await run(opened, "organisationRegister", input, { fields: FIELDS })).toEqual(first);
    expect(codesOf(await run(opened, "organisationRegister", { ...input, name: "To gange" }))).toEqual([
      "IDEMPOTENCY_MISMATCH",
    ]);
  });

  test("gives one number to one of many who ask at once", async () => {
    const asked = await Promise.all(
      ["Først", "Næst", "Sidst"].map((name) =>
        run(opened, "organisationRegister", { name, kinds: ["FUND"], cvr: CVRS[120] }),
      ),
    );
    expect(asked.flatMap(codesOf)).toEqual(["CVR_TAKEN", "CVR_TAKEN"]);
  });

  test("is nothing for who may only read", async () => {
    const document = `mutation($input: OrganisationRegisterInput!) { organisationRegister(input: $input) { refusals { code } } }`;
    const { errors } = await opened.ask(reader, document, { input: { name: "Nej", kinds: ["FUND"] } });
    expect(errors?.[0]).toMatchObject({ extensions: { code: "FORBIDDEN_FIELD" } });
  });
});

describe("organisationCorrect", () => {
  test("keeps the old name as an alias, and refuses a version that is not the stored one", async () => {
    const organisationId = await organisation(opened, "Gammelt Navn");
    const corrected = await run(
      opened,
      "organisationCorrect",
      { organisationId, name: "Nyt Navn", expectedVersion: 1 },
      { fields: FIELDS },
    );
    expect(corrected.organisation).toMatchObject({ name: "Nyt Navn", aliases: ["Gammelt Navn"], version: 2 });
    expect(
      codesOf(await run(opened, "organisationCorrect", { organisationId, name: "Igen", expectedVersion: 1 })),
    ).toEqual(["CONFLICT"]);
    expect(codesOf(await run(opened, "organisationCorrect", { organisationId, name: "Ring 610170-1234" }))).toEqual([
      "CPR_IN_TEXT",
    ]);
  });

  test("is NOT_FOUND for an id that is none", async () => {
    for (const organisationId of ["x", "00000000-0000-4000-8000-000000000000"]) {
      const document = `mutation($input: OrganisationCorrectInput!) { organisationCorrect(input: $input) { refusals { code } } }`;
      const { errors } = await opened.ask(operator, document, { input: { organisationId, name: "Nej" } });
      expect(errors?.[0]).toMatchObject({ extensions: { code: "NOT_FOUND" } });
    }
  });
});

describe("kinds", () => {
  test("begin and end on their days", async () => {
    const organisationId = await organisation(opened, "Skiftende", { kindsFrom: "2018-01-01" });
    const become = (kind: string, from: string) =>
      run(opened, "organisationBecome", { organisationId, kind, from }, { fields: FIELDS });
    const cease = (kind: string, until: string) =>
      run(opened, "organisationCease", { organisationId, kind, until }, { fields: FIELDS });
    expect((await become("PUBLIC_BUYER", "2020-01-01")).organisation).toMatchObject({
      kinds: ["PUBLIC_BUYER", "SOCIAL_ENTERPRISE"],
    });
    expect(codesOf(await become("PUBLIC_BUYER", "2021-01-01"))).toEqual(["KIND_HELD"]);
    expect(codesOf(await cease("PUBLIC_BUYER", "2019-12-31"))).toEqual(["DATE_ORDER"]);
    expect((await cease("PUBLIC_BUYER", "2020-12-31")).organisation).toMatchObject({ kinds: ["SOCIAL_ENTERPRISE"] });
    expect(codesOf(await cease("PUBLIC_BUYER", "2021-12-31"))).toEqual(["KIND_NOT_HELD"]);
    expect(codesOf(await become("PUBLIC_BUYER", "2020-12-31"))).toEqual(["DATE_ORDER"]);
    expect(codesOf(await become("PUBLIC_BUYER", day(1)))).toEqual(["DATE_IN_FUTURE"]);
    expect(await read(organisationId, "kindPeriods { kind from until }")).toEqual({
      kindPeriods: [
        { kind: "PUBLIC_BUYER", from: "2020-01-01", until: "2020-12-31" },
        { kind: "SOCIAL_ENTERPRISE", from: "2018-01-01", until: null },
      ],
    });
  });
});

describe("organisationMerge", () => {
  test("lets every id lead to the survivor, also through federation, and keeps the spellings", async () => {
    const [a, b, c] = [
      await organisation(opened, "Værkstedet Solsiden", { cvr: null }),
      await organisation(opened, "Vaerkstedet Solsiden ApS", { kinds: ["OTHER_ACTOR"], aliases: ["Solsiden"] }),
      await organisation(opened, "Solsiden Værksted", { cvr: null }),
    ];
    const merge = (organisationId: string, mergedId: string) =>
      run(opened, "organisationMerge", { organisationId, mergedId }, { fields: FIELDS });
    expect((await merge(b, a)).refusals).toEqual([]);
    const merged = await merge(c, b);
    expect(merged.organisation).toMatchObject({
      id: c,
      kinds: ["OTHER_ACTOR", "SOCIAL_ENTERPRISE"],
      mergedIds: [a, b].sort(),
    });
    expect((merged.organisation as { cvr: string }).cvr).toMatch(/^\d{8}$/);
    expect((merged.organisation as { aliases: string[] }).aliases.sort()).toEqual(
      ["Solsiden", "Vaerkstedet Solsiden ApS", "Værkstedet Solsiden"].sort(),
    );
    for (const id of [a, b]) expect(await read(id, "id")).toEqual({ id: c });
    const { data } = await opened.ask(
      reader,
      "query($of: [_Any!]!) { _entities(representations: $of) { ... on Organisation { id name } } }",
      { of: [a, b, c].map((id) => ({ __typename: "Organisation", id })) },
    );
    expect(data?._entities).toEqual([c, c, c].map((id) => ({ id, name: "Solsiden Værksted" })));
    const told = await opened.sql<{ into: string }>(
      `SELECT DISTINCT ON (subject) payload->>'mergedInto' AS "into" FROM partnership.fact
       WHERE type = 'OrganisationSet' AND subject = ANY ($1) ORDER BY subject, position DESC`,
      [[a, b]],
    );
    expect(told).toEqual([{ into: c }, { into: c }]);
    expect(codesOf(await merge(c, a))).toEqual(["ORGANISATION_MERGED"]);
    expect(codesOf(await run(opened, "organisationCorrect", { organisationId: a, name: "Nej" }))).toEqual([
      "ORGANISATION_MERGED",
    ]);
    expect(codesOf(await merge(c, c))).toEqual(["MERGE_WITH_ITSELF"]);
    expect(codesOf(await merge(c, "00000000-0000-4000-8000-000000000000"))).toEqual(["ORGANISATION_UNKNOWN"]);
  });

  test("is refused for two numbers or two registrations", async () => {
    const [one, other] = [await registered(opened, "Én Registreret"), await registered(opened, "Anden Registreret")];
    const codes = codesOf(await run(opened, "organisationMerge", { organisationId: one, mergedId: other }));
    expect(codes).toEqual(["MERGE_CVR_DIFFERS", "MERGE_RSV_CONFLICT"]);
  });
});

test("likely duplicates are shown to who may merge them", async () => {
  const [one, other] = [
    await organisation(opened, "Fabrikken for Fællesskab", { cvr: null }),
    await organisation(opened, "Fabrikken for Fælleskab A/S", { cvr: null }),
  ];
  const document =
    "{ organisationDuplicates(first: 100) { organisation { id } likely { id } likenessPercent spellings } }";
  const { data } = await opened.ask(operator, document);
  const pairs = data?.organisationDuplicates as { organisation: { id: string }; likely: { id: string } }[];
  const found = pairs.find(
    (pair) => [pair.organisation.id, pair.likely.id].sort().join() === [one, other].sort().join(),
  );
  expect(found).toMatchObject({ likenessPercent: 95 });
  const denied = await opened.ask(reader, document);
  expect(denied.errors?.[0]).toMatchObject({ extensions: { code: "FORBIDDEN_FIELD" } });
});

test("lists organisations by name, a page at a time, with the same statements for one and for many", async () => {
  const page = (first: number, after: string | null = null) =>
    opened.ask(
      reader,
      `query($first: Int, $after: String) { organisations(first: $first, after: $after) {
         nodes { name aliases kindPeriods { kind } } pageInfo { hasNextPage endCursor } } }`,
      { first, after },
    );
  const all = await page(100);
  const one = await page(1);
  expect(one.statements).toBe(all.statements);
  const names = (data: unknown) =>
    (data as { organisations: { nodes: { name: string }[] } }).organisations.nodes.map(({ name }) => name);
  const { endCursor } = (one.data as { organisations: { pageInfo: { endCursor: string } } }).organisations.pageInfo;
  expect([...names(one.data), ...names((await page(2, endCursor)).data)]).toEqual(names(all.data).slice(0, 3));
});

test("nobody without a token reads the list", async () => {
  const { errors } = await opened.ask(viewerWith(), "{ organisations { nodes { id } } }");
  expect(errors?.[0]).toMatchObject({ extensions: { code: "FORBIDDEN_FIELD" } });
});
