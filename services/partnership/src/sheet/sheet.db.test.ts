import { UNLIMITED } from "@inclusion/kernel";
import { openTestService, type TestService, viewerWith, viewerWithin } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { service } from "../service.ts";

let partnership: TestService;
beforeAll(async () => {
  partnership = await openTestService(service, inject("postgres"));
});
afterAll(() => partnership?.drop());

const operator = viewerWith("sheets:import", "programmes:read");
const IMPORT = `mutation($input: ProgrammeImportSheetInput!) { programmeImportSheet(input: $input) {
  programme { id slug version readOn startsOn areas priorityArea beneficiary { id name aliases } partners { name kinds }
    indicatorTargets { code target } versions { version readOn startsOn } }
  created changed refusals { code line field message } } }`;

function sheet(title: string, other: Readonly<Record<string, string>> = {}): string {
  const facts: Record<string, string> = {
    Startdato: "01.02.2024",
    Slutdato: "31.12.2025",
    "Samlede støtteberettigede projektudgifter (kr.)": "1.000.000",
    "EU-støtte til projektet (kr.)": "500.000",
    Geografi: "Fyn, Bornholm",
    Finansiering: "Socialfonden",
    Indsatsområde: "Iværksætteri",
    "Støttemodtagerens navn": "Opdigtet Forening",
    ...other,
  };
  return [
    title,
    "",
    "Info om indsatsen",
    ...Object.entries(facts).map(([label, value]) => ` • ${label}\n\n  ${value}`),
  ].join("\n");
}

async function read(text: string, readOn: string) {
  const { data, errors } = await partnership.ask(operator, IMPORT, { input: { text, readOn } });
  expect(errors).toBeUndefined();
  return (data as { programmeImportSheet: never }).programmeImportSheet as {
    programme: Readonly<Record<string, unknown>> | null;
    created: boolean;
    changed: boolean;
    refusals: { code: string }[];
  };
}

const facts = () =>
  partnership.sql<{ n: number }>("SELECT count(*)::int AS n FROM partnership.fact WHERE type = 'SheetRead'");

describe("programmeImportSheet", () => {
  test("makes a programme, and changes nothing when the sheet comes again", async () => {
    const first = await read(sheet("Én ny indsats"), "2024-03-01");
    expect(first).toMatchObject({
      created: true,
      changed: true,
      refusals: [],
      programme: {
        slug: "en-ny-indsats",
        version: 1,
        startsOn: "2024-02-01",
        areas: ["FYN", "BORNHOLM"],
        partners: null,
      },
    });
    const told = await facts();
    for (const readOn of ["2024-03-01", "2024-09-01"]) {
      expect(await read(sheet("Én ny indsats"), readOn)).toMatchObject({
        created: false,
        changed: false,
        programme: { version: 1 },
      });
    }
    expect(await facts()).toEqual(told);
  });

  test("tells the period of the sheet in force, and nothing for an older one", async () => {
    const periods = () =>
      partnership.sql<{ payload: object }>(
        "SELECT payload FROM partnership.fact WHERE type = 'ProgrammePeriodSet' ORDER BY position DESC LIMIT 1",
      );
    const { programme } = await read(sheet("Med periode"), "2024-03-01");
    const told = { programmeId: programme?.id, startsOn: "2024-02-01", endsOn: "2025-12-31" };
    expect(await periods()).toEqual([{ payload: told }]);
    await read(sheet("Med periode", { Startdato: "01.03.2024" }), "2024-02-01");
    expect(await periods()).toEqual([{ payload: told }]);
  });

  test("keeps a newer sheet as the version in force and an older one as history", async () => {
    await read(sheet("Med versioner"), "2024-03-01");
    const newer = await read(sheet("Med versioner", { Startdato: "01.05.2024" }), "2025-03-01");
    expect(newer.programme).toMatchObject({ version: 2, startsOn: "2024-05-01", readOn: "2025-03-01" });
    const older = await read(sheet("Med versioner", { Startdato: "01.01.2024" }), "2023-03-01");
    expect(older).toMatchObject({ created: false, changed: true });
    expect(older.programme).toMatchObject({
      version: 2,
      startsOn: "2024-05-01",
      versions: [
        { version: 1, readOn: "2024-03-01", startsOn: "2024-02-01" },
        { version: 2, readOn: "2025-03-01", startsOn: "2024-05-01" },
        { version: 3, readOn: "2023-03-01", startsOn: "2024-01-01" },
      ],
    });
    const history = await partnership.sql(
      "SELECT starts_on::text FROM partnership.programme_history WHERE slug = 'med-versioner' ORDER BY recorded_at",
    );
    expect(history).toEqual([{ starts_on: "2024-02-01" }]);
  });

  test("knows a party by any spelling, and a municipality by its name", async () => {
    const one = await read(
      sheet("Indsats et", { "Støttemodtagerens navn": "Opdigtede Projekter iMidt" }),
      "2024-03-01",
    );
    const two = await read(
      sheet("Indsats to", { "Støttemodtagerens navn": "Opdigtede projekter imidt" }),
      "2024-03-01",
    );
    expect(two.programme?.beneficiary).toEqual({
      ...(one.programme?.beneficiary as object),
      aliases: ["Opdigtede projekter imidt"],
    });
    await read(sheet("Indsats tre", { "Støttemodtagerens navn": "Holbæk Kommune" }), "2024-03-01");
    const { data } = await partnership.ask(
      operator,
      `{ programme(slug: "indsats-tre") { beneficiary { kinds municipality { code name } } } }`,
    );
    expect(data).toEqual({
      programme: {
        beneficiary: { kinds: ["BENEFICIARY", "MUNICIPALITY"], municipality: { code: "0316", name: "Holbæk" } },
      },
    });
  });

  test.for([
    { case: "a future day", text: sheet("Fremtid"), readOn: "2999-01-01", codes: ["READ_ON_IN_FUTURE"] },
    {
      case: "two faults, both at once",
      text: sheet("Fejl", { Startdato: "31.02.2024", "EU-støtte til projektet (kr.)": "5.0" }),
      readOn: "2024-01-01",
      codes: ["DATE_UNREADABLE", "AMOUNT_UNREADABLE"],
    },
    {
      case: "parts above the total",
      text: sheet("Fejl", { "EU-støtte til projektet (kr.)": "1.000.001" }),
      readOn: "2024-01-01",
      codes: ["PARTS_EXCEED_TOTAL"],
    },
    { case: "no text", text: " \n", readOn: "2024-01-01", codes: ["SHEET_EMPTY"] },
  ])("refuses $case and stores nothing", async ({ text, readOn, codes }) => {
    const before = await partnership.sql("SELECT count(*) FROM partnership.programme_version");
    const refused = await read(text, readOn);
    expect(refused).toMatchObject({ programme: null, created: false, changed: false });
    expect(refused.refusals.map(({ code }) => code)).toEqual(codes);
    expect(await partnership.sql("SELECT count(*) FROM partnership.programme_version")).toEqual(before);
  });

  test("makes one programme of the same sheet sent many times at once", async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => read(sheet("På samme tid"), "2024-03-01")));
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(answers.map(({ programme }) => programme?.id)).size).toBe(1);
  });

  test("is forbidden without the scope, and leaves a line in the audit with it", async () => {
    const viewer = viewerWith("programmes:read");
    const { data, errors } = await partnership.ask(viewer, IMPORT, {
      input: { text: sheet("Forbudt"), readOn: "2024-01-01" },
    });
    expect(data ?? null).toBeNull();
    expect(errors?.[0]?.extensions).toMatchObject({ code: "FORBIDDEN_FIELD", requiredScopes: [["sheets:import"]] });
    expect(await partnership.sql("SELECT 1 FROM partnership.programme WHERE slug = 'forbudt'")).toEqual([]);
    const lines = await partnership.sql("SELECT DISTINCT actor, action FROM partnership.audit_line");
    expect(lines).toEqual([{ actor: "test:viewer", action: "programme:importSheet" }]);
  });
});

