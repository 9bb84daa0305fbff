/**
 * The title of a programme and the slug that names it in addresses.
 */
import { beginsWithDash, type Line } from "./lines.ts";

/** The letters that Danish spells out in addresses; every other accent is dropped. */
const SPELLED_OUT: Readonly<Record<string, string>> = { æ: "ae", ø: "oe", å: "aa" };

/** A title over several lines is one title; a dash at the start of a later line belongs to it. */
export function titleOf(lines: readonly Line[]): string {
  return lines
    .map((line, index) => (index > 0 && beginsWithDash(line) ? `${line.bullet.trim()} ${line.text}` : line.text))
    .join(" ");
}

/** The title at the head of `lines`: the first paragraph, and what goes on in lower case or after a dash below it. */
export function leadingTitle(lines: readonly Line[]): string {
  const end = lines.findIndex(
    (line, index) => index > 0 && line.afterBlank && !beginsWithDash(line) && !/^\p{Ll}/u.test(line.text),
  );
  return titleOf(end === -1 ? lines : lines.slice(0, end));
}

/** The last paragraph of `lines`. */
export function trailingTitle(lines: readonly Line[]): string {
  const start = lines.findLastIndex((line) => line.afterBlank);
  return titleOf(lines.slice(Math.max(start, 0)));
}

/**
 * The whole title in a-z, 0-9 and single hyphens; empty when it has no letter or digit.
 * An apostrophe joins what it stands between: "SMV'er" is "smver".
 */
export function slugOf(title: string): string {
  const spelled = title
    .normalize("NFC")
    .toLowerCase()
    .replace(/['\u2018\u2019\u02bc\u00b4`]/g, "")
    .replace(/[æøå]/g, (letter) => SPELLED_OUT[letter] as string);
  const words = spelled
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .match(/[a-z0-9]+/g);
  return words?.join("-") ?? "";
}
