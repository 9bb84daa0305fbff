/** What every code of an error and of a refusal means, as a page for people: no script, nothing fetched. Pure. */
import { ERRORS, type ErrorEntry, type Language, type Said } from "@inclusion/kernel";
import type { EnumLabels } from "@inclusion/schema/labels";

/** The page's whole style; a policy that names its hash lets it in and nothing else. */
export const PAGE_STYLE =
  "body{font:1rem/1.5 system-ui,sans-serif;max-width:75rem;margin:auto;padding:1rem;color:#111;background:#fff}" +
  "table{border-collapse:collapse}th,td{border:1px solid #767676;padding:.4rem;text-align:left;vertical-align:top}" +
  "td{overflow-wrap:anywhere}caption{text-align:left}tr:target{background:#ffefb0}a{color:#0645ad}";

const WORDS = {
  title: { da: "Fejl og afvisninger", en: "Errors and refusals" },
  intro: {
    da: "Koder ændres aldrig og bruges aldrig igen om noget andet. Siden er på dansk, når Accept-Language foretrækker dansk, og ellers på engelsk.",
    en: "Codes never change and are never used again for something else. The page is in Danish when Accept-Language prefers Danish, and in English otherwise.",
  },
  contents: { da: "Indhold", en: "Contents" },
  errors: { da: "Fejl", en: "Errors" },
  errorsAbout: {
    da: "Det, der står i errors i et svar. Med status 200 er de øvrige felter besvaret.",
    en: "What stands in errors of an answer. With status 200 the other fields are answered.",
  },
  refusalsAbout: {
    da: "Grunde til, at en regel siger nej, som de står i refusals i svaret på en mutation.",
    en: "Reasons why a rule says no, as they stand in refusals of a mutation's answer.",
  },
  code: { da: "Kode", en: "Code" },
  meaning: { da: "Betydning", en: "Meaning" },
  hint: { da: "Hvad du kan gøre", en: "What to do" },
  status: { da: "HTTP-status", en: "HTTP status" },
  retry: { da: "Kan prøves igen", en: "Asking again can help" },
  yes: { da: "ja", en: "yes" },
  no: { da: "nej", en: "no" },
} as const satisfies Readonly<Record<string, Said>>;

/** The page in a language, with an anchor for each code: `CODE` of an error, `Enum.CODE` of a refusal. */
export function errorsPage(language: Language, refusals: readonly EnumLabels[]): string {
  const say = (word: keyof typeof WORDS): string => WORDS[word][language];
  const links = [["errors", say("errors")] as const, ...refusals.map(({ name }) => [name, name] as const)];
  return [
    `<!doctype html>\n<html lang="${language}">\n<head>\n<meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<title>${say("title")} – Inclusion Graph</title>\n<style>${PAGE_STYLE}</style>\n</head>\n<body>`,
    `<main>\n<h1>${say("title")}</h1>\n<p>${say("intro")}</p>`,
    `<nav aria-label="${say("contents")}">\n<ul>`,
    ...links.map(([id, text]) => `<li><a href="#${id}">${text}</a></li>`),
    "</ul>\n</nav>",
    section("errors", say("errors"), say("errorsAbout"), errorTable(language)),
    ...refusals.map((labels) =>
      section(labels.name, labels.name, say("refusalsAbout"), refusalTable(labels, language)),
    ),
    "</main>\n</body>\n</html>\n",
  ].join("\n");
}

function section(id: string, title: string, about: string, rows: readonly string[]): string {
  const [head, ...body] = rows;
  return [
    `<section aria-labelledby="${id}">\n<h2 id="${id}">${title}</h2>`,
    `<table>\n<caption>${about}</caption>\n<thead>\n${head}\n</thead>\n<tbody>`,
    ...body,
    "</tbody>\n</table>\n</section>",
  ].join("\n");
}

function errorTable(language: Language): readonly string[] {
  const say = (word: keyof typeof WORDS): string => WORDS[word][language];
  const rows = Object.entries(ERRORS).map(([code, { meaning, hint, status, retryable }]: [string, ErrorEntry]) =>
    row(code, code, [meaning[language], hint[language], String(status), say(retryable ? "yes" : "no")]),
  );
  return [headRow([say("code"), say("meaning"), say("hint"), say("status"), say("retry")]), ...rows];
}

function refusalTable({ name, values }: EnumLabels, language: Language): readonly string[] {
  const heads = [WORDS.code[language], WORDS.meaning[language]];
  return [headRow(heads), ...values.map(({ value, label }) => row(`${name}.${value}`, value, [label[language]]))];
}

function headRow(heads: readonly string[]): string {
  return `<tr>${heads.map((text) => `<th scope="col">${text}</th>`).join("")}</tr>`;
}

function row(id: string, code: string, cells: readonly string[]): string {
  const rest = cells.map((text) => `<td>${escaped(text)}</td>`).join("");
  return `<tr id="${id}"><th scope="row"><code>${code}</code></th>${rest}</tr>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