describe("programmes", () => {
  test("cost the same number of statements for few programmes and for many", async () => {
    for (let number = 0; number < 12; number += 1) await read(sheet(`Mange ${number}`), "2024-03-01");
    const page = (first: number) =>
      partnership.ask(
        viewerWith("programmes:read", "indicators:read", "partnerships:read"),
        `{ programmes(first: ${first}) { nodes { slug beneficiary { name municipality { name region { name } } } partners { name }
           indicatorTargets { code } versions { version } municipalities { joinedOn } partnershipResults { code } } } }`,
      );
    const [one, many] = [await page(5), await page(16)];
    expect(many.errors).toBeUndefined();
    expect(many.statements).toBe(one.statements);
    expect(many.statements).toBeLessThanOrEqual(10);
  });

  test("are walked to the end, each once, by a cursor that fits this list and viewer alone", async () => {
    const slugs: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await partnership.ask(
        operator,
        "query($after: String) { programmes(first: 5, after: $after) { nodes { slug } pageInfo { hasNextPage endCursor } } }",
        { after },
      );
      const page = (
        data as { programmes: { nodes: { slug: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } }
      ).programmes;
      slugs.push(...page.nodes.map(({ slug }) => slug));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      if (after !== null && slugs.length === 5) {
        const other = await partnership.ask(viewerWith(), `{ programmes(after: "${after}") { nodes { slug } } }`);
        expect(other.errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", reason: "CURSOR_OTHER_LIST" });
      }
    } while (after !== null);
    expect(slugs).toEqual([...new Set(slugs)].sort());
    expect(slugs.length).toBeGreaterThan(12);
  });
});

test("a token that is limited to programmes reads sheets of those alone, and makes no other", async () => {
  const [own, other] = [
    await read(sheet("Egen indsats"), "2024-03-01"),
    await read(sheet("Fremmed indsats"), "2024-03-01"),
  ];
  const limits = { ...UNLIMITED, programmes: [String(own.programme?.id)] };
  const limited = viewerWithin(limits, "sheets:import", "programmes:read");
  const newer = (title: string) =>
    partnership.ask(limited, IMPORT, {
      input: { text: sheet(title, { Startdato: "01.03.2024" }), readOn: "2024-05-01" },
    });
  expect((await newer("Egen indsats")).data).toMatchObject({ programmeImportSheet: { changed: true, refusals: [] } });
  for (const title of ["Fremmed indsats", "Indsats der ikke er der"]) {
    expect((await newer(title)).errors?.[0]?.extensions).toMatchObject({ code: "FORBIDDEN_FIELD" });
  }
  const versions = "SELECT count(*)::int AS n FROM partnership.programme_version WHERE programme_id = $1";
  expect(await partnership.sql(versions, [String(other.programme?.id)])).toEqual([{ n: 1 }]);
  expect(await partnership.sql("SELECT 1 FROM partnership.programme WHERE slug = 'indsats-der-ikke-er-der'")).toEqual(
    [],
  );
});
