import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { citizen, fileOf, HEADERS } from "@inclusion/participant/participant-import/participant-import.fixture";
import { PLANTED, plantedFile } from "@inclusion/participant/participant-import/planted-errors.fixture";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ParticipantsReport } from "../commands/import-participants.ts";
import { withConnection } from "../postgres/connection.ts";
import { ROOT } from "../system/settings.ts";
import { type SeededSystem, startEmptySystem } from "./seeded-system.ts";

const SLUG = "sociale-koekkener";
const SHEET = `Sociale køkkener

Info om indsatsen

 • Startdato

  01.01.2019
 • Slutdato

  31.12.2030
 • Samlede støtteberettigede projektudgifter (kr.)

  4.000.001
 • EU-støtte til projektet (kr.)

  2.000.000
 • Finansiering

  Socialfonden
 • Støttemodtagerens navn

  Opdigtet Køkkenforening
`;

let system: SeededSystem;
let programmeId: string;

beforeAll(async () => {
  system = await startEmptySystem("apart");
  const imported = await system.ask(
    `mutation($input: ProgrammeImportSheetInput!) { programmeImportSheet(input: $input) { programme { id } } }`,
    { input: { text: SHEET, readOn: "2024-01-01" } },
    "operator",
  );
  programmeId = imported.data.programmeImportSheet.programme.id;
  // The partnership service tells of no municipality yet: its part is what the participant service would know.
  await withConnection(system.database.urlOf("participant", "seed"), async (seed) => {
    await seed.query("BEGIN");
    await seed.query("SELECT set_config('app.viewer', 'system:test', true), set_config('app.programmes', '*', true)");
    await seed.query(
      `INSERT INTO participant.programme_place (programme_id, municipality_code, joined_on) VALUES ($1, '0751', '2019-01-01')`,
      [programmeId],
    );
    await seed.query("COMMIT");
  });
});

afterAll(() => system?.stop());

const IMPORT = "id state rows errors created passedOver progress { phase done total }";
const VALIDATE = `mutation($input: ParticipantImportValidateInput!) { participantImportValidate(input: $input) {
  import { ${IMPORT} } committedBefore refusals { code } } }`;
const COMMIT = `mutation($input: ParticipantImportCommitInput!) { participantImportCommit(input: $input) {
  import { ${IMPORT} } committedBefore refusals { code } } }`;
const FINDINGS = `query($id: ID!) { participantImport(id: $id) {
  findings(first: 100) { nodes { line column columnNumber code severity } } } }`;

async function validate(file: Uint8Array) {
  const content = gzipSync(file).toString("base64");
  const input = { programmeId, fileName: "borgere.csv", synthetic: true, content, contentEncoding: "GZIP_BASE64" };
  const { data, errors } = await system.ask(VALIDATE, { input }, "caseworker");
  expect(errors).toEqual([]);
  return data.participantImportValidate;
}

/** How many of the programme the operator counts, who sees every municipality. */
async function referred(): Promise<number> {
  const asked = `{ programme(slug: "${SLUG}") { participantIndicators(codes: ["REFERRED"]) {
    value { ... on ExactCount { count } } } } }`;
  const { data } = await system.ask(asked, {}, "operator");
  return data.programme.participantIndicators[0].value.count;
}

describe("a caseworker of Aarhus", () => {
  test("is told all of 37 planted errors where they stand, and nobody is stored", async () => {
    const sent = await validate(new TextEncoder().encode(plantedFile({ kommune: "0751" })));
    expect(sent.import).toMatchObject({ state: "INVALID", rows: 37, errors: 37 });
    const { data } = await system.ask(FINDINGS, { id: sent.import.id }, "caseworker");
    const expected = PLANTED.map(({ at, code, cells }, index) => ({
      line: index + 2,
      column: at,
      columnNumber: at === null ? null : HEADERS.indexOf(at) + 1,
      // A municipality outside of the programme is one that is not the caseworker's, in the first place.
      code: cells?.kommune === "Randers" ? "MUNICIPALITY_NOT_YOURS" : code,
      severity: "ERROR",
    }));
    expect(data.participantImport.findings.nodes).toEqual(expected);
    const refused = await system.ask(COMMIT, { input: { importId: sent.import.id } }, "caseworker");
    expect(refused.data.participantImportCommit.refusals).toEqual([{ code: "IMPORT_HAS_ERRORS" }]);
    expect(await referred()).toBe(0);
  });

  test("imports a long file, whose progress shows, and the same file again is nothing new", async () => {
    const file = fileOf(Array.from({ length: 1_500 }, (_, index) => ({ ...citizen(index), kommune: "0751" })));
    const { id } = (await validate(file)).import;
    const first = await system.ask(COMMIT, { input: { importId: id } }, "caseworker");
    expect(first.errors).toEqual([]);
    let { state, created, progress } = first.data.participantImportCommit.import;
    while (progress.phase === "COMMITTING") {
      await sleep(200);
      const asked = await system.ask(
        `query($id: ID!) { participantImport(id: $id) { ${IMPORT} } }`,
        { id },
        "caseworker",
      );
      ({ state, created, progress } = asked.data.participantImport);
    }
    expect([state, created, progress.phase]).toEqual(["COMMITTED", 1_500, "COMMITTED"]);
    expect(await referred()).toBe(1_500);

    const again = await validate(file);
    expect(again).toMatchObject({ committedBefore: true, import: { id, state: "COMMITTED", created: 1_500 } });
    const repeated = await system.ask(COMMIT, { input: { importId: id } }, "caseworker");
    expect(repeated.data.participantImportCommit).toMatchObject({ committedBefore: true, refusals: [] });
    expect(await referred()).toBe(1_500);
  });
});

describe("graph import participants", () => {
  test("imports a file with its progress, and the same file again is nothing new", async () => {
    const path = join(system.dataDir, "borgere.csv");
    const rows = Array.from({ length: 1_200 }, (_, index) => ({ ...citizen(5_000 + index), kommune: "0751" }));
    writeFileSync(path, fileOf(rows));
    const first = await graph("import", "participants", path, "--programme", SLUG, "--synthetic", "--json");
    expect(first.report).toMatchObject({ ok: true, state: "COMMITTED", created: 1_200, committedBefore: false });
    expect(first.phases).toEqual(expect.arrayContaining(["VALIDATING", "VALIDATED"]));
    const again = await graph("import", "participants", path, "--programme", SLUG, "--synthetic", "--json");
    expect(again.report).toMatchObject({ ok: true, created: 1_200, committedBefore: true });
    expect(await referred()).toBe(2_700);
  });
});

async function graph(...args: readonly string[]): Promise<{ report: ParticipantsReport; phases: string[] }> {
  const child = spawn(process.execPath, [join(ROOT, "tools", "graph.ts"), ...args], {
    env: { ...process.env, NODE_ENV: "", DATA_DIR: system.dataDir },
  });
  let [out, err] = ["", ""];
  child.stdout.on("data", (text) => (out += text));
  child.stderr.on("data", (text) => (err += text));
  await new Promise((resolve) => child.once("exit", resolve));
  const phases = err.split("\n").flatMap((line) => (line.startsWith("{") ? [String(JSON.parse(line).phase)] : []));
  return { report: JSON.parse(out) as ParticipantsReport, phases };
}
