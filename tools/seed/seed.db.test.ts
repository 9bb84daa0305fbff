import { systemViewer } from "@inclusion/kernel";
import { openTestService, type TestService } from "@inclusion/kernel/testing";
import { service } from "@inclusion/partnership";
import { SERVICES, type ServiceName } from "@inclusion/schema";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { tellAgain } from "./same-again.ts";
import { type SeedOptions, seed } from "./seed.ts";
import { seedPart } from "./service-part.ts";

const IMPORT = `mutation ImportSheet($input: ProgrammeImportSheetInput!) {
  programmeImportSheet(input: $input) { programme { id slug } refusals { message } }
}`;
const importer = { ...systemViewer("seed"), scopes: ["system", "public", "signed-in", "sheets:import"] };

let opened: TestService;
let options: SeedOptions;

beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
  const urls = SERVICES.map((name) => [name, opened.urlOf(`${name}_seed`)] as const);
  options = {
    kind: "programme",
    urls: Object.fromEntries(urls) as Record<ServiceName, string>,
    importSheet: async (text, readOn) => {
      const result = await opened.ask(importer, IMPORT, { input: { text, readOn } });
      const { programme } = (result.data as { programmeImportSheet: { programme: { id: string; slug: string } } })
        .programmeImportSheet;
      return { slug: programme.slug, programmeId: programme.id };
    },
    progress: () => undefined,
  };
});

afterAll(() => opened?.drop());

async function totals(slug: string): Promise<Record<string, number>> {
  const rows = await opened.sql<{ indicator: string; total: number }>(
    `SELECT indicator, sum(amount)::int AS total FROM (
       SELECT programme_id, indicator, amount, valid_on, synthetic FROM participant.measure_entry UNION ALL
       SELECT programme_id, indicator, amount, valid_on, synthetic FROM accelerator.measure_entry UNION ALL
       SELECT programme_id, indicator, amount, valid_on, synthetic FROM partnership.measure_entry) AS entry
     JOIN partnership.programme p ON p.id = programme_id
     WHERE slug = $1 AND valid_on <= ends_on AND entry.synthetic AND indicator = ANY ($2) GROUP BY indicator`,
    [slug, Object.keys(TARGETS)],
  );
  return Object.fromEntries(rows.map(({ indicator, total }) => [indicator, total]));
}

const TARGETS = {
  "3B.1": 148,
  "3B.2": 110,
  "3B.3": 72,
  "3B.4": 11,
  ACC_COMPANIES: 18,
  ACC_GROWTH: 18,
  TRAINING_PLACES: 90,
  ORDINARY_HIRES: 36,
  CASES_PUBLISHED: 18,
  OTHER_ACTOR_GROWTH: 12,
  MUNICIPALITIES: 12,
};

test("a seed that was broken off is completed by the next, and then changes nothing", async () => {
  const unreachable = { ...options.urls, participant: options.urls.participant.replace(/@.*$/, "@127.0.0.1:1/none") };
  await expect(seed({ ...options, urls: unreachable })).rejects.toThrow();
  expect(await totals("social-inklusion-gennem-vaekstpartnerskaber")).not.toHaveProperty("3B.1");

  const completed = await seed(options);
  expect(completed.sheetsImported).toBe(0);
  expect(completed.rowsWritten["social-inklusion-gennem-vaekstpartnerskaber accelerator"]).toBe(0);
  expect(await totals("social-inklusion-gennem-vaekstpartnerskaber")).toEqual(TARGETS);

  const again = await seed(options);
  expect(new Set(Object.values(again.rowsWritten))).toEqual(new Set([0]));
  expect(await totals("social-inklusion-gennem-vaekstpartnerskaber")).toEqual(TARGETS);
}, 120_000);

test("keeps what was known of a row before it was corrected, with the instants of the story", async () => {
  const versions = await opened.sql<{ wrong: string; right: string; found: boolean; version: number }>(
    `SELECT h.started_on::text AS wrong, c.started_on::text AS right, h.recorded_until <= c.recorded_at AS found, c.version
     FROM participant.course c JOIN participant.course_history h ON h.id = c.id AND h.started_on <> c.started_on
     WHERE h.version = 1`,
  );
  expect(versions).toHaveLength(3);
  for (const { wrong, right, found } of versions) {
    expect([wrong.slice(0, 7), right.slice(0, 7), found]).toEqual(["2020-06", "2020-09", true]);
  }
  const [latest] = await opened.sql<{ at: Date }>("SELECT max(recorded_at) AS at FROM participant.participation");
  expect(latest?.at.getUTCFullYear()).toBe(2023);
});

test("tells the others of every accepted company, in the order of recording", async () => {
  const facts = await opened.sql<{ recorded_at: Date }>(
    "SELECT recorded_at FROM accelerator.fact WHERE type = 'CourseAccepted' ORDER BY position",
  );
  const instants = facts.map(({ recorded_at }) => recorded_at.getTime());
  expect(instants).toHaveLength(18);
  expect(instants).toEqual([...instants].sort((a, b) => a - b));
});

test("adds the national programme to the others, and its ledger fits its rows", async () => {
  await seed({ ...options, kind: "national", nationalCount: 3_000 });
  const national = await totals("syntetisk-landsprogram");
  const [counted] = await opened.sql<{ started: number; people: number }>(
    `SELECT count(DISTINCT c.participation_id)::int AS started,
            (SELECT count(*)::int FROM participant.participation WHERE programme_id = p.id) AS people
     FROM participant.course c JOIN partnership.programme p ON p.id = c.programme_id
     WHERE p.slug = 'syntetisk-landsprogram' GROUP BY p.id`,
  );
  expect(counted?.people).toBe(3_000);
  expect(national["3B.1"]).toBe(counted?.started);
  expect(await totals("social-inklusion-gennem-vaekstpartnerskaber")).toEqual(TARGETS);
}, 120_000);

test("tells of the same people again under ids of their own, with a ledger that fits", async () => {
  const [programme] = await opened.sql<{ id: string }>(
    "SELECT id FROM partnership.programme WHERE slug = 'syntetisk-landsprogram'",
  );
  const id = programme?.id ?? "";
  const before = await totals("syntetisk-landsprogram");
  await seedPart("participant", options.urls.participant, (part) =>
    part.inBulk(() => tellAgain(part.client, id, 2, () => {})),
  );
  expect(await totals("syntetisk-landsprogram")).toEqual(
    Object.fromEntries(
      Object.entries(before).map(([code, total]) => [code, code.startsWith("3B") ? 3 * total : total]),
    ),
  );
  const [wrong] = await opened.sql(
    `SELECT count(*) FILTER (WHERE p.id IS NULL)::int AS of_nobody,
            count(*) FILTER (WHERE e.cause LIKE 'employment %' AND j.id IS NULL)::int AS of_no_job,
            (SELECT count(*)::int FROM participant.participation WHERE programme_id = $1) AS people,
            sum(amount) - (SELECT sum(amount) FROM participant.measure_total
              WHERE programme_id = $1 AND municipality_code = '*') AS not_rolled_up
     FROM participant.measure_entry e LEFT JOIN participant.participation p ON p.id = e.subject_id
     LEFT JOIN participant.employment j ON j.participation_id = e.subject_id AND e.cause = 'employment ' || j.id
     WHERE e.programme_id = $1`,
    [id],
  );
  expect(wrong).toEqual({ of_nobody: 0, of_no_job: 0, people: 9_000, not_rolled_up: "0" });
});
