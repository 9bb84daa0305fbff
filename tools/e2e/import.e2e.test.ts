import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FileReport } from "../commands/import.ts";
import { ROOT } from "../system/settings.ts";
import { startTestSystem, type TestSystem, testFolder } from "./test-system.ts";

const folder = testFolder();
afterAll(folder.remove);

const SHEET = `Sociale køkkener

Info om indsatsen

 • Startdato

  01.03.2021
 • Slutdato

  31.12.2023
 • Samlede støtteberettigede projektudgifter (kr.)

  4.000.001
 • EU-støtte til projektet (kr.)

  2.000.000
 • Finansiering

  Socialfonden
 • Støttemodtagerens navn

  Opdigtet Køkkenforening
`;

const CALL = `Nye sociale køkkener

Info om indsatsen

 • Indsatsområde

  Turisme

 • Finansiering

  12 mio. kr. fra Socialfonden

 • Ansøgningsfrist

  1. februar 2023 kl. 12.00
`;

function file(name: string, content: string | Buffer): string {
  const path = join(folder.dataDir, name);
  writeFileSync(path, content);
  return path;
}

/** Danish letters have one byte each, and the bullet has its own. */
function windows1252(text: string): Buffer {
  return Buffer.from(text.replaceAll("•", "\u0095"), "latin1");
}

async function graph(...args: readonly string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [join(ROOT, "tools", "graph.ts"), ...args], {
    env: { ...process.env, NODE_ENV: "", DATA_DIR: folder.dataDir },
  });
  let [out, err] = ["", ""];
  child.stdout.on("data", (text) => (out += text));
  child.stderr.on("data", (text) => (err += text));
  const code = await new Promise<number | null>((resolve) => child.once("exit", resolve));
  return { code, out, err };
}

const reports = (out: string): FileReport[] =>
  out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as FileReport);

describe("graph import sheet", () => {
  test("starts what it needs when no system runs, and stops it again", async () => {
    const { code, out } = await graph("import", "sheet", "--json", "--read-on", "2024-01-01", file("a.txt", SHEET));
    expect(reports(out)).toEqual([
      { file: join(folder.dataDir, "a.txt"), ok: true, slug: "sociale-koekkener", created: true, problems: [] },
    ]);
    expect(code).toBe(0);
  });

  describe("with a running system", () => {
    let system: TestSystem;
    beforeAll(async () => {
      system = await startTestSystem({ dataDir: folder.dataDir, form: "together", seed: "none" });
    });
    afterAll(() => system?.stop());

    test("loads what can be read, refuses the rest with file, line and code, and ends with code 1", async () => {
      const files = [
        file("call.txt", CALL),
        file("amount.txt", SHEET.replace("2.000.000", "20.00.00")),
        file("date.txt", SHEET.replace("31.12.2023", "31.02.2023")),
        file("cut.txt", SHEET.slice(0, SHEET.indexOf("  Opdigtet"))),
        file("empty.txt", ""),
        file("binary.txt", Buffer.from([0, 1, 2, 3, 255, 254])),
        join(folder.dataDir, "missing.txt"),
        file("windows.txt", windows1252(SHEET.replace("Sociale", "Grønne"))),
        file("same.txt", SHEET),
      ];
      const { code, out } = await graph("import", "sheet", "--json", "--read-on", "2024-02-01", ...files);
      const found = reports(out);
      expect(found.map((report) => [report.ok, report.slug, report.created, report.problems[0]?.code ?? null])).toEqual(
        [
          [false, null, false, "CALL_FOR_APPLICATIONS"],
          [false, null, false, "AMOUNT_UNREADABLE"],
          [false, null, false, "DATE_UNREADABLE"],
          [false, null, false, "VALUE_MISSING"],
          [false, null, false, "SHEET_EMPTY"],
          [false, null, false, "TEXT_DAMAGED"],
          [false, null, false, "FILE_UNREADABLE"],
          [true, "groenne-koekkener", true, null],
          [true, "sociale-koekkener", false, null],
        ],
      );
      expect(found[1]?.problems[0]?.line).toBe(16);
      expect(code).toBe(1);
      const { data } = await system.ask("{ programmes { nodes { slug version } } }");
      expect(data.programmes.nodes).toEqual([
        { slug: "groenne-koekkener", version: 1 },
        { slug: "sociale-koekkener", version: 1 },
      ]);
    });
  });

  test("helps, and says what is wrong with its own arguments", async () => {
    expect(await graph("--help")).toMatchObject({ code: 0, out: expect.stringContaining("import") });
    expect(await graph("import", "sheet", "--help")).toMatchObject({
      code: 0,
      out: expect.stringContaining("Example"),
    });
    expect(await graph("import", "sheet")).toMatchObject({ code: 1, err: expect.stringContaining("file") });
    expect(await graph("import", "sheet", "--read-on", "yesterday", "x")).toMatchObject({ code: 1 });
    expect(await graph("nonsense")).toMatchObject({ code: 1 });
  });
});
