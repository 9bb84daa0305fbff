/** The two languages of what people read. Codes, names and values are the same in both. */

/** Danish, or English for everybody else. */
export type Language = "da" | "en";

/** A text in both languages. */
export type Said = Readonly<{ da: string; en: string }>;

/**
 * English sentences with their Danish ones. `{}` stands for a value that belongs to no language, or for words that
 * have a Danish sentence of their own; `{!}` for anything, as a name. In the Danish sentence `{1}` is the first value.
 */
export type Phrases = Readonly<Record<string, string>>;

/** What a service says in Danish. */
export type DanishTexts = Readonly<{
  /** Enum of refusal codes -> code -> what it means. */
  refusals: Readonly<Record<string, Readonly<Record<string, string>>>>;
  phrases: Phrases;
}>;

/** Finds the Danish of an English sentence; null when there is none, or when a value in it is English. */
export type Phrasebook = (english: string) => string | null;

type Pattern = Readonly<{ shape: RegExp; isVerbatim: readonly boolean[]; danish: string; letters: number }>;

/** A day, a number, a code, the name of a field, a scope, an id or a quotation: the same in every language. */
const PLAIN =
  /^(?:"[^"]*"|(?=\S*[\d_.])[\w.,:/%+-]+|[A-Z]{2,}|[a-z-]+(?::[a-z-]+)+|[a-z]+[A-Z]\w*|\d{4}-\d{2}-\d{2}(?: [ao]f \d{4}-\d{2}-\d{2})?)$/;

/** What stays of a sentence that has no Danish one. */
const VALUES =
  /"[^"]*"|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b\d{4}-\d{2}-\d{2}\b|\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b|\b\d+(?:[.,]\d+)*\b/g;
const MOST_VALUES = 6;

/** Makes phrases searchable by a sentence whose values are filled in. */
export function phrasebookOf(phrases: Phrases): Phrasebook {
  const whole = new Map<string, string>();
  const patterns: Pattern[] = [];
  for (const [english, danish] of Object.entries(phrases)) {
    if (/\{!?\}/.test(english)) patterns.push(patternOf(english, danish));
    else whole.set(english, danish);
  }
  patterns.sort((a, b) => b.letters - a.letters);
  const find: Phrasebook = (english) => {
    const known = whole.get(english);
    if (known !== undefined) return known;
    for (const { shape, isVerbatim, danish } of patterns) {
      const [, ...values] = shape.exec(english) ?? [];
      if (values.length === 0) continue;
      const said = values.map((value, at) => (isVerbatim[at] === true ? value : valueIn(find, value)));
      if (said.every((value) => value !== null)) return filled(danish, said as readonly string[]);
    }
    return null;
  };
  return find;
}

/**
 * The Danish of a sentence: its own, or the one of its code with the values that the sentence holds. English never
 * comes out of it.
 *
 * @param ofCode what the code means, as a sentence
 */
export function inDanish(find: Phrasebook, english: string, ofCode: string): string {
  const own = find(english);
  if (own !== null) return own;
  const values = [...new Set(english.match(VALUES) ?? [])].slice(0, MOST_VALUES);
  return values.length === 0 ? ofCode : `${ofCode.replace(/\.$/, "")} (${values.join(", ")}).`;
}

function patternOf(english: string, danish: string): Pattern {
  const parts = english.split(/(\{!?\})/);
  const holes = parts.filter((part) => part === "{}" || part === "{!}");
  const shape = parts
    .map((part) => (part === "{}" || part === "{!}" ? "(.+?)" : part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")))
    .join("");
  return {
    shape: new RegExp(`^${shape}$`, "s"),
    isVerbatim: holes.map((hole) => hole === "{!}"),
    danish,
    letters: english.length - holes.join("").length,
  };
}

/** A value as it stands, in Danish words, or a list of such. */
function valueIn(find: Phrasebook, value: string): string | null {
  if (PLAIN.test(value)) return value;
  const words = find(value);
  if (words !== null) return words;
  const parts = value.split(/(, | or | and | \+ )/);
  if (parts.length === 1) return null;
  const said = parts.map((part) => JOINTS[part] ?? valueIn(find, part));
  return said.every((part) => part !== null) ? said.join("") : null;
}

const JOINTS: Readonly<Record<string, string>> = { ", ": ", ", " + ": " + ", " or ": " eller ", " and ": " og " };

function filled(danish: string, values: readonly string[]): string {
  return danish.replace(/\{(\d)\}/g, (_, at: string) => values[Number(at) - 1] ?? "");
}
