import { localDate, totalOf, UNLIMITED, type Viewer } from "@inclusion/kernel";
import { afterRelease, openTestService, type TestService, viewerWith, viewerWithin } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { fileMeasures } from "../participation/file-measures.ts";
import type { ParticipationFile } from "../participation/participation-file.ts";
import { PROGRAMME } from "../participation/participation-rows.fixture.ts";
import { service } from "../service.ts";
import { DEFINITIONS, INDICATOR_CODES } from "./definitions.ts";
import { sampleFiles, storeFiles, storePlaces } from "./stored-files.fixture.ts";

const FILES = sampleFiles(60);
const LATER = sampleFiles(75).slice(60);
const END = localDate("2024-12-31");

let opened: TestService;
let since: string;

beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"), afterRelease);
  await storePlaces(opened.sql);
  await storeFiles(opened.service, FILES);
  since = new Date().toISOString();
  await new Promise((resolve) => setTimeout(resolve, 5));
  await storeFiles(opened.service, LATER);
});

afterAll(() => opened?.drop());

const READ = ["participations:read", "indicators:read"];
const full = viewerWith(...READ, "sensitive:read");
const lead = viewerWith(...READ);
const partner = viewerWith("indicators:read");
const inAarhus = { ...UNLIMITED, municipalities: ["0751"] };
const caseworker = viewerWithin(inAarhus, ...READ, "sensitive:read");

// biome-ignore lint/suspicious/noExplicitAny: what a test asks for is known to the test alone
type Answered = any;

async function figures(viewer: Viewer, fields: string, more = "") {
  const { data, errors, statements } = await opened.ask(
    viewer,
    `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme {
       participantIndicators(${more} asOf: "${END}") { code ${fields} } } } }`,
    { of: [{ __typename: "Programme", id: PROGRAMME }] },
  );
  const [programme] = (data as Answered)?._entities ?? [];
  return { list: (programme?.participantIndicators ?? []) as Answered[], errors, statements };
}

const COUNT = "{ ... on ExactCount { count } ... on SuppressedCount { below } }";

function expectedTotals(files: readonly ParticipationFile[]): Record<string, number> {
  const entries = files.flatMap(fileMeasures);
  return Object.fromEntries(
    INDICATOR_CODES.map((code) => [
      code,
      totalOf(
        entries.filter(({ indicator }) => indicator === code),
        END,
      ),
    ]),
  );
}

const valuesIn = (list: readonly Answered[]) => Object.fromEntries(list.map(({ code, value }) => [code, value.count]));

