import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ANYONE, systemViewer } from "@inclusion/kernel";
import { SettingsError } from "@inclusion/kernel/runtime";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadManifest, maySendText } from "./documents.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "documents-"));
  mkdirSync(join(folder, "operations"));
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, "operations", name)), { recursive: true });
    writeFileSync(join(folder, "operations", name), text);
  }
}

describe("loadManifest", () => {
  it("gives each file the SHA-256 of its bytes", () => {
    const text = "query Q01($a: ID!) { a }\n";
    write({
      "questions/q01.graphql": text,
      "questions/q01.json": "{}",
      "overview/o.graphql": "# æøå\nquery O { a ...F } fragment F on Query { b }",
    });
    expect(loadManifest(folder).documents).toEqual([
      expect.objectContaining({ name: "O", app: "overview" }),
      { id: `sha256:${createHash("sha256").update(text).digest("hex")}`, name: "Q01", app: "questions", text },
    ]);
  });

  it("is empty without files", () => {
    expect(loadManifest(folder)).toEqual({ documents: [] });
  });

  it.each([
    ["no text", "", "cannot be read"],
    ["broken text", "query Q {", "cannot be read"],
    ["no operation", "fragment F on Query { a }", "holds 0 operations"],
    ["two operations", "query A { a } query B { b }", "holds 2 operations"],
    ["no name", "query { a }", "no name"],
    ["a short operation", "{ a }", "no name"],
    ["a fragment from elsewhere", "query Q { ...F }", "does not hold: F"],
    ["a type", "query Q { a } type T { a: Int }", "holds a ObjectTypeDefinition"],
  ])("refuses a file with %s by its name", (_, text, problem) => {
    write({ "app/bad.graphql": text });
    expect(() => loadManifest(folder)).toThrow(SettingsError);
    expect(() => loadManifest(folder)).toThrow(new RegExp(`operations/app/bad\\.graphql: .*${problem}`));
  });

  it("refuses one name in two files, and names every file at fault", () => {
    write({ "a/one.graphql": "query Q { a }", "b/two.graphql": "query Q { b }", "b/three.graphql": "{ a }" });
    expect(() => loadManifest(folder)).toThrow(
      "operations/b/two.graphql: the operation Q stands in operations/a/one.graphql as well",
    );
    expect(() => loadManifest(folder)).toThrow("operations/b/three.graphql");
  });
});

describe("maySendText", () => {
  it("lets callers without a token, for now", () => {
    expect(maySendText(ANYONE)).toBe(true);
  });

  it("keeps a token to stored documents that says so, whatever it calls itself", () => {
    expect(maySendText({ ...ANYONE, subject: "anyone" })).toBe(false);
    expect(maySendText(systemViewer("x"))).toBe(true);
  });
});
