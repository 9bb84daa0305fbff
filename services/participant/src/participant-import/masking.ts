/** What of a cell may be shown: never a civil registration number (CPR-nummer) or a whole name. Pure. */
import type { ColumnKey } from "./columns.ts";

const LONGEST_SHOWN = 60;

/** Whatever can be a CPR number, also one that lost its leading zero or has spaces inside. */
const CPR_LIKE = /\d{5,6}[\s.–-]*\d{4}/g;

/** A cell of a column as a finding shows it; `column` is null for a column that is not known. */
export function masked(column: ColumnKey | null, text: string): string {
  if (column === "cpr") return text.replace(/[^\s.-]/g, "•").slice(0, LONGEST_SHOWN);
  if (column === "name") return initials(text);
  if (column === null || column === "caseReference") return initials(withoutCpr(text));
  return withoutCpr(text).slice(0, LONGEST_SHOWN);
}

/** A text without what looks like a CPR number, for names of files and headers. */
export function withoutCpr(text: string): string {
  return text.replace(CPR_LIKE, "••••••-••••");
}

/** The first letter of each word. */
function initials(text: string): string {
  return text
    .trim()
    .split(/\s+/)
    .map((word) => `${[...word][0] ?? ""}•`)
    .join(" ")
    .slice(0, LONGEST_SHOWN);
}
