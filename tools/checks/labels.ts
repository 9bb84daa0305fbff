/** Every value of every enum of the graph has a Danish and an English label, and no label is of a value that is gone. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LABEL_FILE, type LabelFile, REFUSAL_LABEL_FILE } from "@inclusion/schema/labels";
import { Kind, parse } from "graphql";
import { danishIn, type ServiceDanish, sentenceProblem } from "./danish-texts.ts";
import { type Catalogue, cataloguesIn } from "./refusal-catalogues.ts";
import { type Report, report } from "./report.ts";
import { ROOT } from "./repository.ts";

type Values = Readonly<Record<string, readonly string[]>>;

/** Fails when an enum and its labels differ, or when those of refusal codes are not of today. */
export async function checkLabels(root = ROOT): Promise<Report> {
  const printed = printRefusalLabels(await cataloguesIn(root), await danishIn(root));
  const file = join(root, "schema", REFUSAL_LABEL_FILE);
  const isStale = !existsSync(file) || readFileSync(file, "utf8") !== printed;
  const sdl = readFileSync(join(root, "schema", "supergraph.graphql"), "utf8");
  const written = JSON.parse(readFileSync(join(root, "schema", LABEL_FILE), "utf8")) as LabelFile;
  return report([
    ...(isStale ? [`schema/${REFUSAL_LABEL_FILE} is not what the catalogues say; run \`npm run generate\`.`] : []),
    ...labelProblems(enumsIn(sdl), { ...written, ...(JSON.parse(printed) as LabelFile) }),
  ]);
}

/** Prints the labels of refusal codes: the sentences of the catalogues. */
export async function writeRefusalLabels(root = ROOT): Promise<Report> {
  const printed = printRefusalLabels(await cataloguesIn(root), await danishIn(root));
  writeFileSync(join(root, "schema", REFUSAL_LABEL_FILE), printed);
  return report([]);
}

/** The enums of a supergraph; those of federation itself have no labels. */
export function enumsIn(supergraphSdl: string): Values {
  return Object.fromEntries(
    parse(supergraphSdl, { noLocation: true }).definitions.flatMap((node) =>
      node.kind === Kind.ENUM_TYPE_DEFINITION && !node.name.value.includes("__")
        ? [[node.name.value, (node.values ?? []).map(({ name }) => name.value)] as const]
        : [],
    ),
  );
}

/** Says of each value and each label what is missing or too much. */
export function labelProblems(enums: Values, labels: LabelFile): readonly string[] {
  const missing = Object.entries(enums).flatMap(([name, values]) =>
    values.flatMap((value) => {
      const texts = labels[name]?.[value];
      if (texts === undefined || texts.length !== 2) {
        return [`schema/${LABEL_FILE}: ${name}.${value} needs a label: [Danish, English].`];
      }
      const [da, en] = texts;
      const problem = sentenceProblem(da);
      return [
        ...(problem === null ? [] : [`schema/${LABEL_FILE}: the Danish of ${name}.${value} ${problem}.`]),
        ...(en.trim() === "" ? [`schema/${LABEL_FILE}: ${name}.${value} has no English.`] : []),
      ];
    }),
  );
  const stale = Object.entries(labels).flatMap(([name, values]) =>
    Object.keys(values)
      .filter((value) => enums[name]?.includes(value) !== true)
      .map((value) => `schema/${LABEL_FILE}: the graph has no ${name}.${value} any more.`),
  );
  return [...missing, ...stale];
}

function printRefusalLabels(catalogues: readonly Catalogue[], danish: readonly ServiceDanish[]): string {
  const labels = catalogues.map(({ service, enumName, entries }) => {
    const texts = danish.find((one) => one.service === service)?.texts.refusals[enumName] ?? {};
    const values = Object.entries(entries).map(([code, { meaning }]) => [code, [texts[code] ?? "", meaning]]);
    return [enumName, Object.fromEntries(values)] as const;
  });
  const inOrder = labels.sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(inOrder), null, 2)}\n`;
}
