/** Every check of the repository, by name, in the order in which they are begun. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { checkBoundaries } from "./boundaries.ts";
import { writeResolverTypes } from "./codegen.ts";
import { checkSupergraph } from "./compose.ts";
import { checkDanish } from "./danish-texts.ts";
import { checkErrorCodes } from "./error-codes.ts";
import { checkLabels } from "./labels.ts";
import { checkLeaks } from "./leaks.ts";
import { checkManifest } from "./manifest.ts";
import { checkMirror } from "./mirror.ts";
import { checkRefusalTests } from "./refusal-tests.ts";
import { checkRefusals } from "./refusals.ts";
import { type Report, report } from "./report.ts";
import { ROOT } from "./repository.ts";
import { checkRowSecurity } from "./row-security.ts";
import { runProgram } from "./run-program.ts";
import { checkThreats } from "./threats.ts";

/** A check: what it looks at, in words, and how. */
export type Check = Readonly<{
  name: string;
  about: string;
  /** Names of the checks that have to end before it begins. */
  after?: readonly string[];
  /** The test that shows the same, so that `npm test` does it once. */
  shownBy?: string;
  run: () => Report | Promise<Report>;
}>;

export const CHECKS: readonly Check[] = [
  {
    name: "codegen",
    about: "types of the resolvers follow the SDL (written when they are old)",
    run: writeResolverTypes,
  },
  { name: "types", about: "tsc, over everything", after: ["codegen"], run: checkTypes },
  { name: "lint", about: "biome: format, lint, lengths of files and functions, process.env", run: checkLint },
  { name: "boundaries", about: "who imports whom, names of files, pure files stay pure", run: () => checkBoundaries() },
  { name: "mirror", about: "each noun has both halves, the SDL is in the house's style", run: () => checkMirror() },
  {
    name: "supergraph",
    about: "the services compose to what is committed, no client breaks unsaid",
    run: checkSupergraph,
  },
  { name: "manifest", about: "registered documents are valid and have their ids", run: () => checkManifest() },
  {
    name: "refusals",
    about: "codes are the same in code, Danish, SDL and docs/errors.md",
    run: () => checkRefusals(),
  },
  { name: "refusal-tests", about: "every code is given by a rule and named in a test", run: () => checkRefusalTests() },
  { name: "error-codes", about: "codes of errors are the same in code and catalogue", run: () => checkErrorCodes() },
  { name: "labels", about: "every value of an enum is called something in both languages", run: () => checkLabels() },
  {
    name: "danish",
    about: "Danish sentences belong to sentences of the rules, and are Danish",
    run: () => checkDanish(),
  },
  { name: "compose-file", about: "dclint, over docker-compose.yml", run: checkComposeFile },
  {
    name: "row-security",
    about: "every table is guarded by forced row security, by the database's catalogue",
    shownBy: "tools/checks/row-security.db.test.ts",
    run: checkRowSecurity,
  },
  { name: "threats", about: "each threat of docs/security.md has what stops it and a test", run: () => checkThreats() },
  { name: "leaks", about: "no machine's paths or hosts, nobody's number", run: () => checkLeaks() },
];

function checkTypes(): Promise<Report> {
  return checkByProgram("node_modules/typescript/bin/tsc", ["--noEmit", "-p", "tools/tsconfig.json"]);
}

function checkLint(): Promise<Report> {
  return checkByProgram("node_modules/@biomejs/biome/bin/biome", [
    "check",
    "--colors=off",
    "--max-diagnostics=50",
    ".",
  ]);
}

async function checkComposeFile(): Promise<Report> {
  const file = "docker-compose.yml";
  if (!existsSync(join(ROOT, file))) return { problems: [], notes: [`There is no ${file}.`] };
  return checkByProgram("tools/node_modules/dclint/bin/dclint.cjs", [file]);
}

/** Runs a package's program with this Node; what it printed is the problem when it fails. */
async function checkByProgram(program: string, args: readonly string[]): Promise<Report> {
  const { code, stdout, stderr } = await runProgram(process.execPath, [join(ROOT, program), ...args], ROOT);
  return report(code === 0 ? [] : [`${stdout}${stderr}`.trim() || `${program} ended with ${code}.`]);
}
