import { ANYONE, UNLIMITED } from "@inclusion/kernel";
import { openTestService, type TestService, viewerWithin } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import {
  CRITERIA,
  codesOf,
  day,
  operator,
  organisation,
  reader,
  registered,
  run,
} from "../organisation/parties.fixture.ts";
import { service } from "../service.ts";

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
});
afterAll(() => opened?.drop());

const CONTENT = {
  profile: "Vi gør rent på kontorer og skoler, og vaskeriet tager imod linned.",
  offers: [
    { cpv: "98310000-9", title: "Vask af linned" },
    { cpv: "90910000", title: "Kontorrengøring", description: "Daglig rengøring med svanemærkede midler" },
  ],
  capacityHoursPerMonth: 400,
  areas: { municipalityCodes: ["0751"], regionCodes: ["1081"] },
  references: [{ customer: "Aarhus Kommune", what: "Rengøring af to skoler", year: 2022 }],
};
const FIELDS = "listing { id state version publishedOn rsvCheckedOn }";
type Listing = Readonly<{ id: string; state: string; version: number }>;

const step = (name: string, input: Record<string, unknown>, viewer = operator) =>
  run(opened, name, input, { fields: FIELDS, viewer });

async function published(
  name: string,
  more: Record<string, unknown> = {},
): Promise<{ listingId: string; organisationId: string }> {
  const organisationId = await registered(opened, name);
  const { listing, refusals } = await step("listingDraft", { organisationId, ...CONTENT, ...more });
  expect(refusals).toEqual([]);
  const listingId = (listing as Listing).id;
  await step("listingSubmit", { listingId });
  expect((await step("listingPublish", { listingId })).listing).toMatchObject({
    state: "PUBLISHED",
    publishedOn: day(),
  });
  return { listingId, organisationId };
}

async function search(filter: Record<string, unknown>, more = "") {
  const { data, errors, statements } = await opened.ask(
    ANYONE,
    `query($filter: SupplierFilter) { supplierSearch(filter: $filter, first: 50) {
       nodes { rank snippet { text isHit } listing { id state organisation { name cvr } ${more} } } } }`,
    { filter },
  );
  expect(errors).toBeUndefined();
  const { nodes } = (data as { supplierSearch: { nodes: Hit[] } }).supplierSearch;
  return { nodes, names: nodes.map(({ listing }) => listing.organisation.name), statements };
}
type Hit = Readonly<{
  rank: number;
  snippet: readonly { text: string; isHit: boolean }[] | null;
  listing: Readonly<{ id: string; state: string; organisation: { name: string } }>;
}>;
const seen = async (id: string, viewer = ANYONE) => {
  const { data } = await opened.ask(viewer, "query($id: ID!) { supplierListing(id: $id) { state } }", { id });
  return data?.supplierListing;
};
const makeOld = (organisationId: string, days: number) =>
  opened.sql(
    `WITH r AS (UPDATE partnership.rsv_registration SET checked_on = $2 WHERE organisation_id = $1),
       l AS (UPDATE partnership.supplier_listing SET rsv_checked_on = $2 WHERE organisation_id = $1 RETURNING id)
     UPDATE partnership.supplier_search SET rsv_checked_on = $2 WHERE listing_id IN (SELECT id FROM l)`,
    [organisationId, day(-days)],
  );

