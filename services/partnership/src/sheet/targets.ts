/**
 * The targets that a page promises, where its prose states them as numbers.
 *
 * A page counts many things; only what carries the mark of an indicator, or is said in one of a few
 * fixed phrases, is a target.
 */
import type { Line } from "./lines.ts";
import { quoted, type SheetRefusal } from "./refusals.ts";

export type IndicatorCode =
  | "3B.1"
  | "3B.2"
  | "3B.3"
  | "3B.4"
  | "ACC_COMPANIES"
  | "ACC_GROWTH"
  | "TRAINING_PLACES"
  | "ORDINARY_HIRES"
  | "CASES_PUBLISHED"
  | "OTHER_ACTOR_GROWTH"
  | "MUNICIPALITIES";

/** What a programme promises to reach, counted in persons, firms, places or cases, as the code says. */
export type Target = Readonly<{ code: IndicatorCode; target: number }>;

/** A target where the prose states it. */
type Found = Target & Readonly<{ at: number; line: number }>;

/** Sentences and list items: lines that belong together, with the number of the first. */
type Passage = Readonly<{ text: string; line: number }>;

/** `N` stands for the count; every gap is bounded, so that no text is slow to search. */
const PHRASES: readonly (readonly [IndicatorCode, string])[] = [
  ["ACC_COMPANIES", "N socialøkonomiske virksomheder deltager [^.]{0,60}acceleratorforløb"],
  ["ACC_GROWTH", "vækst hos (?:de )?N virksomheder"],
  ["TRAINING_PLACES", "N uddannelses- og praktikpladser"],
  ["ORDINARY_HIRES", "N ordinære ledige ansættes"],
  ["CASES_PUBLISHED", "N cases med vækstpartnerskaber"],
  ["OTHER_ACTOR_GROWTH", "N [^.\\d]{0,60}anden aktører oplever vækst"],
  ["MUNICIPALITIES", "N kommuner(?:ne)? er udvalgt"],
];

const COUNT = String.raw`(?<![\p{L}\d.,–-])(\d{1,3}(?:\.\d{3}){1,2}|\d{1,6})`;
const SEARCHES = PHRASES.map(([code, phrase]) => [code, new RegExp(phrase.replace("N", COUNT), "giu")] as const);
const MARK = /\bindikator 3B\.([1-4])(?!\d)/giu;

/** A count of something: no year after a preposition, no percentage, no half of a range, no part of a name. */
const COUNTED = new RegExp(
  String.raw`(?<!\b(?:i|fra|til|inden|ultimo|akse) )${COUNT}(?![\p{L}\d%–-]|[.,]\d| ?%| (?:pct|procent|år)\b)`,
  "giu",
);
const PERSONS = /^ (?:\p{L}{1,20} )?(?:borgere|personer|udsatte|ledige|unge|deltagere|mennesker)/iu;
const SENTENCE_END = /(?<!\b(?:ref|jf|jfr|se))[.!?:;] (?=[\p{Lu}\d]|$)/gu;

/**
 * The targets of `prose` in its order; null when it states none.
 *
 * @refuses LABEL_REPEATED when one target has two numbers
 */
export function targetsOf(
  prose: readonly Line[],
): Readonly<{ targets: readonly Target[] | null; refusals: readonly SheetRefusal[] }> {
  const found = passagesOf(prose).flatMap((passage) =>
    [...marked(passage), ...phrased(passage)].sort((a, b) => a.at - b.at),
  );
  const first = new Map<IndicatorCode, Found>();
  const refusals: SheetRefusal[] = [];
  for (const each of found) {
    const earlier = first.get(each.code);
    if (earlier === undefined) first.set(each.code, each);
    else if (earlier.target !== each.target) refusals.push(repeated(each, earlier));
  }
  const targets = [...first.values()].map(({ code, target }) => ({ code, target }));
  return { targets: targets.length === 0 ? null : targets, refusals };
}

/** Joins the lines of a sentence that was wrapped; a blank line or a bullet begins a new passage. */
function passagesOf(prose: readonly Line[]): readonly Passage[] {
  const passages: { lines: string[]; line: number }[] = [];
  for (const line of prose) {
    const current = passages.at(-1);
    if (current === undefined || line.afterBlank || line.bullet !== "")
      passages.push({ lines: [line.text], line: line.number });
    else current.lines.push(line.text);
  }
  return passages.map(({ lines, line }) => ({ text: lines.join(" "), line }));
}

function phrased({ text, line }: Passage): readonly Found[] {
  return SEARCHES.flatMap(([code, search]) =>
    [...text.matchAll(search)].map((match) => ({ code, target: countOf(match[1] as string), at: match.index, line })),
  );
}

/** The count that each mark of an indicator belongs to: before the mark, or after it where the first mark of the passage leads. */
function marked({ text, line }: Passage): readonly Found[] {
  const marks = [...text.matchAll(MARK)];
  const [first] = marks;
  if (first === undefined) return [];
  const leads = lastSentence(text.slice(0, first.index)).search(COUNTED) === -1;
  return marks.flatMap((mark, index) => {
    const from = marks[index - 1];
    const before = text.slice(from === undefined ? 0 : from.index + from[0].length, mark.index);
    const after = text.slice(mark.index + mark[0].length, marks[index + 1]?.index);
    const target = countIn(leads ? after : lastSentence(before));
    return target === null ? [] : [{ code: `3B.${mark[1]}` as IndicatorCode, target, at: mark.index, line }];
  });
}

function lastSentence(text: string): string {
  const end = [...text.matchAll(SENTENCE_END)].at(-1);
  return end === undefined ? text : text.slice(end.index + end[0].length);
}

/** The only count in `text`, or the only one of persons; null when that leaves a choice. */
function countIn(text: string): number | null {
  const counts = [...text.matchAll(COUNTED)];
  const persons = counts.filter((match) => PERSONS.test(text.slice(match.index + match[0].length)));
  const [count, ...more] = counts.length > 1 ? persons : counts;
  return count === undefined || more.length > 0 ? null : countOf(count[1] as string);
}

function countOf(digits: string): number {
  return Number(digits.replaceAll(".", ""));
}

function repeated(found: Found, earlier: Found): SheetRefusal {
  const message = `Keep the right one of ${found.target} here and ${earlier.target} in line ${earlier.line} for ${quoted(found.code)}.`;
  return { code: "LABEL_REPEATED", message, line: found.line };
}
