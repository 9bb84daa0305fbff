/** Changes that break a client are allowed when somebody wrote down that they do. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema, findBreakingChanges } from "graphql";
import { apiSdlOf } from "./api-schema.ts";
import { type Report, report } from "./report.ts";
import { git } from "./repository.ts";

/** A change that breaks a client, and the name of what changed: `Type`, `Type.field` or `Enum.VALUE`. */
export type BreakingChange = Readonly<{ coordinate: string; description: string }>;

const SUPERGRAPH = "schema/supergraph.graphql";
const CHANGELOG = "schema/CHANGELOG.md";

/** What the step from one API schema to another takes away from clients. */
export function breakingChanges(oldSdl: string, newSdl: string): readonly BreakingChange[] {
  const before = buildSchema(oldSdl, { assumeValid: true });
  const after = buildSchema(newSdl, { assumeValid: true });
  return findBreakingChanges(before, after).map(({ description }) => ({
    coordinate: coordinateOf(description),
    description,
  }));
}

/** The changes whose coordinate stands in none of the lines. */
export function unnamed(changes: readonly BreakingChange[], lines: readonly string[]): readonly BreakingChange[] {
  return changes.filter(({ coordinate }) => {
    const whole = new RegExp(`(?<![\\w.])${coordinate.replace(".", "\\.")}(?!\\w)(?!\\.\\w)`);
    return !lines.some((line) => whole.test(line));
  });
}

/**
 * Fails when the supergraph breaks clients of the last committed one and no new line of the changelog names the change.
 *
 * The last committed one is HEAD's, or its parent's when nothing has changed since HEAD, so that a commit is judged
 * before it is made and after.
 */
export async function unnamedBreakingChanges(root: string, supergraphSdl: string): Promise<Report> {
  const base = await baseOf(root, supergraphSdl);
  if (base === null) {
    return { problems: [], notes: ["There is no earlier supergraph in git: breaking changes were not looked for."] };
  }
  const changes = breakingChanges(apiSdlOf(base.supergraphSdl), apiSdlOf(supergraphSdl));
  const known = new Set((await git(root, ["show", `${base.commit}:${CHANGELOG}`]))?.split("\n") ?? []);
  const lines = changelogLines(root).filter((line) => !known.has(line));
  return report(
    unnamed(changes, lines).map(
      ({ coordinate, description }) =>
        `${description} This breaks clients: say so in a new line of ${CHANGELOG} that names ${coordinate}.`,
    ),
  );
}

async function baseOf(root: string, now: string): Promise<{ commit: string; supergraphSdl: string } | null> {
  for (const commit of ["HEAD", "HEAD~1"]) {
    const supergraphSdl = await git(root, ["show", `${commit}:${SUPERGRAPH}`]);
    if (supergraphSdl === null) return null;
    if (supergraphSdl !== now || commit === "HEAD~1") return { commit, supergraphSdl };
  }
  return null;
}

function changelogLines(root: string): readonly string[] {
  const file = join(root, CHANGELOG);
  return existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
}

/** The sentences of graphql-js name what changed in a few orders of words; the first that fits is read. */
const COORDINATES: readonly Readonly<{ sentence: RegExp; coordinate: string }>[] = [
  { sentence: /^A required field (\w+) on input type (\w+)/, coordinate: "$2.$1" },
  { sentence: /^A required arg \w+ on (@?\w+(?:\.\w+)?)/, coordinate: "$1" },
  { sentence: /^(\w+) was removed from (?:enum|union) type (\w+)/, coordinate: "$2.$1" },
  { sentence: /^Standard scalar (\w+)/, coordinate: "$1" },
  { sentence: /^.* (@\w+)\W*$/, coordinate: "$1" },
  { sentence: /^(@?\w+(?:\.\w+)?)/, coordinate: "$1" },
];

function coordinateOf(description: string): string {
  for (const { sentence, coordinate } of COORDINATES) {
    const found = sentence.exec(description);
    if (found !== null) return coordinate.replace(/\$(\d)/g, (_, group: string) => found[Number(group)] ?? "");
  }
  return description;
}
