/** What the services say in Danish: every code has a text, no sentence has outlived its rule, and none is English. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type DanishTexts, GATEWAY_PHRASES, KERNEL_PHRASES, type Phrases } from "@inclusion/kernel";
import type { Catalogue } from "./refusal-catalogues.ts";
import type { Report } from "./report.ts";
import { filesBelow, ROOT } from "./repository.ts";
import { messagesIn, textsIn } from "./source-scan.ts";

/** What a service says in Danish. */
export type ServiceDanish = Readonly<{ service: string; file: string; texts: DanishTexts }>;

/** English words that no Danish sentence has outside of names and codes. */
const ENGLISH = /(?<![\w`/.-])(?:the|is|are|was|with|not|this|that|which|has|must|and|there|give|of|or)(?![\w`/.-])/i;

/** Names of fields and the like, and what stands in quotation marks, belong to no language. */
const NAMES = /`[^`]*`|"[^"]*"|\{\d\}/g;

/** What the services of a repository say in Danish. */
export async function danishIn(root: string): Promise<readonly ServiceDanish[]> {
  const files = filesBelow(root, "services", "/danish/danish.ts");
  return Promise.all(
    files.map(async (file) => {
      const { DANISH } = (await import(pathToFileURL(join(root, file)).href)) as { DANISH: DanishTexts };
      return { service: file.split("/")[1] as string, file, texts: DANISH };
    }),
  );
}

/** Fails when a sentence in Danish belongs to no sentence of the code, or is not Danish. */
export async function checkDanish(root = ROOT): Promise<Report> {
  const kernel = literalsOf(root, "services/kernel/src");
  const own = [
    { file: "services/kernel/src/pure/danish-phrases.ts", phrases: KERNEL_PHRASES, literals: kernel },
    {
      file: "services/kernel/src/pure/danish-phrases.ts",
      phrases: GATEWAY_PHRASES,
      literals: literalsOf(root, "gateway/src"),
    },
    ...(await danishIn(root)).map(({ service, file, texts }) => ({
      file,
      phrases: texts.phrases,
      literals: literalsOf(root, `services/${service}/src`),
    })),
  ];
  const problems = own.flatMap(({ file, phrases, literals }) => [
    ...outlived(phrases, new Set([...literals, ...kernel])).map(
      (text) => `${file}: no rule says "${text}" any more; take the Danish of it away or bring it up to date.`,
    ),
    ...faultyPhrases(phrases).map((problem) => `${file}: ${problem}`),
  ]);
  return { problems, notes: own.flatMap(({ file, phrases }) => unsaid(root, file, phrases)) };
}

/** Says of each code what its Danish text lacks. */
export function danishProblems(catalogues: readonly Catalogue[], danish: readonly ServiceDanish[]): readonly string[] {
  return catalogues.flatMap(({ service, enumName, file, entries }) => {
    const texts = danish.find((one) => one.service === service)?.texts.refusals[enumName] ?? {};
    const stale = Object.keys(texts).filter((code) => !Object.hasOwn(entries, code));
    return [
      ...Object.entries(entries).flatMap(([code, { meaning }]) => {
        const text = texts[code];
        if (text === undefined || text === "") return [`${file}: ${enumName}.${code} has no Danish text.`];
        const problem = text === meaning ? "is the English text" : sentenceProblem(text);
        return problem === null ? [] : [`${file}: the Danish text of ${enumName}.${code} ${problem}.`];
      }),
      ...stale.map((code) => `${file}: lacks ${enumName}.${code}, which has a Danish text.`),
    ];
  });
}

/** What is wrong with a text as Danish; null when nothing is. */
export function sentenceProblem(text: string): string | null {
  const english = ENGLISH.exec(text.replace(NAMES, " "))?.[0];
  if (english !== undefined) return `holds the English word "${english}"`;
  return text.trim() === text && text !== "" ? null : "begins or ends with a space";
}

/** Sentences of a service's rules that have no Danish of their own: they are answered by the text of their code. */
function unsaid(root: string, file: string, phrases: Phrases): readonly string[] {
  const folder = file.startsWith("services/kernel/") ? null : file.split("/danish/")[0];
  if (folder == null) return [];
  const shapes = Object.keys({ ...KERNEL_PHRASES, ...phrases }).map((text) => shapeOf(text.replaceAll("{!}", "{}")));
  return sourcesOf(root, folder)
    .flatMap((source) => messagesIn(readFileSync(join(root, source), "utf8")))
    .filter((text) => !shapes.some((shape) => shape.test(text)))
    .map((text) => `${file}: "${text}" has no Danish of its own; its code's is given.`);
}

/** Texts and templates below a folder, each value of a template as `{}`. */
function literalsOf(root: string, folder: string): ReadonlySet<string> {
  return new Set(sourcesOf(root, folder).flatMap((file) => textsIn(readFileSync(join(root, file), "utf8"))));
}

function sourcesOf(root: string, folder: string): readonly string[] {
  return filesBelow(root, folder, ".ts").filter(
    (file) => !/\.(?:test|fixture)\.ts$|\/danish\/|\/danish-phrases\.ts$|\/generated\//.test(file),
  );
}

/** A sentence stands in code as it is, or within a template: values of a template may be written out in a phrase. */
function outlived(phrases: Phrases, literals: ReadonlySet<string>): readonly string[] {
  const shapes = [...literals].filter((literal) => literal.replaceAll("{}", "").trim().length > 3).map(shapeOf);
  return Object.keys(phrases).filter((text) => {
    const plain = text.replaceAll("{!}", "{}");
    return !literals.has(plain) && !shapes.some((shape) => shape.test(plain));
  });
}

function shapeOf(literal: string): RegExp {
  const parts = literal.split("{}").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s");
}

function faultyPhrases(phrases: Phrases): readonly string[] {
  return Object.entries(phrases).flatMap(([english, danish]) => {
    const holes = english.match(/\{!?\}/g)?.length ?? 0;
    const beyond = (danish.match(/\{\d\}/g) ?? []).filter((hole) => Number(hole[1]) < 1 || Number(hole[1]) > holes);
    const lost = Array.from({ length: holes }, (_, at) => `{${at + 1}}`).filter((hole) => !danish.includes(hole));
    const problem = sentenceProblem(danish);
    return [
      ...beyond.map((hole) => `"${danish}" has ${hole}, and "${english}" no such value.`),
      ...lost.map((hole) => `"${danish}" leaves out ${hole} of "${english}".`),
      ...(problem === null ? [] : [`"${danish}" ${problem}.`]),
    ];
  });
}
