import { readFileSync, statSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { Command } from "commander";
import { InputError } from "./input-error.ts";
import { ask, type Reached, reachSystem } from "./running-system.ts";

/** What became of a file; the one JSON object that `--json` prints. */
export type ParticipantsReport = Readonly<{
  file: string;
  /** Whether everything that was asked for is done. */
  ok: boolean;
  state: string | null;
  committedBefore: boolean;
  rows: number;
  errors: number;
  warnings: number;
  created: number | null;
  passedOver: number | null;
  findings: readonly ReportedFinding[];
  refusals: readonly Refused[];
}>;

type ReportedFinding = Readonly<{
  line: number;
  column: string | null;
  value: string | null;
  severity: string;
  code: string;
  text: Readonly<{ da: string; en: string }>;
  suggestion: string | null;
}>;
type Refused = Readonly<{ code: string; message: string }>;
type Import = Omit<ParticipantsReport, "file" | "ok" | "committedBefore" | "findings" | "refusals"> &
  Readonly<{ id: string; version: number }>;
type Payload = Readonly<{ import: Import | null; committedBefore: boolean; refusals: readonly Refused[] }>;
type Progress = Readonly<{ phase: string; done: number; total: number }>;
type Ending = Progress & Readonly<{ refusals: readonly Refused[] }>;

type Options = Readonly<{
  programme: string;
  validateOnly?: true;
  out?: string;
  synthetic?: true;
  cprGround: string;
  json?: true;
}>;

const LARGEST_FILE_BYTES = 8_000_000;
const POLL_MS = 300;
const IMPORT = "id version state rows errors warnings created passedOver";

const PROGRAMME = "query ProgrammeId($slug: String!) { programme(slug: $slug) { id } }";
const VALIDATE = `mutation ValidateParticipants($input: ParticipantImportValidateInput!) {
  participantImportValidate(input: $input) { import { ${IMPORT} } committedBefore refusals { code message } }
}`;
const COMMIT = `mutation CommitParticipants($input: ParticipantImportCommitInput!) {
  participantImportCommit(input: $input) { import { ${IMPORT} } committedBefore refusals { code message } }
}`;
const PROGRESS = `query ImportProgress($id: ID!) {
  participantImport(id: $id) { ${IMPORT} progress { phase done total refusals { code message } } }
}`;
const ANNOTATED = "query AnnotatedFile($id: ID!) { participantImport(id: $id) { annotatedFile } }";
const FINDINGS = `query ImportFindings($id: ID!, $after: String) {
  participantImport(id: $id) { findings(first: 100, after: $after) {
    nodes { line column value severity code text { da en } suggestion } pageInfo { hasNextPage endCursor }
  } }
}`;

/** `graph import participants` */
export function importParticipantsCommand(): Command {
  return new Command("participants")
    .description("Reads a municipality's file of citizens (CSV): validates it and commits it, all rows or none.")
    .argument("<file>", "UTF-8 or Windows-1252, with ; or , or tabs")
    .requiredOption("--programme <slug>", "the programme that the citizens come to")
    .option("--validate-only", "say what is wrong and store no citizen")
    .option("--out <file>", "write the file with the columns fejl_kode and fejl_tekst to this place")
    .option("--cpr-ground <ground>", "LAW, CONSENT, STATISTICS or DISCLOSURE_REQUIRED", "LAW")
    .option("--synthetic", "the citizens are made up")
    .option("--json", "the result as one JSON object; progress as JSON lines on standard error")
    .addHelpText(
      "after",
      "\nExample:\n  npm run graph -- import participants borgere.csv --programme rummelig-genstart --out mangler.csv\n",
    )
    .action(importParticipants);
}

async function importParticipants(file: string, options: Options): Promise<void> {
  const content = contentOf(file);
  const system = await reachSystem("operator");
  try {
    const report = await importFile(system, file, content, options);
    console.log(options.json === true ? JSON.stringify(report) : describe(report, options));
    if (!report.ok) process.exitCode = 1;
  } finally {
    await system.done();
  }
}

/** The file packed, so that ten thousand rows are a tenth of what one request may hold. */
function contentOf(file: string): string {
  try {
    if (statSync(file).size > LARGEST_FILE_BYTES) throw new InputError(`${file} is larger than 8 MB: divide it.`);
    return gzipSync(readFileSync(file)).toString("base64");
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(
      `${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown"}): check its name.`,
    );
  }
}

async function importFile(
  system: Reached,
  file: string,
  content: string,
  options: Options,
): Promise<ParticipantsReport> {
  const say = progressTo(options.json === true);
  const found = await ask<{ programme: { id: string } | null }>(system, PROGRAMME, { slug: options.programme });
  if (found.programme === null) throw new InputError(`There is no programme "${options.programme}": give its slug.`);
  say({ phase: "VALIDATING", done: 0, total: 0 });
  const input = {
    programmeId: found.programme.id,
    fileName: basename(file),
    ...{ content, contentEncoding: "GZIP_BASE64", cprGround: options.cprGround },
    synthetic: options.synthetic === true,
  };
  const validated = await ask<{ participantImportValidate: Payload }>(system, VALIDATE, { input });
  const first = validated.participantImportValidate;
  if (first.import === null) return reportOf(file, first, [], false);
  say({ phase: "VALIDATED", done: first.import.rows, total: first.import.rows });
  const findings = await findingsOf(system, first.import.id);
  if (options.out !== undefined) await writeAnnotated(system, first.import.id, options.out);
  if (first.committedBefore || options.validateOnly === true || first.import.state !== "VALIDATED") {
    return reportOf(file, first, findings, first.committedBefore || first.import.state === "VALIDATED");
  }
  const committed = await commit(system, first.import, say);
  return reportOf(
    file,
    { ...committed, import: committed.import ?? first.import },
    findings,
    committed.import !== null,
  );
}

/** Commits and tells how far it is meanwhile; an answer that took too long is waited for. */
async function commit(system: Reached, { id, version }: Import, say: (at: Progress) => void): Promise<Payload> {
  const over = new AbortController();
  const telling = tellProgress(system, id, say, over.signal);
  try {
    const input = { importId: id, expectedVersion: version };
    const { participantImportCommit } = await ask<{ participantImportCommit: Payload }>(system, COMMIT, { input });
    if (participantImportCommit.import?.state !== "VALIDATED") return participantImportCommit;
    return await lateAnswer(system, id, say);
  } catch (error) {
    const late = await lateAnswer(system, id, say);
    if (late.import === null) throw error;
    return late;
  } finally {
    over.abort();
    await telling;
  }
}

type Going = Readonly<{ participantImport: Import & Readonly<{ progress: Ending }> }>;

async function tellProgress(
  system: Reached,
  id: string,
  say: (at: Progress) => void,
  over: AbortSignal,
): Promise<void> {
  while (!over.aborted) {
    await sleep(POLL_MS, undefined, { signal: over }).catch(() => {});
    if (over.aborted) return;
    const answer = await ask<Going>(system, PROGRESS, { id }).catch(() => null);
    if (answer?.participantImport.progress.phase === "COMMITTING") say(spoken(answer));
  }
}

/** What a commit came to that was answered before its end; without an import when it was not done. */
async function lateAnswer(system: Reached, id: string, say: (at: Progress) => void): Promise<Payload> {
  for (;;) {
    const going = await ask<Going>(system, PROGRESS, { id });
    const { phase, refusals } = going.participantImport.progress;
    if (phase === "COMMITTED") return { import: going.participantImport, committedBefore: false, refusals: [] };
    if (phase !== "COMMITTING") {
      return { import: null, committedBefore: false, refusals: [...refusals, ...notDone(phase)] };
    }
    say(spoken(going));
    await sleep(POLL_MS);
  }
}

function spoken({ participantImport: { progress } }: Going): Progress {
  const { phase, done, total } = progress;
  return { phase, done, total };
}

/** Why nothing was stored, when no rule says it. */
function notDone(phase: string): Refused[] {
  if (phase === "REFUSED") return [];
  return [{ code: "NOT_COMMITTED", message: "The commit broke off and nothing was stored: import the file again." }];
}

async function findingsOf(system: Reached, id: string): Promise<readonly ReportedFinding[]> {
  type Page = { nodes: ReportedFinding[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
  const findings: ReportedFinding[] = [];
  for (let after: string | null | undefined = null; after !== undefined; ) {
    const page: { participantImport: { findings: Page } } = await ask(system, FINDINGS, { id, after });
    const { nodes, pageInfo } = page.participantImport.findings;
    findings.push(...nodes);
    after = pageInfo.hasNextPage ? pageInfo.endCursor : undefined;
  }
  return findings;
}

async function writeAnnotated(system: Reached, id: string, place: string): Promise<void> {
  const answer = await ask<{ participantImport: { annotatedFile: string | null } }>(system, ANNOTATED, { id });
  const { annotatedFile } = answer.participantImport;
  if (annotatedFile !== null) writeFileSync(place, Buffer.from(annotatedFile, "base64"), { mode: 0o600 });
}

function reportOf(
  file: string,
  { import: found, committedBefore, refusals }: Payload,
  findings: readonly ReportedFinding[],
  ok: boolean,
): ParticipantsReport {
  return {
    ...{ file, ok, committedBefore, findings, refusals },
    state: found?.state ?? null,
    rows: found?.rows ?? 0,
    errors: found?.errors ?? 0,
    warnings: found?.warnings ?? 0,
    created: found?.created ?? null,
    passedOver: found?.passedOver ?? null,
  };
}

/** Progress on standard error: JSON lines, or a line for people when something has moved. */
function progressTo(json: boolean): (at: Progress) => void {
  let last = "";
  return (at) => {
    const line = json
      ? JSON.stringify(at)
      : `  ${at.phase.toLowerCase()} ${at.total === 0 ? "" : `${at.done} of ${at.total}`}`;
    if (line !== last) console.error(line);
    last = line;
  };
}

function describe(report: ParticipantsReport, { validateOnly }: Options): string {
  const { file, ok, rows, errors, warnings, created, passedOver, committedBefore, findings, refusals } = report;
  const result = committedBefore
    ? "was imported before, nothing was done"
    : created !== null
      ? `${created} citizens imported${passedOver ? `, ${passedOver} passed over` : ""}`
      : ok && validateOnly
        ? "can be imported"
        : "refused, nothing was stored";
  const counts = `${rows} rows, ${errors} errors, ${warnings} warnings`;
  const lines = findings.map(({ line, column, code, text, suggestion }) => {
    const place = `line ${line}${column === null ? "" : `, ${column}`}`;
    return `    ${place}: ${code}: ${text.en}${suggestion === null ? "" : ` Perhaps ${suggestion}.`}`;
  });
  const more = errors + warnings > findings.length ? [`    and ${errors + warnings - findings.length} more`] : [];
  const reasons = refusals.map(({ code, message }) => `    ${code}: ${message}`);
  return [`${ok ? "✓" : "✗"} ${file}: ${result} (${counts})`, ...reasons, ...lines, ...more].join("\n");
}