describe("a listing", () => {
  test("goes from a draft to everybody, and from there only by its steps", async () => {
    const organisationId = await registered(opened, "Rent Arbejde");
    const drafted = await step("listingDraft", { organisationId, ...CONTENT });
    const { id: listingId } = drafted.listing as Listing;
    expect(drafted.listing).toMatchObject({ state: "DRAFT", publishedOn: null, rsvCheckedOn: day() });
    expect(await seen(listingId)).toBeNull();
    expect(await seen(listingId, operator)).toEqual({ state: "DRAFT" });
    expect(codesOf(await step("listingPublish", { listingId }))).toEqual(["ILLEGAL_TRANSITION"]);
    expect(codesOf(await step("listingDraft", { organisationId, ...CONTENT }))).toEqual(["LISTING_EXISTS"]);
    expect((await step("listingSubmit", { listingId, expectedVersion: 1 })).listing).toMatchObject({
      state: "SUBMITTED",
      version: 2,
    });
    expect(codesOf(await step("listingPublish", { listingId, expectedVersion: 1 }))).toEqual(["CONFLICT"]);
    await step("listingPublish", { listingId });
    expect(await seen(listingId)).toEqual({ state: "PUBLISHED" });
    expect((await search({ text: "rent arbejde" })).names).toContain("Rent Arbejde");
    expect((await step("listingRemove", { listingId, reason: "Ophører" })).listing).toMatchObject({ state: "REMOVED" });
    expect(await seen(listingId)).toBeNull();
    expect((await search({ text: "rent arbejde" })).names).not.toContain("Rent Arbejde");
    expect(codesOf(await step("listingRemove", { listingId }))).toEqual(["ILLEGAL_TRANSITION"]);
  });

  test("is of a registered enterprise alone, looked up at most 90 days ago", async () => {
    const unregistered = await organisation(opened, "Uden Registrering");
    expect(codesOf(await step("listingDraft", { organisationId: unregistered, ...CONTENT }))).toEqual([
      "RSV_NOT_REGISTERED",
    ]);
    const old = await registered(opened, "Gammelt Opslag", day(-91));
    expect(codesOf(await step("listingDraft", { organisationId: old, ...CONTENT }))).toEqual(["RSV_CHECK_OLD"]);
    const fresh = await registered(opened, "Nyt Opslag", day(-90));
    expect(codesOf(await step("listingDraft", { organisationId: fresh, ...CONTENT }))).toEqual([]);
  });

  test("says everything at once that is wrong with its content", async () => {
    const organisationId = await registered(opened, "Fejlfuld");
    const offers = [
      { cpv: "90910000-8", title: "Rengøring" },
      { cpv: "9091", title: " " },
      { cpv: "90910000", title: "A" },
      { cpv: "90910000", title: "B" },
      { cpv: "99000000", title: "C" },
    ];
    const areas = { municipalityCodes: ["0411"], regionCodes: ["1099", "OESTDANMARK"] };
    const more = {
      profile: "Kontakt 610170-1234",
      capacityHoursPerMonth: 0,
      references: [{ customer: "A", what: "B", year: 1989 }],
    };
    expect(codesOf(await step("listingDraft", { organisationId, offers, areas, ...more })).sort()).toEqual([
      ...[
        "CPR_IN_TEXT",
        "CPV_CHECK_DIGIT",
        "CPV_DIVISION_UNKNOWN",
        "CPV_SHAPE",
        "MUNICIPALITY_UNKNOWN",
        "OFFER_REPEATED",
      ],
      ...["REGION_NOT_IN_FORCE", "REGION_UNKNOWN", "TEXT_MISSING", "VALUE_OUT_OF_RANGE", "VALUE_OUT_OF_RANGE"],
    ]);
    expect(codesOf(await step("listingDraft", { organisationId, ...CONTENT, offers: [], areas: {} }))).toEqual([
      ...["OFFER_MISSING", "AREA_MISSING"],
    ]);
  });

  test("is stale by age before anybody marks it, and shown again after a look-up", async () => {
    const { listingId, organisationId } = await published("Bliver Gammel");
    await makeOld(organisationId, 90);
    expect(await seen(listingId)).toEqual({ state: "PUBLISHED" });
    expect((await search({ text: "gammel" })).names).toContain("Bliver Gammel");
    await makeOld(organisationId, 91);
    expect(await seen(listingId)).toBeNull();
    expect(await seen(listingId, operator)).toEqual({ state: "STALE" });
    expect((await search({ text: "gammel" })).names).not.toContain("Bliver Gammel");
    expect(codesOf(await step("listingPublish", { listingId }))).toEqual(["RSV_CHECK_OLD"]);
    expect(await run(opened, "listingMarkStale", {}, { fields: "staleCount" })).toMatchObject({ staleCount: 1 });
    expect(await run(opened, "listingMarkStale", {}, { fields: "staleCount" })).toMatchObject({ staleCount: 0 });
    expect(codesOf(await run(opened, "rsvCheck", { organisationId, checkedOn: day() }))).toEqual([]);
    expect(await seen(listingId)).toEqual({ state: "PUBLISHED" });
    expect((await search({ text: "gammel" })).names).toContain("Bliver Gammel");
  });

  test("counts in the programmes of its place as long as it is published", async () => {
    const programmes = [];
    for (const [slug, place, endsOn] of [
      ["i-gang", "0751", null],
      ["afsluttet", "0751", "2022-09-30"],
      ["et-andet-sted", "0461", null],
    ] as const) {
      const [programme] = await opened.sql<{ id: string }>(
        `WITH p AS (INSERT INTO partnership.programme (id, slug, name, starts_on, ends_on, partners_stated, read_on,
             sheet_version, facts_hash, synthetic)
           VALUES (gen_random_uuid(), $1, $1, '2018-02-06', $3, false, '2018-02-06', 1, $1, true) RETURNING id)
         INSERT INTO partnership.programme_municipality (programme_id, municipality_code, joined_on, synthetic)
         SELECT id, $2, '2018-02-06', true FROM p RETURNING programme_id AS id`,
        [slug, place, endsOn],
      );
      programmes.push(programme?.id);
    }
    const organisationId = await registered(opened, "Tælles Med");
    await opened.sql("UPDATE partnership.organisation SET municipality_code = '0751' WHERE id = $1", [organisationId]);
    const { listing } = await step("listingDraft", { organisationId, ...CONTENT });
    const listingId = (listing as Listing).id;
    const counted = () =>
      opened.sql<{ programme_id: string; amount: number }>(
        "SELECT programme_id, amount FROM partnership.measure_entry WHERE subject_id = $1 ORDER BY position",
        [listingId],
      );
    await step("listingSubmit", { listingId });
    expect(await counted()).toEqual([]);
    await step("listingPublish", { listingId });
    const there = { programme_id: programmes[0], amount: 1 };
    expect(await counted()).toEqual([there]);
    await makeOld(organisationId, 91);
    await run(opened, "listingMarkStale", {}, { fields: "staleCount" });
    expect(await counted()).toEqual([there, { ...there, amount: -1 }]);
    await run(opened, "rsvCheck", { organisationId, checkedOn: day() }, { fields: "organisation { id }" });
    const own = viewerWithin({ ...UNLIMITED, programmes: [], organisations: [organisationId] }, "listings:write");
    await step("listingRemove", { listingId, reason: "Holder op" }, own);
    expect((await counted()).map(({ amount }) => amount)).toEqual([1, -1, 1, -1]);
  });

  test("is removed in the same moment as its enterprise is deregistered", async () => {
    const { listingId, organisationId } = await published("Afregistreret");
    expect(codesOf(await run(opened, "rsvDeregister", { organisationId, until: day(1), reason: "CEASED" }))).toEqual([
      "DATE_IN_FUTURE",
    ]);
    expect(
      codesOf(await run(opened, "rsvDeregister", { organisationId, until: day(-1), reason: "BY_AUTHORITY" })),
    ).toEqual([]);
    expect(await seen(listingId)).toBeNull();
    expect(await seen(listingId, operator)).toEqual({ state: "REMOVED" });
    expect((await search({ text: "afregistreret" })).names).toEqual([]);
    const told = await opened.sql<{ registered: boolean }>(
      `SELECT (payload->>'rsvRegistered')::boolean AS registered FROM partnership.fact
       WHERE type = 'OrganisationSet' AND subject = $1 ORDER BY position`,
      [organisationId],
    );
    expect(told.map((fact) => fact.registered)).toEqual([false, true, false]);
    expect(codesOf(await run(opened, "rsvCheck", { organisationId, checkedOn: day() }))).toEqual([
      "RSV_NOT_REGISTERED",
    ]);
  });

  test("is for its own company's token, and for nobody else's", async () => {
    const { listingId, organisationId } = await published("Egen Virksomhed");
    const other = await registered(opened, "Fremmed Virksomhed");
    const mentor = viewerWithin({ ...UNLIMITED, organisations: [organisationId] }, "listings:write");
    expect(
      codesOf(await step("listingCorrect", { listingId, ...CONTENT, profile: "Nu også vinduer" }, mentor)),
    ).toEqual([]);
    const document = "mutation($input: ListingDraftInput!) { listingDraft(input: $input) { refusals { code } } }";
    const foreign = await opened.ask(mentor, document, { input: { organisationId: other, ...CONTENT } });
    expect(foreign.errors?.[0]).toMatchObject({ extensions: { code: "NOT_FOUND" } });
    const publish = "mutation($input: ListingPublishInput!) { listingPublish(input: $input) { refusals { code } } }";
    for (const viewer of [mentor, reader, ANYONE]) {
      const denied = await opened.ask(viewer, publish, { input: { listingId } });
      expect(denied.errors?.[0]).toMatchObject({ extensions: { code: "FORBIDDEN_FIELD" } });
    }
  });
});

