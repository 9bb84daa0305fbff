/** Finds in a text what may tell who a person is: numbers, addresses, and names as participants are named in files. Pure. */

export type PersonDataKind = "CPR" | "EMAIL" | "PHONE" | "NAME";

/** Where in the text it stands, in UTF-16 code units: `from` is the first, `to` the one after the last. */
export type PersonDataFinding = Readonly<{ kind: PersonDataKind; from: number; to: number }>;

const NAME = "\\p{Lu}[\\p{Ll}\\p{M}]+(?:-\\p{Lu}[\\p{Ll}\\p{M}]+)?";
const NEXT_NAME = `(?:${NAME}|\\p{Lu}(?:\\.|(?![\\p{L}\\p{N}])))`;
const FULL_NAME = `${NAME}(?: ${NEXT_NAME}){0,3}`;
const WORD_START = "(?<![\\p{L}\\p{N}])";
/** Words before a name by which files speak of a participant, with their endings. */
const PARTICIPANT = anyCase(
  "(?:pt|patient(?:en)?|borger(?:en)?|deltager(?:en)?|klient(?:en)?|kandidat(?:en)?|praktikant(?:en)?|participant|citizen|client|hr|fru)",
);
const AGE = "(?:1[5-9]|[2-9]\\d)";
const BIRTH_YEAR = "(?:19[2-9]\\d|200\\d|201[0-2])";

/** Abbreviations of the field that stand before years and are nobody's initials. */
const NO_INITIALS: ReadonlySet<string> = new Set([
  ...[
    "EU",
    "ESF",
    "RSV",
    "CVR",
    "DK",
    "KL",
    "FN",
    "SKI",
    "NGO",
    "BIP",
    "SMV",
    "CSR",
    "NEG",
    "EØF",
    "EF",
    "DA",
    "LO",
    "FH",
  ],
]);

type Pattern = Readonly<{
  kind: PersonDataKind;
  find: RegExp;
  isMeant?: (found: RegExpExecArray, text: string) => boolean;
}>;

const PATTERNS: readonly Pattern[] = [
  {
    kind: "CPR",
    find: /(?<![\d.,])(\d{2})[ .\-/]?(\d{2})[ .\-/]?(\d{2}) ?[-–—‐‑ ]? ?(\d{4})(?!\d)/gu,
    isMeant: ([, day, month]) => isDayOfCpr(Number(day)) && Number(month) >= 1 && Number(month) <= 12,
  },
  { kind: "EMAIL", find: /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu },
  {
    kind: "EMAIL",
    find: /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+ ?[([{](?:at|snabel-?a|@)[)\]}] ?[\p{L}\p{N}-]+ ?(?:\.|[([{](?:dot|punktum|prik)[)\]}]) ?\p{L}{2,}/giu,
  },
  { kind: "PHONE", find: /(?<![\d+])(?:\+|00)\d{1,3}(?:[ .-]?\(?\d{1,4}\)?){2,6}(?!\d)/gu },
  {
    kind: "PHONE",
    find: /(?<![\d.,+-])[2-9]\d(?:[ .-]\d{2}){3}(?![\d])|(?<![\d.,+-])[2-9]\d{3}[ -]\d{4}(?!\d)/gu,
    isMeant: isNoRegisterNumber,
  },
  {
    kind: "PHONE",
    find: /(?<![\d.,+-])[2-9]\d{7}(?![\d.,]\d|\d)/gu,
    isMeant: (found, text) => isNoRegisterNumber(found, text) && !isCalendarDay(found[0]),
  },
  { kind: "NAME", find: new RegExp(`${WORD_START}${PARTICIPANT}\\.? ${FULL_NAME}`, "gu") },
  { kind: "NAME", find: new RegExp(`${WORD_START}${FULL_NAME}(?:,| på| \\() ?(?:på )?${AGE} ?(?:år|years|ÅR)`, "gu") },
  { kind: "NAME", find: new RegExp(`${WORD_START}${NAME} \\p{Lu}\\.,? ?\\(?${AGE}(?!\\d)`, "gu") },
  { kind: "NAME", find: new RegExp(`${WORD_START}${AGE}[- ](?:årige?|year-old) ${FULL_NAME}`, "gu") },
  { kind: "NAME", find: new RegExp(`${WORD_START}${NAME} \\p{Lu}\\.(?=,| \\p{Ll})`, "gu") },
  {
    kind: "NAME",
    find: new RegExp(
      `${WORD_START}${FULL_NAME},? \\(?(?:f\\.|født|born) ?(?:i |in )?(?:\\d{1,2}[./-]\\d{1,2}[./-])?\\d{2,4}`,
      "gu",
    ),
  },
  {
    kind: "NAME",
    find: new RegExp(
      `${WORD_START}((?:\\p{Lu}\\.? ?){2,3}),? ?\\(?(?:f\\.? ?|født ?(?:i )?)?${BIRTH_YEAR}(?!\\d)`,
      "gu",
    ),
    isMeant: ([, initials = ""]) => !NO_INITIALS.has(initials.replace(/[^\p{L}]/gu, "")),
  },
];

