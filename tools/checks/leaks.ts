/** What must never stand in a public repository: places of one machine, and numbers that may be a person's. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Report, report } from "./report.ts";
import { filesBelow, git, ROOT } from "./repository.ts";

const PUBLIC_REGISTRY = "registry.npmjs.org";

/** Files that hold addresses of packages. */
const OF_THE_PACKAGE_MANAGER = /(^|\/)(pnpm-lock\.yaml|pnpm-workspace\.yaml|package-lock\.json|package\.json|\.npmrc)$/;

/** A folder of one machine at the start of a path; not a part of an address or of a longer path. */
const MACHINE_PATH = /(?<![\w.\-/])\/work\/\w/;

/** Six digits of a day and four more, in the two ways a Danish civil registration number (CPR-nummer) is written. */
const PERSON_NUMBER = /(?<![\w.\-+])(\d{2})(\d{2})(\d{2})-?\d{4}(?![\w-]|\.\d)/g;

/** Fails when a file of the repository holds such a thing; files that git ignores are left out. */
export async function checkLeaks(root = ROOT): Promise<Report> {
  const listed = await git(root, ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
  const files = listed === null ? filesBelow(root, ".", "") : listed.split("\0").filter((file) => file !== "");
  const hosts = privateRegistries();
  return report(
    files.flatMap((file) => {
      const path = join(root, file);
      if (!existsSync(path)) return [];
      const bytes = readFileSync(path);
      return bytes.includes(0) ? [] : leaksIn(file, bytes.toString("utf8"), hosts);
    }),
  );
}

/**
 * What a text gives away, with its line.
 *
 * Numbers whose day is 61 to 91 are test numbers that belong to nobody (the day plus 60), and pass. The number itself
 * is not repeated in the message.
 *
 * @param hosts names of registries that are nobody else's business
 */
export function leaksIn(file: string, text: string, hosts: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (const [at, line] of text.split("\n").entries()) {
    const place = `${file}:${at + 1}`;
    if (hosts.some((host) => line.includes(host)) || foreignRegistry(file, line))
      found.push(`${place} names a registry.`);
    if (MACHINE_PATH.test(line)) found.push(`${place} names a folder of one machine.`);
    if (isLock(file)) continue;
    for (const [, day, month] of line.matchAll(PERSON_NUMBER)) {
      if (isDay(Number(day), Number(month))) found.push(`${place} holds what may be a person's number; use day + 60.`);
    }
  }
  return found;
}

function foreignRegistry(file: string, line: string): boolean {
  if (!OF_THE_PACKAGE_MANAGER.test(file)) return false;
  return [...line.matchAll(/(?:tarball|resolved|registry)\S*\s*[:=]\s*"?https?:\/\/([^/\s"]+)/g)].some(
    ([, host]) => host !== PUBLIC_REGISTRY,
  );
}

function isLock(file: string): boolean {
  return /(^|\/)(pnpm-lock\.yaml|package-lock\.json)$/.test(file);
}

function isDay(day: number, month: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(2000, month, 0)).getUTCDate();
}

/** The registry that npm was told to use here, when it is not the public one. */
function privateRegistries(): readonly string[] {
  const told = process.env["npm_config_registry"];
  if (told === undefined || !URL.canParse(told)) return [];
  const { host } = new URL(told);
  return host === PUBLIC_REGISTRY ? [] : [host];
}
