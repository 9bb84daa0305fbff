import { readFileSync, statSync } from "node:fs";
import { parseLocalDate } from "@inclusion/kernel";
import { Command } from "commander";
import { importParticipantsCommand } from "./import-participants.ts";
import { InputError } from "./input-error.ts";
import { ask, type Reached, reachSystem } from "./running-system.ts";

/** What became of one file; one line of JSON with `--json`. */
export type FileReport = Readonly<{
  file: string;
  ok: boolean;
  slug: string | null;
  created: boolean;
  problems: readonly Readonly<{ code: string; line: number | null; message: string }>[];
}>;

const LARGEST_FILE_BYTES = 1_000_000;

const IMPORT = `mutation ImportSheet($input: ProgrammeImportSheetInput!) {
  programmeImportSheet(input: $input) {
    programme { slug }
    created
    changed
    refusals { code line message }
  }
}`;

type Answer = Readonly<{
  programmeImportSheet: Readonly<{
    programme: Readonly<{ slug: string }> | null;
    created: boolean;
    changed: boolean;
    refusals: FileReport["problems"];
  }>;
}>;

/** `graph import ...` */
export function importCommand(): Command {
  return new Command("import")
    .addCommand(
      new Command("sheet")
        .description("Reads public project sheets. A sheet at fault is refused whole; the others still load.")
        .argument("<file...>", "sheets as text, UTF-8 or Windows-1252")
        .option("--read-on <date>", "the day the sheets were read at their source, YYYY-MM-DD (default: today)")
        .option("--json", "one JSON object a file: {file, ok, slug, created, problems}")
        .addHelpText("after", "\nExample:\n  npm run graph -- import sheet tools/seed/sheets/rummelig-genstart.txt\n")
        .action(importSheets),
    )
    .addCommand(importParticipantsCommand());
}

async function importSheets(files: readonly string[], options: { readOn?: string; json?: true }): Promise<void> {
  const readOn =
    options.readOn ?? new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Copenhagen" }).format(new Date());
  if (parseLocalDate(readOn) === null) throw new InputError(`--read-on is "${readOn}": give a day such as 2021-03-31.`);
  const system = await reachSystem("operator");
  let refused = 0;
  try {
    for (const file of files) {
      const report = await importFile(system, file, readOn);
      if (!report.ok) refused += 1;
      console.log(options.json === true ? JSON.stringify(report) : describe(report));
    }
  } finally {
    await system.done();
  }
  if (refused > 0) process.exitCode = 1;
}

async function importFile(system: Reached, file: string, readOn: string): Promise<FileReport> {
  const failed = (code: string, message: string): FileReport => ({
    ...{ file, ok: false, slug: null, created: false },
    problems: [{ code, line: null, message }],
  });
  let text: string;
  try {
    if (statSync(file).size > LARGEST_FILE_BYTES)
      return failed("SHEET_TOO_LARGE", "The file is larger than 1 MB: give the sheet's text alone.");
    text = decode(readFileSync(file));
  } catch (error) {
    return failed(
      "FILE_UNREADABLE",
      `The file cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown"}): check its name.`,
    );
  }
  const { programmeImportSheet } = await ask<Answer>(system, IMPORT, { input: { text, readOn } });
  const { programme, created, refusals } = programmeImportSheet;
  return { file, ok: programme !== null, slug: programme?.slug ?? null, created, problems: refusals };
}

/** UTF-8, or Windows-1252 for bytes that are no UTF-8. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

function describe({ file, ok, slug, created, problems }: FileReport): string {
  if (ok) return `✓ ${file}: ${slug}${created ? " (new)" : ""}`;
  const reasons = problems.map(
    ({ code, line, message }) => `    ${line === null ? "" : `line ${line}: `}${code}: ${message}`,
  );
  return [`✗ ${file}: refused, nothing was stored`, ...reasons].join("\n");
}
