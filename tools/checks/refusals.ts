/** Refusal codes stand in a catalogue of the code, in Danish beside it, and in an enum of the SDL: the same in all. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type EnumTypeDefinitionNode, Kind, parse } from "graphql";
import { danishIn, danishProblems } from "./danish-texts.ts";
import { type Findings, printErrors } from "./errors-page.ts";
import { type Catalogue, cataloguesIn } from "./refusal-catalogues.ts";
import { type Report, report } from "./report.ts";
import { filesBelow, ROOT } from "./repository.ts";

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
