/** Days as people in Denmark write them. Pure. */
import { addDays, type LocalDate, localDate, localDateOf } from "@inclusion/kernel";

/** A day, or why a text is none, with the day that was probably meant in the style of the text. */
export type DateRead =
  | Readonly<{ ok: true; day: LocalDate }>
  | Readonly<{ ok: false; code: "DATE_INVALID" | "DATE_UNREADABLE"; suggestion: string | null }>;

const DAY_FIRST = /^(\d{1,2})(\s?[-./]\s?)(\d{1,2})(\s?[-./]\s?)(\d{4})$/;
const YEAR_FIRST = /^(\d{4})([-./])(\d{1,2})[-./](\d{1,2})(?:[ T]00:00(?::00(?:\.0+)?)?Z?)?$/;
const IN_WORDS = /^(\d{1,2})\.?\s*([a-zæøå]{3,9})\.?\s+(\d{4})$/i;
const SHORT_YEAR = /^(\d{1,2})(\s?[-./]\s?)(\d{1,2})(\s?[-./]\s?)(\d{2})$/;
const DAY_NUMBER = /^[1-7]\d{4}$/;

const MONTHS = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];

/**
 * Reads dd-mm-yyyy, dd.mm.yyyy, d/m-yyyy, "1. marts 2021" and ISO, with midnight behind it or not.
 *
 * A year of two digits and the day numbers of spreadsheets are not guessed; what they mean is suggested.
 */
export function readDate(text: string): DateRead {
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst !== null) {
    const [, day, one, month, two, year] = dayFirst as unknown as [string, string, string, string, string, string];
    return dayOr(parts(year, month, day), (d, m) => `${d}${one}${m}${two}${year}`);
  }
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst !== null) {
    const [, year, mark, month, day] = yearFirst as unknown as [string, string, string, string, string];
    return dayOr(parts(year, month, day), (d, m) => `${year}${mark}${m}${mark}${d}`);
  }
  const inWords = IN_WORDS.exec(text);
  if (inWords !== null) {
    const [, day, word, year] = inWords as unknown as [string, string, string, string];
    const month = MONTHS.indexOf(word.slice(0, 3).toLowerCase()) + 1;
    if (month > 0) return dayOr(parts(year, String(month), day), (d) => `${Number(d)}. ${word} ${year}`);
  }
  return { ok: false, code: "DATE_UNREADABLE", suggestion: meant(text) };
}

type Parts = Readonly<{ year: number; month: number; day: number }>;

function parts(year: string, month: string, day: string): Parts {
  return { year: Number(year), month: Number(month), day: Number(day) };
}

function dayOr({ year, month, day }: Parts, styled: (day: string, month: string) => string): DateRead {
  if (year < 1900 || year > 2100) return { ok: false, code: "DATE_UNREADABLE", suggestion: null };
  const found = localDateOf(year, month, day);
  if (found !== null) return { ok: true, day: found };
  const suggestion = nearest(year, month, day);
  return {
    ok: false,
    code: "DATE_INVALID",
    suggestion: suggestion === null ? null : styled(suggestion.slice(8, 10), suggestion.slice(5, 7)),
  };
}

/** A day that the month lacks becomes its last; a month above twelve has probably changed places with the day. */
function nearest(year: number, month: number, day: number): LocalDate | null {
  if (month > 12) return localDateOf(year, day, month);
  const next = month === 12 ? localDateOf(year + 1, 1, 1) : localDateOf(year, month + 1, 1);
  return day > 28 && day <= 31 && next !== null ? addDays(next, -1) : null;
}

function meant(text: string): string | null {
  const short = SHORT_YEAR.exec(text);
  if (short !== null) {
    const [, day, one, month, two, year] = short as unknown as [string, string, string, string, string, string];
    const full = `${day}${one}${month}${two}20${year}`;
    return readDate(full).ok ? full : null;
  }
  if (!DAY_NUMBER.test(text)) return null;
  return danishDate(addDays(localDate("1899-12-30"), Number(text)));
}

/** A day as dd-mm-yyyy. */
export function danishDate(day: LocalDate): string {
  return day.split("-").reverse().join("-");
}
