/** What leaves the graph whole: what is sealed, the export for a person, the file with its findings, the hand-over. */
import { UNLIMITED } from "@inclusion/kernel";
import { citizen, fileOf } from "@inclusion/participant/participant-import/participant-import.fixture";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type SeededSystem, startSeededSystem } from "../e2e/seeded-system.ts";
import { type Connection, withConnection } from "../postgres/connection.ts";
import { type Asking, askingAt } from "./asking.ts";
import { type Caller, demoCallers, signer } from "./callers.ts";
import { canariesIn, markTexts, municipalitiesOf, strayIn } from "./canaries.ts";
import { PROGRAMME } from "./samples.ts";
import { markSealed, numbersIn, type SealedMarks, strayNumbers } from "./sealed-canaries.ts";

// It starts a whole system and marks every row of its seed.
vi.setConfig({ testTimeout: 300_000 });

/** Everything that is written to standard error: the log. */
const logged: string[] = [];
const write = process.stderr.write.bind(process.stderr);
const HERE = "0751";

let system: SeededSystem;
let asking: Asking;
let sealed: SealedMarks;
let callers: readonly Caller[];
let officer: Caller;
let caseworker: Caller;

const admin = <Result>(work: (connection: Connection) => Promise<Result>) =>
  withConnection(system.database.adminUrl, work);

beforeAll(async () => {
  process.stderr.write = ((text: string) => logged.push(String(text)) > 0) as typeof process.stderr.write;
  system = await startSeededSystem();
  await admin(markTexts);
  sealed = await admin((connection) => markSealed(connection, system.dataDir));
  asking = askingAt(system.url);
  const sign = await signer(system.dataDir);
  const limits = { ...UNLIMITED, municipalities: [HERE], regions: [] };
  const reading = ["participations:read", "programmes:read", "indicators:read"];
  officer = await sign({
    ...{ name: "officer of one place", limits },
    scopes: [...reading, "dpo:export", "audit:read", "sensitive:read", "identity:read", "identity:cpr:read"],
  });
  caseworker = await sign({
    ...{ name: "caseworker of one place", limits },
    scopes: [...reading, "participations:write", "identity:read", "identity:write"],
  });
  callers = [...(await demoCallers(system, sign)), officer, caseworker];
}, 300_000);
afterAll(async () => {
  process.stderr.write = write;
  await system?.stop();
});

/** Participations with an identity, in a place or elsewhere. */
async function people(where: string): Promise<readonly string[]> {
  const { rows } = await admin((connection) =>
    connection.query<{ id: string }>(
      `SELECT participation_id AS id FROM participant.person_identity WHERE ${where} ORDER BY 1 LIMIT 40`,
    ),
  );
  return rows.map(({ id }) => id);
}

async function strays(caller: Caller): Promise<readonly string[]> {
  const within = await admin((connection) => municipalitiesOf(connection, caller.limits));
  return asking.heard
    .filter((heard) => heard.caller === caller)
    .flatMap(({ text, query }) => [
      ...strayIn(text, caller.limits, within).map((mark) => `${mark.text} ${query}`),
      ...strayNumbers(text, sealed, caller.limits, within).map((number) => `${number} ${query}`),
    ]);
}

const IDENTITY = "query($id: ID!) { participation(id: $id) { id identity(purpose: CASEWORK) { name cpr birthDate } } }";
const EXPORT = `mutation($input: AccessExportRequestInput!) { accessExportRequest(input: $input) {
  document refusals { code message } } }`;

describe("names and numbers that are sealed", () => {
  test("are all marked", () => {
    expect(sealed.names).toBeGreaterThan(100);
    expect(sealed.numbers.size).toBeGreaterThan(100);
  });

  test("are opened to whoever may, within the limits, and to nobody else", async () => {
    const all = [
      ...(await people(`municipality_code = '${HERE}'`)),
      ...(await people(`municipality_code <> '${HERE}'`)),
    ];
    for (const caller of callers) {
      for (const id of all) await asking.askText(caller, IDENTITY, { id });
      expect(await strays(caller), caller.name).toEqual([]);
      const heard = asking.heard
        .filter((each) => each.caller === caller)
        .map(({ text }) => text)
        .join("");
      const names = canariesIn(heard).filter(({ table }) => table === "participant.person_identity");
      if (!caller.scopes.has("identity:read")) expect(names, caller.name).toEqual([]);
      if (!caller.scopes.has("identity:cpr:read")) expect(numbersIn(heard, sealed), caller.name).toEqual([]);
    }
  });

  test("are seen by some, so that this can fail", async () => {
    const heard = asking.heard
      .filter(({ caller }) => caller === officer)
      .map(({ text }) => text)
      .join("");
    expect(canariesIn(heard).filter(({ table }) => table === "participant.person_identity").length).toBeGreaterThan(0);
    expect(numbersIn(heard, sealed).length).toBeGreaterThan(5);
    const elsewhere = { ...UNLIMITED, municipalities: ["0101"], regions: [] };
    expect(strayNumbers(heard, sealed, elsewhere, new Set(["0101"])).length).toBeGreaterThan(0);
  });
});