describe("registration", () => {
  test("needs a number, five conditions and a source, and happens once", async () => {
    const unnumbered = await organisation(opened, "Uden Nummer", { cvr: null });
    const input = {
      organisationId: unnumbered,
      since: "2020-01-01",
      checkedOn: "2019-12-31",
      source: " ",
      criteria: CRITERIA.slice(1),
    };
    expect(codesOf(await run(opened, "rsvRegister", input)).sort()).toEqual([
      ...["CVR_REQUIRED", "DATE_ORDER", "RSV_CRITERION_MISSING", "SOURCE_MISSING"],
    ]);
    const organisationId = await registered(opened, "To Gange");
    const again = { organisationId, since: "2020-01-01", checkedOn: day(), source: "CVR", criteria: CRITERIA };
    expect(codesOf(await run(opened, "rsvRegister", again))).toEqual(["RSV_REGISTERED"]);
    const rsv = `rsv { registered since checkedOn isFresh source criteria { code } } before: rsv(asOf: "2018-12-31") { registered }`;
    const { data } = await opened.ask(reader, `query($id: ID!) { organisation(id: $id) { ${rsv} } }`, {
      id: organisationId,
    });
    expect(data?.organisation).toEqual({
      rsv: {
        ...{ registered: true, since: "2019-01-01", checkedOn: day(), isFresh: true, source: "CVR" },
        criteria: CRITERIA.map(({ code }) => ({ code })),
      },
      before: null,
    });
  });

  test("lets 35 per cent of the result out, asked without a token", async () => {
    const ask = (dividend: string) =>
      opened.ask(
        ANYONE,
        `{ rsvDividendCeiling(resultAfterTax: "843217.50", dividend: "${dividend}") { ceiling { amount } isAllowed } }`,
      );
    expect((await ask("295126.12")).data).toEqual({
      rsvDividendCeiling: { ceiling: { amount: "295126.12" }, isAllowed: true },
    });
    expect((await ask("295126.13")).data).toMatchObject({ rsvDividendCeiling: { isAllowed: false } });
  });
});

