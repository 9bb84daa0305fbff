import type { Refusal } from "@inclusion/kernel";

/** Every reason why a sheet is refused, and what it means to the person who handed it in. */
export const SHEET_REFUSALS = {
  CALL_FOR_APPLICATIONS: "The text announces money that can be applied for; there is no project yet.",
  SHEET_EMPTY: "The text has no line that belongs to a page.",
  SHEET_UNKNOWN_LAYOUT: "The text has no dates or amounts in a layout that is read here.",
  SHEET_TOO_LARGE: "The text is longer than any project page.",
  TEXT_DAMAGED: "Letters were lost or mangled when the page was copied.",
  TITLE_MISSING: "No line names the programme.",
  LABEL_REPEATED: "The page states one thing twice, with different values.",
  VALUE_MISSING: "A label stands without its value; the page was probably cut off.",
  AMOUNT_UNREADABLE: "An amount is malformed or can be read in two ways.",
  DATE_UNREADABLE: "A date is malformed or names no day of the calendar.",
  DATE_ORDER: "The programme ends before it starts.",
  AREA_UNKNOWN: "A geography is none of the seven areas of the programmes.",
  PARTS_EXCEED_TOTAL: "The stated parts sum to more than the stated total.",
  PERCENT_MISMATCH: "A stated percentage is not the part's share of the total.",
  CURRENCY_MIXED: "The page states amounts in more than one currency.",
  READ_ON_IN_FUTURE: "The day on which the page was read is still to come.",
} as const;

/** The stable name of a reason in `SHEET_REFUSALS`. */
export type SheetRefusalCode = keyof typeof SHEET_REFUSALS;

/** One reason why a sheet is refused; `line` is always there and counts in the text as it was handed in. */
export type SheetRefusal = Refusal<SheetRefusalCode> & Readonly<{ line: number }>;

const LONGEST_QUOTE = 80;

/** `text` in quotation marks, cut so that a message stays one sentence. */
export function quoted(text: string): string {
  return text.length > LONGEST_QUOTE ? `"${text.slice(0, LONGEST_QUOTE)}..."` : `"${text}"`;
}
