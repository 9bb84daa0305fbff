/**
 * A sheet as lines: what is left of a text when the traces of copying are gone.
 *
 * Indentation, bullets, tabs and kinds of space differ from copy to copy of one page and mean nothing.
 */

/** A line with a text; blank lines and the collector's lines are left out. */
export type Line = Readonly<{
  /** Counted from 1 in the text as it was handed in. */
  number: number;
  /** White space folded to single spaces, without bullet. */
  text: string;
  /** The same text where tabs divide it, as in a copied table; one cell when there is no tab. */
  cells: readonly string[];
  /** The mark before the text with the space after it; empty when there is none. A dash may also be a minus, or belong to the sentence. */
  bullet: string;
  afterBlank: boolean;
}>;

/** The label and value block, and the text below it in which labels are only words. */
export type Sections = Readonly<{ block: readonly Line[]; prose: readonly Line[] }>;

const LINE_BREAK = /\r\n|[\n\r\u2028\u2029]/;
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
const BULLETS = /^[\s•·●▪◦‣*–—-]+/;
const PROSE_STARTS: ReadonlySet<string> = new Set(["projektbeskrivelse", "projektresumé", "projektresume"]);
const PAGE_ENDS: ReadonlySet<string> = new Set(["se slutevaluering af projektet", "hent pdf"]);

/** The lines of `text` in composed Unicode (NFC), without blank ones and without those that begin with `#`. */
export function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let afterBlank = false;
  for (const [index, written] of text.normalize("NFC").split(LINE_BREAK).entries()) {
    const visible = written.replace(INVISIBLE, "").trim();
    if (visible.startsWith("#")) continue;
    const marks = BULLETS.exec(visible)?.[0] ?? "";
    const cells = visible
      .slice(marks.length)
      .split("\t")
      .map(folded)
      .filter((cell) => cell !== "");
    if (cells.length > 0) {
      lines.push({ number: index + 1, text: cells.join(" "), cells, bullet: marks.replace(/\s+/g, " "), afterBlank });
    }
    afterBlank = cells.length === 0;
  }
  return lines;
}

/** Divides a page where its prose begins, and drops what follows its end. */
export function sectionsOf(lines: readonly Line[]): Sections {
  const end = lines.findIndex((line) => PAGE_ENDS.has(line.text.toLowerCase()));
  const page = end === -1 ? lines : lines.slice(0, end);
  const start = page.findIndex((line) => PROSE_STARTS.has(line.text.split(":", 1)[0]?.toLowerCase() ?? ""));
  return start === -1 ? { block: page, prose: [] } : { block: page.slice(0, start), prose: page.slice(start) };
}

/** Whether the mark before the text can be a minus, or a dash between two halves of a sentence. */
export function beginsWithDash(line: Pick<Line, "bullet">): boolean {
  return /[–—-] ?$/.test(line.bullet);
}

/** `text` with each run of white space as one space, and none at its ends. */
export function folded(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
