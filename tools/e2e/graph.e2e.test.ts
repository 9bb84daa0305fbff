import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SCHEMA_FOLDER, SERVICES } from "@inclusion/schema";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { forgedCalls, genuineCall, REFUSED } from "../attack/forged-calls.ts";
import { type SeededSystem, startSeededSystem } from "./seeded-system.ts";

const ACTUALS = `code value { ... on ExactCount { count } ... on SuppressedCount { below } } synthetic`;
const SEED_B = "social-inklusion-gennem-vaekstpartnerskaber";

describe.each(["together", "apart"] as const)("the graph, %s", (form) => {
  let system: SeededSystem;
  beforeAll(async () => {
    system = await startSeededSystem(form);
  });
  afterAll(() => system?.stop());

  test("tells a viewer how much it sees in each service, and nothing of rows beyond its scopes", async () => {
    const query = "{ viewer { visible { programmes } visibleParticipations visibleCompanyCourses visibleGrants } }";
    const lead = (await system.ask(query, {}, "programme_lead")).data.viewer;
    const worker = (await system.ask(query, {}, "caseworker")).data.viewer;
    expect(worker.visibleParticipations).toBeGreaterThan(0);
    expect(lead.visibleParticipations).toBeGreaterThan(worker.visibleParticipations);
    expect(lead.visibleCompanyCourses).toBeGreaterThan(0);
    expect(worker).toMatchObject({ visibleCompanyCourses: null, visibleGrants: null });
  });

  test("tells anybody the public facts of both programmes, to the krone", async () => {
    const { status, data, errors } = await system.ask(`{
      a: programme(slug: "rummelig-genstart") { ...Facts }
      b: programme(slug: "${SEED_B}") { ...Facts indicatorTargets { code target } }
      absent: programme(slug: "no-such") { slug }
    }
    fragment Facts on Programme {
      name startsOn endsOn areas financing priorityArea beneficiary { name }
      grant { eligibleTotal { amount currency } shares { source amount { amount } shareBp derived } }
    }`);
    expect(errors).toEqual([]);
    expect(status).toBe(200);
    expect(data.absent).toBeNull();
    expect(data.a).toEqual({
      name: "Rummelig Genstart",
      startsOn: "2020-10-20",
      endsOn: "2023-03-31",
      areas: ["NORDJYLLAND", "MIDTJYLLAND", "SYDJYLLAND", "FYN", "HOVEDSTADEN"],
      financing: ["Socialfonden", "Decentrale erhvervsfremmemidler"],
      priorityArea: "Kvalificeret arbejdskraft og social inklusion",
      beneficiary: { name: "Projekter iMidt" },
      grant: {
        eligibleTotal: { amount: "26103298.00", currency: "DKK" },
        shares: [
          { source: "ESF", amount: { amount: "14955361.00" }, shareBp: 5729, derived: false },
          {
            source: "DECENTRALISED_BUSINESS_PROMOTION",
            amount: { amount: "4512845.00" },
            shareBp: 1729,
            derived: false,
          },
          { source: "OWN_OR_OTHER", amount: { amount: "6635092.00" }, shareBp: 2542, derived: true },
        ],
      },
    });
    expect(data.b.grant).toEqual({
      eligibleTotal: { amount: "34152809.00", currency: "DKK" },
      shares: [
        { source: "ESF", amount: { amount: "17076404.00" }, shareBp: 5000, derived: false },
        { source: "OWN_OR_OTHER", amount: { amount: "17076405.00" }, shareBp: 5000, derived: true },
      ],
    });
    expect(Object.fromEntries(data.b.indicatorTargets.map(({ code, target }: never) => [code, target]))).toEqual({
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
    });
  });

  test("answers one question from four services with the seed's figures", async () => {
    const { data, errors } = await system.ask(
      `{ programme(slug: "${SEED_B}") {
        participantResults(asOf: "2022-09-30") { ${ACTUALS} }
        acceleratorResults(asOf: "2022-09-30") { ${ACTUALS} }
        partnershipResults(asOf: "2022-09-30") { ${ACTUALS} }
        grant { eligibleTotal { amount } } } }`,
      {},
      "programme_lead",
    );
    expect(errors).toEqual([]);
    const { participantResults, acceleratorResults, partnershipResults } = data.programme;
    const all = [...participantResults, ...acceleratorResults, ...partnershipResults];
    expect(all.every(({ synthetic, value }) => synthetic || value.count === 0)).toBe(true);
    expect(Object.fromEntries(all.map(({ code, value }) => [code, value.count]))).toMatchObject({
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
    });
  });

  test("gives the same figure for the same two clocks, and less of what was not known yet", async () => {
    const at = (knownAt: string) =>
      system.ask(
        `query($k: Instant) { programme(slug: "${SEED_B}") {
          participantResults(asOf: "2019-12-31", knownAt: $k) { code value { ... on ExactCount { count } } } } }`,
        { k: knownAt },
        "programme_lead",
      );
    const [early, late, again] = [
      await at("2019-06-30T00:00:00Z"),
      await at("2026-01-01T00:00:00Z"),
      await at("2019-06-30T00:00:00Z"),
    ];
    const started = (answer: typeof early): number => answer.data.programme.participantResults[0].value.count;
    expect(started(early)).toBeLessThan(started(late));
    expect(again.data).toEqual(early.data);
  });

  test("walks participations page by page, and each once", async () => {
    const seen = new Set<string>();
    let after: string | null = null;
    do {
      const { data, errors } = await system.ask(
        `query($after: String) { programme(slug: "${SEED_B}") { participations(first: 50, after: $after) {
          nodes { id synthetic placements { company { name synthetic } } partnership { state } municipality { name } }
          pageInfo { hasNextPage endCursor } } } }`,
        { after },
        "frontend",
      );
      expect(errors).toEqual([]);
      const { nodes, pageInfo } = data.programme.participations;
      for (const node of nodes) {
        expect(node.synthetic).toBe(true);
        expect(seen.has(node.id)).toBe(false);
        seen.add(node.id);
      }
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen.size).toBeGreaterThanOrEqual(148);
  });

  test("keeps a caseworker to the own municipality, in rows and in counts", async () => {
    const query = `{ programme(slug: "${SEED_B}") {
      participations(first: 100) { nodes { municipality { code } } pageInfo { hasNextPage } }
      participantResults { code value { ... on ExactCount { count } } } } }`;
    const { data, errors } = await system.ask(query, {}, "caseworker");
    expect(errors).toEqual([]);
    const { nodes } = data.programme.participations;
    expect(nodes.length).toBeGreaterThan(0);
    expect(new Set(nodes.map((node: { municipality: { code: string } }) => node.municipality.code))).toEqual(
      new Set(["0751"]),
    );
    expect(data.programme.participantResults[0].value.count).toBeLessThanOrEqual(nodes.length);
  });

  test("hides small counts from who may not see rows, and rows altogether", async () => {
    const { data, errors } = await system.ask(
      `{ programme(slug: "${SEED_B}") { participantResults { ${ACTUALS} } participations { nodes { id } } } }`,
      {},
      "regional_partner",
    );
    expect(errors.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [["programme", "participations"], "FORBIDDEN_FIELD"],
    ]);
    expect(data.programme.participations).toBeNull();
    for (const { value } of data.programme.participantResults) {
      expect(value.below === 5 || value.count === 0 || value.count >= 5).toBe(true);
      expect(value.count ?? 0).toBeLessThan(148);
    }
  });

  test("refuses whoever has no token, before anything is fetched, and whoever has a wrong one", async () => {
    for (const query of [
      "{ municipalities { code } }",
      "{ viewer { name } }",
      `{ programme(slug: "x") { participantResults { code } } }`,
    ]) {
      const { status, data, errors } = await system.ask(query);
      expect([status, data ?? null, errors[0]?.extensions.code]).toEqual([401, null, "UNAUTHENTICATED"]);
    }
    const { status, errors } = await system.ask("{ viewer { name } }", {}, "not a token");
    expect([status, errors[0]?.extensions.code]).toEqual([401, "UNAUTHENTICATED"]);
  });

  test("tells each role who it is", async () => {
    for (const name of Object.keys(system.tokens).filter((role) => role !== "reporting")) {
      const { data, errors } = await system.ask("{ viewer { name roles scopes expiresAt } }", {}, name);
      expect(errors).toEqual([]);
      expect(data.viewer.roles).toEqual([name]);
      expect(new Date(data.viewer.expiresAt).getTime()).toBeGreaterThan(Date.now());
    }
  });

  test("runs registered documents by GET and POST, and for reporting nothing else", async () => {
    const file = join(SCHEMA_FOLDER, "operations", "overview", "ProgrammeOverview.graphql");
    const documentId = `sha256:${createHash("sha256").update(readFileSync(file)).digest("hex")}`;
    const variables = { slug: "rummelig-genstart" };
    const authorization = `Bearer ${system.tokens.reporting}`;
    const byGet = await fetch(
      `${system.url}?${new URLSearchParams({ documentId, variables: JSON.stringify(variables) })}`,
      {
        headers: { authorization },
      },
    );
    const byPost = await fetch(system.url, {
      method: "POST",
      headers: { authorization, "content-type": "application/json" },
      body: JSON.stringify({ documentId, variables }),
    });
    expect([byGet.status, byPost.status]).toEqual([200, 200]);
    const [got, posted] = [(await byGet.json()) as never, (await byPost.json()) as never];
    expect((got as { data: { programme: { name: string } } }).data.programme.name).toBe("Rummelig Genstart");
    expect((posted as { errors?: unknown }).errors).toBeUndefined();
    const text = await system.ask("{ programmes { nodes { slug } } }", {}, "reporting");
    expect([text.status, text.errors[0]?.extensions.code]).toEqual([400, "PERSISTED_QUERY_ID_REQUIRED"]);
  });

  test("reads a sheet through the graph, once, and finance knows the money when it answers", async () => {
    const text = [
      `Prøveindsats ${form}`,
      "",
      "Info om indsatsen",
      ...[
        "Startdato: 01.02.2024",
        "Slutdato: 31.12.2025",
        "Samlede støtteberettigede projektudgifter (kr.): 1.000.001",
      ],
      ...["EU-støtte til projektet (kr.): 500.000", "Geografi: Fyn", "Finansiering: Socialfonden"],
      ...["Indsatsområde: Iværksætteri", "Støttemodtagerens navn: Opdigtet Forening"],
    ].join("\n");
    const run = (content: string, readOn: string, as = "operator") =>
      system.ask(
        `mutation($input: ProgrammeImportSheetInput!) { programmeImportSheet(input: $input) {
          programme { slug version grant { eligibleTotal { amount } shares { source shareBp } } }
          created changed refusals { code line message } } }`,
        { input: { text: content, readOn } },
        as,
      );
    const first = await run(text, "2024-03-01");
    expect(first.errors).toEqual([]);
    expect(first.data.programmeImportSheet).toEqual({
      programme: {
        slug: `proeveindsats-${form}`,
        version: 1,
        grant: {
          eligibleTotal: { amount: "1000001.00" },
          shares: [
            { source: "ESF", shareBp: 5000 },
            { source: "OWN_OR_OTHER", shareBp: 5000 },
          ],
        },
      },
      created: true,
      changed: true,
      refusals: [],
    });
    expect((await run(text, "2024-03-01")).data.programmeImportSheet).toMatchObject({ created: false, changed: false });
    const newer = await run(text.replace("500.000", "400.000"), "2024-06-01");
    expect(newer.data.programmeImportSheet).toMatchObject({ created: false, changed: true, programme: { version: 2 } });
    expect(newer.data.programmeImportSheet.programme.grant.shares[0]).toEqual({ source: "ESF", shareBp: 4000 });
    const damaged = await run(text.replace("500.000", "50.00.0"), "2024-07-01");
    expect(damaged.data.programmeImportSheet).toMatchObject({
      programme: null,
      refusals: [{ code: "AMOUNT_UNREADABLE", line: 7 }],
    });
    const forbidden = await run(text, "2024-03-01", "caseworker");
    expect([forbidden.data ?? null, forbidden.errors[0]?.extensions.code]).toEqual([null, "FORBIDDEN_FIELD"]);
  });

  test("says nothing of itself in errors", async () => {
    const answers = [
      await system.ask("{ nonsense }", {}, "frontend"),
      await system.ask("{ programme { slug } }", {}, "frontend"),
      await system.ask(`{ organisation(id: "' OR 1=1 --") { name } }`, {}, "frontend"),
      await system.ask(`{ programmes(first: 1000) { nodes { slug } } }`, {}, "frontend"),
      await system.ask(`{ programmes(after: "x") { nodes { slug } } }`, {}, "frontend"),
    ];
    expect(JSON.stringify(answers)).not.toMatch(/node_modules|\.ts:|stack|SELECT|127\.0\.0\.1|ECONN/);
    expect(answers[3]?.errors[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", reason: "PAGE_SIZE" });
    expect(answers[4]?.errors[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", reason: "CURSOR_UNREADABLE" });
  });

  test("goes on without a service that was killed, says so, and has it back", async () => {
    const pid = system.pids().finance;
    if (pid === undefined) return expect(form).toBe("together");
    const ask = () => system.ask(`{ programme(slug: "${SEED_B}") { name grant { eligibleTotal { amount } } } }`);
    process.kill(pid, "SIGKILL");
    const without = await ask();
    expect(without.data.programme).toEqual({ name: "Social inklusion gennem vækstpartnerskaber", grant: null });
    expect(without.errors.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [["programme", "grant"], "SUBGRAPH_UNAVAILABLE"],
    ]);
    const until = Date.now() + 20_000;
    let again = await ask();
    while (again.errors.length > 0 && Date.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      again = await ask();
    }
    expect(again.data.programme.grant).toEqual({ eligibleTotal: { amount: "34152809.00" } });
  });

  test("refuses on the services' own ports whoever has no signature of the system, before it reads the body", async () => {
    if (form === "together") return expect(system.pids()).toEqual({});
    const port = Number(new URL(system.url).port);
    const wrong: string[] = [];
    let asked = 0;
    for (const [at, service] of SERVICES.entries()) {
      const url = `http://127.0.0.1:${port + 1 + at}`;
      for (const { name, body, authorization } of await forgedCalls(system, service)) {
        const headers = { "content-type": "application/json", ...(authorization === null ? {} : { authorization }) };
        const response = await fetch(`${url}/graphql`, { method: "POST", headers, body });
        const text = await response.text();
        if (response.status !== 401 || text !== REFUSED) wrong.push(`${service} ${name}: ${response.status} ${text}`);
        asked += 1;
      }
      const facts = await fetch(`${url}/facts?consumer=finance&after=0&limit=1&waitMs=0`);
      expect([facts.status, (await fetch(`${url}/readyz`)).status]).toEqual([401, 200]);
      expect(await (await fetch(`${url}/livez`)).json()).toEqual({ alive: true });
      const genuine = await genuineCall(system, service);
      expect((await fetch(`${url}/graphql`, genuine)).status, "so that this can fail").toBe(200);
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(150);
  });
});