describe("the export for a person", () => {
  test("holds what lies within the officer's places, and of others nothing, whoever the person is", async () => {
    const [mine, others] = [
      await people(`municipality_code = '${HERE}'`),
      await people(`municipality_code <> '${HERE}'`),
    ];
    let told = 0;
    for (const participationId of [...mine.slice(0, 15), ...others.slice(0, 15)]) {
      const text = await asking.askText(officer, EXPORT, { input: { participationId } });
      if (text.includes("zx.participant.person_identity")) told += 1;
      else expect(text, participationId).toContain("NOT_FOUND");
    }
    expect(told).toBe(Math.min(15, mine.length));
    expect(await strays(officer)).toEqual([]);
  });
});

describe("the file that is given back with its findings", () => {
  test("says nothing of a person who is known elsewhere", async () => {
    const programme = await admin(async (connection) => {
      const found = await connection.query<{ id: string }>("SELECT id FROM partnership.programme WHERE slug = $1", [
        PROGRAMME,
      ]);
      // The programme of the seed has ended: citizens are imported while one runs.
      await connection.query("UPDATE participant.programme_terms SET ends_on = '2999-12-31' WHERE programme_id = $1", [
        found.rows[0]?.id,
      ]);
      return found;
    });
    const known = [...sealed.numbers].filter(([, owned]) => owned.every(({ municipality }) => municipality !== HERE));
    const rows = known.slice(0, 20).map(([digits], at) => {
      const cpr = `${digits.slice(0, 6)}-${digits.slice(6)}`;
      return { ...citizen(at), cpr, kommune: HERE, navn: `Opdigtet Borger ${at}` };
    });
    const validate = `mutation($input: ParticipantImportValidateInput!) { participantImportValidate(input: $input) {
      import { annotatedFile findings(first: 100) { nodes { code participation { id } } } } refusals { code message } } }`;
    const input = {
      programmeId: programme.rows[0]?.id,
      fileName: "borgere.csv",
      content: Buffer.from(fileOf(rows)).toString("base64"),
    };
    const { data, errors } = await asking.ask(caseworker, validate, { input });
    expect(errors).toEqual([]);
    type Imported = { annotatedFile: string; findings: unknown };
    const done = (data as { participantImportValidate: { import: Imported | null } }).participantImportValidate.import;
    const file = Buffer.from(done?.annotatedFile ?? "", "base64").toString("latin1");
    expect(file).toContain("fejl_kode");
    expect(canariesIn(file)).toEqual([]);
    expect(JSON.stringify([file, done?.findings])).not.toMatch(/ALREADY_PARTICIPATES|LIKELY_DUPLICATE/);
    expect(JSON.stringify(done?.findings)).not.toContain('"participation":{');
  });
});

describe("the hand-over to the Social Fund", () => {
  test("names nobody, and nothing of other places", async () => {
    const report = `query($slug: String!) { programme(slug: $slug) { esfReport(period: { year: 2020, half: H2 }) {
      rows { code inPeriod { total { __typename } } } findings { rule message participations { id } } } } }`;
    const told = await Promise.all(callers.map((caller) => asking.askText(caller, report, { slug: PROGRAMME })));
    expect(told.filter((text) => text.includes('"code":"CO16"')).length).toBeGreaterThan(3);
    for (const caller of callers) expect(await strays(caller), caller.name).toEqual([]);
  });
});

test("no mark and no number stands in the log", () => {
  const log = logged.join("");
  expect(canariesIn(log)).toEqual([]);
  expect(numbersIn(log, sealed)).toEqual([]);
});