/**
 * Everything in the text that may tell who a person is, in the order of the text; what overlaps is one finding.
 *
 * A register number (CVR) of an organisation is none, and neither is a day or an amount. Full names without a mark of a
 * participant are not found: parties are named too.
 */
export function findPersonData(text: string): readonly PersonDataFinding[] {
  const { folded, at } = fold(text);
  const found = PATTERNS.flatMap(({ kind, find, isMeant }) =>
    [...folded.matchAll(find)]
      .filter((match) => isMeant?.(match, folded) ?? true)
      .map((match) => ({
        kind,
        from: at[match.index] ?? text.length,
        to: (at[match.index + match[0].length - 1] ?? text.length) + 1,
      })),
  );
  return merged(found.sort((a, b) => a.from - b.from || b.to - a.to));
}

/** A pattern of small letters for either case. Written out, because flags inside a pattern are not read alike each time. */
function anyCase(pattern: string): string {
  return pattern.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

function merged(findings: readonly PersonDataFinding[]): readonly PersonDataFinding[] {
  const kept: PersonDataFinding[] = [];
  for (const finding of findings) {
    const last = kept.at(-1);
    if (last === undefined || finding.from >= last.to) kept.push(finding);
    else kept[kept.length - 1] = { ...last, to: Math.max(last.to, finding.to) };
  }
  return kept;
}

/** The text in the forms that the patterns know, and where each of its characters stood: what is invisible is left out. */
function fold(text: string): Readonly<{ folded: string; at: readonly number[] }> {
  let folded = "";
  const at: number[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const plain = plainForm(text[index] as string);
    if (plain === " " && folded.endsWith(" ")) continue;
    if (plain === "") continue;
    folded += plain;
    at.push(index);
  }
  return { folded, at };
}

function plainForm(character: string): string {
  if (/[\u00ad\u200b-\u200f\u2060\ufeff]/u.test(character)) return "";
  if (/\s/u.test(character)) return " ";
  if (/[\uff01-\uff5e]/u.test(character)) return String.fromCharCode(character.charCodeAt(0) - 0xfee0);
  return character;
}

/** Replacement numbers (erstatnings-CPR) add 60 to the day. */
function isDayOfCpr(day: number): boolean {
  return (day >= 1 && day <= 31) || (day >= 61 && day <= 91);
}

/** Whether the words before a number do not say that it is a register number or a postal account. */
function isNoRegisterNumber({ index }: RegExpExecArray, text: string): boolean {
  return !/(?:CVR|SE|P|EAN|journal|sag)[\p{L}. :-]*$/iu.test(text.slice(Math.max(0, index - 20), index));
}

function isCalendarDay(digits: string): boolean {
  const [month, day] = [Number(digits.slice(4, 6)), Number(digits.slice(6))];
  return /^(?:19|20)/.test(digits) && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}