describe("supplierSearch", () => {
  beforeAll(async () => {
    await published("Søens Snedkeri", {
      profile: "Vi bygger møbler af genbrugstræ.",
      offers: [{ cpv: "39100000-3", title: "Møbler" }],
      areas: { nationwide: true },
      capacityHoursPerMonth: 50,
    });
    await published("Haveholdet Fyn", {
      profile: "Pasning af grønne områder i boligforeninger",
      offers: [{ cpv: "77310000-6", title: "Anlæg og pleje af grønne områder" }],
      areas: { programmeAreas: ["FYN"] },
      references: [],
      capacityHoursPerMonth: 900,
    });
  });

  test.for([
    { case: "an ending", text: "møblerne", finds: "Søens Snedkeri" },
    { case: "capitals", text: "MØBLER", finds: "Søens Snedkeri" },
    { case: "oe for ø", text: "moebler", finds: "Søens Snedkeri" },
    { case: "the beginning of a word", text: "møb", finds: "Søens Snedkeri" },
    { case: "the last part of a compound", text: "foreninger", finds: "Haveholdet Fyn" },
    { case: "a name without its ø", text: "soens", finds: null },
    { case: "a small word beside it", text: "pasning af de grønne områder", finds: "Haveholdet Fyn" },
    { case: "two words of which one is missing", text: "møbler raketter", finds: null },
    { case: "signs of the query language", text: "møbler & !(træ' | :*", finds: null },
    { case: "a quotation mark", text: "møbler'", finds: "Søens Snedkeri" },
  ])("finds by $case", async ({ text, finds }) => {
    const { names } = await search({ text });
    if (finds === null) expect(names).toEqual([]);
    else expect(names).toContain(finds);
  });

  test("shows what was found, and ranks a title above a description", async () => {
    const { nodes } = await search({ text: "genbrug" });
    expect(nodes[0]?.snippet?.filter(({ isHit }) => isHit)).toEqual([{ text: "genbrugstræ", isHit: true }]);
    const { names } = await search({ text: "møbler" });
    expect(names[0]).toBe("Søens Snedkeri");
  });

  test.for([
    { filter: { cpv: "77" }, finds: ["Haveholdet Fyn"] },
    { filter: { cpv: "77310000-6" }, finds: ["Haveholdet Fyn"] },
    { filter: { cpv: "7732" }, finds: [] },
    { filter: { municipalityCode: "0461", cpv: "77" }, finds: ["Haveholdet Fyn"] },
    { filter: { municipalityCode: "0461", cpv: "39" }, finds: ["Søens Snedkeri"] },
    { filter: { municipalityCode: "0851", cpv: "77" }, finds: [] },
    { filter: { area: "FYN", cpv: "77" }, finds: ["Haveholdet Fyn"] },
    { filter: { minCapacityHours: 900 }, finds: ["Haveholdet Fyn"] },
    { filter: { minCapacityHours: 901 }, finds: [] },
  ])("narrows by $filter", async ({ filter, finds }) => {
    expect((await search(filter)).names).toEqual(finds);
  });

  test("walks page by page without a repeat, with a text and without, in one statement each", async () => {
    for (const filter of [{}, { text: "rengøring" }]) {
      const all = (await search(filter)).nodes.map(({ listing }) => listing.id);
      const walked: string[] = [];
      let after: string | null = null;
      do {
        const { data, statements }: { data?: unknown; statements: number } = await opened.ask(
          ANYONE,
          `query($filter: SupplierFilter, $after: String) { supplierSearch(filter: $filter, first: 2, after: $after) {
             nodes { listing { id organisation { name aliases } } } pageInfo { hasNextPage endCursor } } }`,
          { filter, after },
        );
        expect(statements).toBe(3);
        const page = (data as { supplierSearch: Page }).supplierSearch;
        walked.push(...page.nodes.map(({ listing }) => listing.id));
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after !== null);
      expect(all.length).toBeGreaterThan(2);
      expect(walked).toEqual(all);
    }
  });
  type Page = Readonly<{ nodes: { listing: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }>;

  test("counts by division and by area, in one statement", async () => {
    const { data, statements } = await opened.ask(
      ANYONE,
      `{ supplierFacets(filter: { cpv: "77" }) { total nationwide divisions { division { code nameDa } count } areas { area count } }
         whole: supplierFacets { total nationwide } }`,
    );
    expect(statements).toBe(4);
    expect(data).toMatchObject({
      supplierFacets: {
        ...{ total: 1, nationwide: 0, areas: [{ area: "FYN", count: 1 }] },
        divisions: [{ division: { code: "77", nameDa: "Land- og skovbrugstjenester, gartneri" }, count: 1 }],
      },
      whole: { nationwide: 1 },
    });
  });

  test.for([
    { filter: { municipalityCode: "0411" }, reason: "MUNICIPALITY_UNKNOWN" },
    { filter: { cpv: "9" }, reason: "CPV_SHAPE" },
    { filter: { text: "a".repeat(201) }, reason: "TEXT_TOO_LONG" },
  ])("refuses $reason", async ({ filter, reason }) => {
    const { errors } = await opened.ask(
      ANYONE,
      "query($filter: SupplierFilter) { supplierSearch(filter: $filter) { nodes { rank } } }",
      { filter },
    );
    expect(errors?.[0]).toMatchObject({ extensions: { code: "BAD_USER_INPUT", reason } });
  });

  test("follows the enterprise's name", async () => {
    const { organisationId } = await published("Før Navneskiftet");
    await run(opened, "organisationCorrect", { organisationId, name: "Zebrafink" });
    expect((await search({ text: "zebrafink" })).names).toEqual(["Zebrafink"]);
  });
});
