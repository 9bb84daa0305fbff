/** The catalogues as a page for people: docs/errors.md. */
import { ERRORS, type ErrorEntry } from "@inclusion/kernel";
import type { ServiceDanish } from "./danish-texts.ts";
import type { Catalogue } from "./refusal-catalogues.ts";

/** What an import says of a file, by code. */
export type Findings = Readonly<Record<string, Readonly<{ severity: string; da: string; en: string }>>>;

/** Everything that the page tells. */
export type Told = Readonly<{
  catalogues: readonly Catalogue[];
  danish: readonly ServiceDanish[];
  findings: Findings;
}>;

/** The month since which codes are given that do not say otherwise. */
const FIRST = "2026-11";

/** Reasons that time alone can take away: the same request can succeed later. */
const PASSING = new Set([
  "COHORT_FULL",
  "DATE_IN_FUTURE",
  "GRANT_NOT_ENDED",
  "JOB_RUNNING",
  "LEAVE_DATE_IN_FUTURE",
  "NO_CAPACITY",
  "OPENING_NOT_OPEN",
  "PERIOD_OPEN",
  "READ_ON_IN_FUTURE",
  "TOO_EARLY",
  "TOO_MANY_LOOKUPS",
]);

const HEAD = `# Errors and refusals

Printed from the catalogues by \`npm run generate\`. Codes never change and are never used again for something else.
Texts are Danish when \`Accept-Language\` prefers Danish to English, and English otherwise; \`content-language\` tells
which. Every code has an anchor of its own here and on the page that the gateway serves at \`GET /docs/errors\`:
\`extensions.docs\` of an error is \`/docs/errors#CODE\`.`;

const ERRORS_HEAD = `## Errors

What stands in \`errors\` of an answer: \`message\`, \`path\` where a field is at fault, and in \`extensions\` the \`code\`,
\`hint\`, \`docs\`, \`retryable\` and \`requestId\`; a denied field tells \`requiredScopes\` (one whole list is enough) and
\`yourScopes\` as well. With status 200 the other fields are answered.

A row that is hidden and a row that is not there answer with the same bytes. For \`GRAPHQL_PARSE_FAILED\`,
\`GRAPHQL_VALIDATION_FAILED\` and a variable or argument of the wrong type the message is the GraphQL library's own and
stays English; code and hint are ours, in the language.`;

const REFUSALS_HEAD = `## Refusals

Every reason why a rule says no, as \`refusals { code message field }\` of a payload tells it, all at once. The message of
one case is closer to it than the sentence here. A refusal stays until the input or the record is changed; \`later\`
marks those that time can take away.`;

/** The page. */
export function printErrors({ catalogues, danish, findings }: Told): string {
  const sections = [...catalogues]
    .sort((a, b) => `${a.service}.${a.enumName}`.localeCompare(`${b.service}.${b.enumName}`))
    .map((catalogue) => refusalSection(catalogue, danish));
  return `${[HEAD, ERRORS_HEAD, errorTable(), REFUSALS_HEAD, ...sections, ...findingSection(findings)].join("\n\n")}\n`;
}

function errorTable(): string {
  const rows = Object.entries(ERRORS).map(([code, { meaning, hint, status, retryable, since }]: [string, ErrorEntry]) =>
    row(anchor(code), `${meaning.en} ${hint.en}`, `${meaning.da} ${hint.da}`, status, retryable ? "yes" : "no", since),
  );
  return table(["code", "English", "Danish", "status", "retry", "since"], rows);
}

function refusalSection({ service, enumName, entries }: Catalogue, danish: readonly ServiceDanish[]): string {
  const texts = danish.find((one) => one.service === service)?.texts.refusals[enumName] ?? {};
  const rows = Object.entries(entries).map(([code, { meaning, since }]) =>
    row(anchor(code, enumName), meaning, texts[code] ?? "", PASSING.has(code) ? "later" : "no", since ?? FIRST),
  );
  return [`### ${service}: ${enumName}`, "", table(["code", "English", "Danish", "retry", "since"], rows)].join("\n");
}

function findingSection(findings: Findings): readonly string[] {
  if (Object.keys(findings).length === 0) return [];
  const rows = Object.entries(findings).map(([code, { severity, en, da }]) =>
    row(anchor(code, "finding"), severity.toLowerCase(), en, da, "no", FIRST),
  );
  const head = `## Findings of an import

What the import of participants says of a file, in both languages at once. Braces stand for the cell, the column and
what it is compared with.`;
  return [head, table(["code", "severity", "English", "Danish", "retry", "since"], rows)];
}

function anchor(code: string, group?: string): string {
  return `<a id="${group === undefined ? code : `${group}.${code}`}"></a>\`${code}\``;
}

function row(...cells: readonly (string | number)[]): string {
  return `| ${cells.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |`;
}

function table(heads: readonly string[], rows: readonly string[]): string {
  return [row(...heads), row(...heads.map(() => "---")), ...rows].join("\n");
}
