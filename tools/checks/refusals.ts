/** Refusal codes stand in a catalogue of the code, in Danish beside it, and in an enum of the SDL: the same in all. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type EnumTypeDefinitionNode, Kind, parse } from "graphql";
import { danishIn, danishProblems } from "./danish-texts.ts";
import { type Findings, printErrors } from "./errors-page.ts";
import { type Report, report } from "./report.ts";
import { filesBelow, ROOT } from "./repository.ts";

/** What a refusal means to whoever is refused, and since when the code is given. */
export type RefusalEntry = Readonly<{ meaning: string; since: string | null }>;

/** The codes of one enum, as the code of one service knows them. */
export type Catalogue = Readonly<{
  service: string;
  /** The enum that shows the codes to clients: `SheetRefusalCode` for the export `SHEET_REFUSALS`. */
  enumName: string;
  file: string;
  entries: Readonly<Record<string, RefusalEntry>>;
}>;

/** An enum of refusal codes in a service's SDL. */
export type CodeEnum = Readonly<{ service: string; name: string; file: string; codes: readonly string[] }>;

const PAGE = "docs/errors.md";
const FINDINGS_FILE = "services/participant/src/participant-import/findings.ts";

/** Fails when catalogue, Danish texts and enum differ, or when the printed page is not of today. */
export async function checkRefusals(root = ROOT): Promise<Report> {
  const { problems, printed } = await read(root);
  const page = join(root, PAGE);
  const stale = !existsSync(page) || readFileSync(page, "utf8") !== printed;
  return report([...problems, ...(stale ? [`${PAGE} is not what the catalogues say; run \`npm run generate\`.`] : [])]);
}

/** Prints the page; says where catalogue, Danish texts and enum differ. */
export async function writeRefusals(root = ROOT): Promise<Report> {
  const { problems, printed } = await read(root);
  writeFileSync(join(root, PAGE), printed);
  return report(problems);
}

async function read(root: string): Promise<Readonly<{ problems: readonly string[]; printed: string }>> {
  const catalogues = await cataloguesIn(root);
  const danish = await danishIn(root);
  return {
    problems: [...differences(catalogues, codeEnumsIn(root)), ...danishProblems(catalogues, danish)],
    printed: printErrors({ catalogues, danish, findings: await findingsIn(root) }),
  };
}

async function findingsIn(root: string): Promise<Findings> {
  const file = join(root, FINDINGS_FILE);
  if (!existsSync(file)) return {};
  const { FINDINGS } = (await import(pathToFileURL(file).href)) as { FINDINGS: Findings };
  return FINDINGS;
}

/** Every catalogue of the services: what files named `refusals.ts` export, wherever they lie in `src`. */
export async function cataloguesIn(root: string): Promise<readonly Catalogue[]> {
  const files = filesBelow(root, "services", "/refusals.ts").filter((file) => /^services\/[^/]+\/src\//.test(file));
  const found = await Promise.all(
    files.map(async (file) => {
      const exported = (await import(pathToFileURL(join(root, file)).href)) as Readonly<Record<string, unknown>>;
      const service = file.split("/")[1] as string;
      return Object.entries(exported).flatMap(([name, value]) => {
        const entries = /^[A-Z_]+_REFUSALS$/.test(name) ? entriesOf(value) : null;
        return entries === null ? [] : [{ service, enumName: enumNameOf(name), file, entries }];
      });
    }),
  );
  return found.flat();
}

/** Every enum of the services' SDL whose name ends in `RefusalCode`. */
export function codeEnumsIn(root: string): readonly CodeEnum[] {
  return filesBelow(root, "schema", ".graphql")
    .filter((file) => /^schema\/[^/]+\/[^/]+$/.test(file) && !file.startsWith("schema/operations/"))
    .flatMap((file) =>
      parse(readFileSync(join(root, file), "utf8"))
        .definitions.filter((node): node is EnumTypeDefinitionNode => node.kind === Kind.ENUM_TYPE_DEFINITION)
        .filter(({ name }) => name.value.endsWith("RefusalCode"))
        .map(({ name, values }) => ({
          service: file.split("/")[1] as string,
          name: name.value,
          file,
          codes: (values ?? []).map((value) => value.name.value),
        })),
    );
}

/** Says of each code and each pair what stands in one half only. */
export function differences(catalogues: readonly Catalogue[], enums: readonly CodeEnum[]): readonly string[] {
  const same = (catalogue: Catalogue, { service, name }: CodeEnum): boolean =>
    catalogue.service === service && catalogue.enumName === name;
  return [
    ...enums
      .filter((shown) => !catalogues.some((catalogue) => same(catalogue, shown)))
      .map(({ file, name, service }) => `${file}: ${name} has no catalogue in a refusals.ts of ${service}.`),
    ...catalogues.flatMap((catalogue) => {
      const shown = enums.find((candidate) => same(catalogue, candidate));
      if (shown === undefined)
        return [`${catalogue.file}: no enum ${catalogue.enumName} in schema/${catalogue.service}.`];
      const known = Object.keys(catalogue.entries);
      return [
        ...shown.codes
          .filter((code) => !known.includes(code))
          .map((code) => `${catalogue.file}: lacks ${shown.name}.${code}.`),
        ...known
          .filter((code) => !shown.codes.includes(code))
          .map((code) => `${shown.file}: ${shown.name} lacks ${code}.`),
      ];
    }),
  ];
}

function enumNameOf(exported: string): string {
  const words = exported.slice(0, -"_REFUSALS".length).toLowerCase().split("_");
  return `${words.map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`).join("")}RefusalCode`;
}

function entriesOf(value: unknown): Record<string, RefusalEntry> | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  return Object.fromEntries(
    Object.entries(value).map(([code, entry]: [string, unknown]) => {
      if (typeof entry === "string") return [code, { meaning: entry, since: null }];
      const { meaning, since } = entry as Partial<RefusalEntry>;
      return [code, { meaning: String(meaning), since: since ?? null }];
    }),
  );
}