describe("Programme.participantIndicators", () => {
  test.for([
    { case: "everybody", viewer: full, files: [...FILES, ...LATER] },
    {
      case: "a municipality",
      viewer: caseworker,
      files: [...FILES, ...LATER].filter(({ participation }) => participation.municipalityCode === "0751"),
    },
  ])("counts of $case what the rules give for the files, in one statement", async ({ viewer, files }) => {
    const { list, errors, statements } = await figures(
      viewer,
      `value ${COUNT} denominator ${COUNT} excluded { reason }`,
    );
    expect(errors).toBeUndefined();
    expect(valuesIn(list)).toEqual(expectedTotals(files));
    expect(statements).toBe(3);
  });

  test("counts what was known at an instant", async () => {
    const { list } = await figures(full, `value ${COUNT}`, `knownAt: "${since}"`);
    expect(valuesIn(list)).toEqual(expectedTotals(FILES));
  });

  test("gives a passport", async () => {
    const { list } = await figures(
      full,
      `denominator ${COUNT} share { basisPoints lowBp highBp } definition { version text of sensitive }
       excluded { reason count ${COUNT} } asOf freshness synthetic`,
      'codes: ["CR06"]',
    );
    const totals = expectedTotals([...FILES, ...LATER]);
    const of = (code: string): number => totals[code] ?? 0;
    expect(list[0]).toMatchObject({
      code: "CR06",
      denominator: { count: of("CO01") + of("CO03") },
      definition: { version: 1, text: DEFINITIONS.CR06.text, of: ["CO01", "CO03"], sensitive: false },
      excluded: [
        { reason: "INCOMPLETE_RECORD", count: { count: of("INCOMPLETE") } },
        { reason: "NOT_LEFT", count: { count: of("TOTAL") - of("LEFT") } },
        { reason: "FOLLOW_UP_NOT_DUE", count: { count: of("LEFT") - of("FOLLOW_UP_6M_DUE") } },
        { reason: "FOLLOW_UP_NOT_REACHED", count: { count: of("FOLLOW_UP_6M_DUE") - of("FOLLOW_UP_6M_REACHED") } },
      ],
      asOf: END,
      synthetic: true,
    });
    expect(new Date(list[0].freshness).getTime()).toBeGreaterThan(new Date(since).getTime());
  });

  test("hides small and sensitive numbers, and rows", async () => {
    const { list } = await figures(partner, `value ${COUNT} share { basisPoints }`);
    for (const { code, value } of list) {
      expect(value.below === 5 || value.count === 0 || value.count >= 5, code).toBe(true);
    }
    const sensitive = await figures(lead, `value ${COUNT}`, 'codes: ["CO16", "CR09", "CO01"]');
    const totals = expectedTotals([...FILES, ...LATER]);
    expect(sensitive.list[1].value).toEqual((totals["CR09"] ?? 0) === 0 ? { count: 0 } : { below: 5 });
    expect(sensitive.list[2].value).toEqual({ count: totals["CO01"] });
    const rows = await figures(lead, "participations { nodes { id } }", 'codes: ["CO16", "CO01"]');
    expect(rows.list.map(({ participations }) => participations?.nodes.length ?? null)).toEqual([
      null,
      Math.min(20, totals["CO01"] ?? 0),
    ]);
    expect(rows.errors?.map(({ extensions }) => extensions?.["code"])).toEqual(["FORBIDDEN_FIELD"]);
    const none = await figures(partner, "participations { nodes { id } }", 'codes: ["CO01"]');
    expect(none.errors?.map(({ extensions }) => extensions?.["code"])).toEqual(["FORBIDDEN_FIELD"]);
  });

  test("refuses codes that it does not know, and days within a month for viewers of fixed periods", async () => {
    const unknown = await figures(full, "asOf", 'codes: ["CO99"]');
    expect(unknown.errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", reason: "INDICATOR_UNKNOWN" });
    const { errors } = await opened.ask(
      { ...partner, fixedPeriodsOnly: true },
      `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme {
         participantIndicators(asOf: "2020-03-30") { code } } } }`,
      { of: [{ __typename: "Programme", id: PROGRAMME }] },
    );
    expect(errors?.[0]?.extensions).toMatchObject({ reason: "FIXED_PERIODS_ONLY" });
  });

  test.for([
    { case: "everybody", viewer: full },
    { case: "a municipality", viewer: caseworker },
  ])("counts as many as the list of $case is long", async ({ viewer }) => {
    for (const code of ["TOTAL", "CO01", "3B.4", "CR06", "CO16", "AT_6_MONTHS"]) {
      const ids = new Set<string>();
      let counted = -1;
      for (let after: string | null = null, more = true; more; ) {
        const page: Awaited<ReturnType<typeof figures>> = await figures(
          viewer,
          `value ${COUNT} participations(first: 7, after: ${JSON.stringify(after)}) { nodes { id } pageInfo { hasNextPage endCursor } }`,
          `codes: ["${code}"] knownAt: "2100-01-01T00:00:00.000Z"`,
        );
        expect(page.errors).toBeUndefined();
        const [{ value, participations }] = page.list;
        for (const { id } of participations.nodes) ids.add(id);
        counted = value.count;
        more = participations.pageInfo.hasNextPage;
        after = participations.pageInfo.endCursor;
      }
      expect(ids.size, code).toBe(counted);
    }
  });

  test("explains the difference to what was known before, entry by entry", async () => {
    const fields = (rows: string) => `value ${COUNT} changes(since: "${since}") { net ${COUNT}
      reasons { reason added ${COUNT} takenBack ${COUNT} } ${rows} }`;
    const rows = "entries(first: 100) { nodes { amount cause validOn participation { id } } }";
    const { list } = await figures(full, fields(rows), 'codes: ["TOTAL", "HIRED"]');
    const [before, after] = [expectedTotals(FILES), expectedTotals([...FILES, ...LATER])];
    for (const { code, changes } of list) {
      const difference = (after[code] ?? 0) - (before[code] ?? 0);
      expect(changes.net.count).toBe(difference);
      expect(changes.entries.nodes.reduce((sum: number, { amount }: Answered) => sum + amount, 0)).toBe(difference);
      expect(changes.reasons).toEqual([
        {
          reason: code === "TOTAL" ? "participation" : "employment",
          added: { count: difference },
          takenBack: { count: 0 },
        },
      ]);
    }
    const within = await figures(partner, fields(""), 'codes: ["HIRED"]');
    expect(within.errors?.[0]?.extensions).toMatchObject({ reason: "FIXED_PERIODS_ONLY", argument: "since" });
    const hidden = await figures(partner, fields("").replace(since, "2020-01-01T00:00:00Z"), 'codes: ["HIRED"]');
    expect(hidden.errors).toBeUndefined();
    for (const { changes } of hidden.list) expect(changes.net.count === undefined || changes.net.count >= 5).toBe(true);
    const denied = await figures(partner, fields(rows).replace(since, "2020-01-01T00:00:00Z"), 'codes: ["HIRED"]');
    expect(denied.errors?.[0]?.extensions).toMatchObject({ code: "FORBIDDEN_FIELD" });
  });

  test("measures days, and tells no median of fewer than five", async () => {
    const { list, statements } = await figures(
      full,
      `days { count ${COUNT} median p90 }`,
      'codes: ["PLACED", "HIRED", "LEFT", "REEMPLOYED", "CO01"]',
    );
    const marks = (code: string, file: ParticipationFile) =>
      fileMeasures(file).find(({ indicator }) => indicator === code);
    const days = [...FILES, ...LATER]
      .flatMap((file) => {
        const [from, to] = [marks("TOTAL", file), marks("LEFT", file)];
        return from === undefined || to === undefined || to.validOn > END
          ? []
          : [(Date.parse(to.validOn) - Date.parse(from.validOn)) / 86_400_000];
      })
      .sort((a, b) => a - b);
    const middle = (days.length - 1) / 2;
    expect(list[2].days).toMatchObject({
      count: { count: days.length },
      median: ((days[Math.floor(middle)] ?? 0) + (days[Math.ceil(middle)] ?? 0)) / 2,
    });
    expect(list[4].days).toBeNull();
    expect(statements).toBe(4);
    for (const { days: told } of list.slice(0, 4)) if (told.count.count < 5) expect(told.median).toBeNull();
  });
});
