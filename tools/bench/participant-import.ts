/**
 * How long a municipality waits for its file: `node tools/bench/participant-import.ts [imports] [rows]`.
 *
 * Starts a system of its own as `npm start` does, which flushes every commit, and imports files of made-up citizens by
 * the command line, from the command until it has ended. A line an import: seconds of wall, and of processor time in
 * the system's process and in PostgreSQL, what the other services do meanwhile included.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { citizen, fileOf } from "@inclusion/participant/participant-import/participant-import.fixture";
import type { ParticipantsReport } from "../commands/import-participants.ts";
import { ask } from "../commands/running-system.ts";
import { withConnection } from "../postgres/connection.ts";
import { ROOT, tokensFile } from "../system/settings.ts";
import { type Part, usageOf } from "./process-tree.ts";
import { findDatabase, startSystem } from "./servers.ts";

const imports = Number(process.argv[2] ?? 3);
const rows = Number(process.argv[3] ?? 10_000);
const MUNICIPALITY = "0751";
/** Until the other services have taken up what an import told. */
const PAUSE_MS = 15_000;
const SHEET = `Opdigtet indsats

Info om indsatsen

 • Startdato

  01.01.2019
 • Slutdato

  31.12.2099
 • Samlede støtteberettigede projektudgifter (kr.)

  4.000.000
 • EU-støtte til projektet (kr.)

  2.000.000
 • Finansiering

  Socialfonden
 • Støttemodtagerens navn

  Opdigtet forening
`;

const dataDir = mkdtempSync(join(tmpdir(), "inclusion-import-"));
chmodSync(dataDir, 0o755); // the server runs as another user when this runs as root
const { child, port } = await startSystem(dataDir, { SEED: "none", FORM: "together" });
try {
  const slug = await newProgramme();
  for (let number = 0; number < imports; number += 1) {
    if (number > 0) await sleep(PAUSE_MS);
    console.log(importOnce(slug, number));
  }
} finally {
  await child.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

/** A programme with the municipality in it, as the participant service would be told; gives its slug. */
async function newProgramme(): Promise<string> {
  const { operator } = JSON.parse(readFileSync(tokensFile(dataDir), "utf8")) as Readonly<Record<string, string>>;
  const system = { url: `http://127.0.0.1:${port}/graphql`, token: operator ?? "", done: async () => {} };
  const { programmeImportSheet } = await ask<{ programmeImportSheet: { programme: { id: string; slug: string } } }>(
    system,
    "mutation($input: ProgrammeImportSheetInput!) { programmeImportSheet(input: $input) { programme { id slug } } }",
    { input: { text: SHEET, readOn: "2024-01-01" } },
  );
  const { id, slug } = programmeImportSheet.programme;
  const { adminUrl } = await findDatabase(dataDir);
  await withConnection(adminUrl, (admin) =>
    admin.query(
      `INSERT INTO participant.programme_place (programme_id, municipality_code, joined_on) VALUES ($1, $2, '2019-01-01')`,
      [id, MUNICIPALITY],
    ),
  );
  return slug;
}

function importOnce(slug: string, number: number): string {
  const file = join(dataDir, `borgere-${number}.csv`);
  const citizens = Array.from({ length: rows }, (_, at) => ({ ...citizen(number * rows + at), kommune: MUNICIPALITY }));
  writeFileSync(file, fileOf(citizens));
  const used = (part: Part): number => (usageOf(child.pid, part)?.cpuMs ?? Number.NaN) / 1_000;
  const [from, node, postgres] = [performance.now(), used("node"), used("postgres")];
  const program = join(ROOT, "tools", "graph.ts");
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [program, "import", "participants", file, "--programme", slug, "--synthetic", "--json"],
    { env: { ...process.env, DATA_DIR: dataDir }, encoding: "utf8" },
  );
  const wall = (performance.now() - from) / 1_000;
  if (!stdout.startsWith("{")) throw new Error(`The import said nothing: ${stderr}`);
  const { created } = JSON.parse(stdout) as ParticipantsReport;
  const cpu = `${(used("node") - node).toFixed(1)} s of Node, ${(used("postgres") - postgres).toFixed(1)} s of PostgreSQL`;
  return `${String(created)} citizens: ${wall.toFixed(1)} s; processor: ${cpu}`;
}
