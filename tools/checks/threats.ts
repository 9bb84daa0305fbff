/** Whether every file that docs/security.md names is there, and every threat has what stops it and a test. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Report, report } from "./report.ts";
import { ROOT } from "./repository.ts";

const DOCUMENT = "docs/security.md";
const FILE = /`((?:gateway|services|schema|tools)\/[\w./-]+)`/g;

/** Looks through the tables of threats. */
export function checkThreats(root = ROOT): Report {
  return report(threatProblems(readFileSync(join(root, DOCUMENT), "utf8"), (file) => existsSync(join(root, file))));
}

/** What is wrong in the document, a sentence each. */
export function threatProblems(text: string, isThere: (file: string) => boolean): readonly string[] {
  const missing = [...text.matchAll(FILE)].flatMap(([, file = ""]) =>
    isThere(file) ? [] : [`${DOCUMENT} names ${file}, which is not there.`],
  );
  const rows = text.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| threat"));
  const bare = rows.flatMap((row) => {
    const [, threat = "", stop = "", proof = ""] = row.split("|").map((cell) => cell.trim());
    const isTest = [...proof.matchAll(FILE)].some(([, file = ""]) => file.includes(".test.ts"));
    return stop.includes("`") && isTest ? [] : [`${DOCUMENT}: "${threat}" names no file that stops it, or no test.`];
  });
  return [...missing, ...bare];
}
