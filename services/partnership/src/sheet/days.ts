/**
 * Days as sheets write them: `20.10.2020`, `1. september 2023`, `1 January 2016`, `2019-05-20`.
 */
import { type LocalDate, localDateOf } from "@inclusion/kernel";

/** Danish and English names, in full and short; names that both languages share stand once. */
const MONTHS: readonly (readonly string[])[] = [
  ["januar", "january", "jan"],
  ["februar", "february", "feb"],
  ["marts", "march", "mar"],
  ["april", "apr"],
  ["maj", "may"],
  ["juni", "june", "jun"],
  ["juli", "july", "jul"],
  ["august", "aug"],
  ["september", "sept", "sep"],
  ["oktober", "october", "okt", "oct"],
  ["november", "nov"],
  ["december", "dec"],
];

const MONTH_OF: ReadonlyMap<string, number> = new Map(
  MONTHS.flatMap((names, index) => names.map((name) => [name, index + 1] as const)),
);

const DOTTED = /^(\d{1,2})\. ?(\d{1,2})\. ?((?:19|20)\d\d)\.?$/;
const IN_WORDS = /^(?:den )?(\d{1,2})\.? ([a-z]{3,9})\.?,? ((?:19|20)\d\d)\.?$/i;
const ISO = /^((?:19|20)\d\d)-(\d\d)-(\d\d)$/;

/** Between the two days of a period; a bare hyphen would divide ISO days. */
const BETWEEN = / ?(?:→|->|–|—) ?| - | til | to /;

/** Reads the one day that `text` consists of; null when it has another form or names no real day. */
export function readDay(text: string): LocalDate | null {
  const dotted = DOTTED.exec(text);
  if (dotted !== null) return localDateOf(Number(dotted[3]), Number(dotted[2]), Number(dotted[1]));
  const iso = ISO.exec(text);
  if (iso !== null) return localDateOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const words = IN_WORDS.exec(text);
  const month = MONTH_OF.get(words?.[2]?.toLowerCase() ?? "");
  return words === null || month === undefined ? null : localDateOf(Number(words[3]), month, Number(words[1]));
}

/** Reads first and last day of a period; null unless `text` is two days with a dash, an arrow or "til" between them. */
export function readPeriod(text: string): readonly [LocalDate, LocalDate] | null {
  const [first, last, ...more] = text.replace(/^fra /i, "").split(BETWEEN).map(readDay);
  return first && last && more.length === 0 ? [first, last] : null;
}
