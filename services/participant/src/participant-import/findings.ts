/** What an import says of a file: the catalogue of findings, in Danish and English. Pure. */

export type Severity = "ERROR" | "WARNING";
export type FindingText = Readonly<{ da: string; en: string }>;
type Kind = Readonly<{ severity: Severity }> & FindingText;

const error = (da: string, en: string): Kind => ({ severity: "ERROR", da, en });
const warning = (da: string, en: string): Kind => ({ severity: "WARNING", da, en });

/**
 * Every finding. `{value}` is the cell as it may be shown, `{column}` the column's name in the file, `{other}` what
 * the cell is compared with.
 */
export const FINDINGS = {
  FILE_EMPTY: error("Filen er tom.", "The file is empty."),
  FILE_NOT_TEXT: error(
    "Filen er ikke en tekstfil. Gem den som CSV (UTF-8) fra regnearket.",
    "The file is no text. Save it as CSV (UTF-8) in the spreadsheet.",
  ),
  FILE_TOO_LARGE: error(
    "Filen er for stor; højst {other} læses. Del den op.",
    "The file is too large; at most {other} are read. Divide it.",
  ),
  ROWS_TOO_MANY: error(
    "Filen har for mange rækker; højst {other} læses. Del den op.",
    "The file has too many rows; at most {other} are read. Divide it.",
  ),
  ROWS_MISSING: error("Der er ingen rækker under overskrifterne.", "There are no rows below the headers."),
  QUOTE_UNCLOSED: error(
    "Et citationstegn, der begynder her, slutter aldrig.",
    "A quotation mark that begins here never ends.",
  ),
  COLUMN_MISSING: error("Kolonnen {column} mangler.", "The column {column} is missing."),
  COLUMN_REPEATED: error(
    "Kolonnen {column} står to gange; den første er kolonne {other}.",
    "The column {column} stands twice; the first is column {other}.",
  ),
  COLUMN_UNKNOWN: warning(
    "Kolonnen {column} kendes ikke og læses ikke.",
    "The column {column} is not known and is not read.",
  ),
  FIELDS_MISSING: error(
    "Rækken har {value} felter; overskriften har {other}.",
    "The row has {value} fields; the header has {other}.",
  ),
  FIELDS_SURPLUS: error(
    "Rækken har {value} felter; overskriften har {other}. Et skilletegn i en celle kræver citationstegn.",
    "The row has {value} fields; the header has {other}. A delimiter within a cell needs quotation marks.",
  ),
  TEXT_DAMAGED: error(
    "Bogstaver i {value} er gået tabt. Gem filen igen som UTF-8.",
    "Letters in {value} are lost. Save the file again as UTF-8.",
  ),
  TEXT_FORMULA: warning(
    "{column} begynder som en formel; cellen er gjort harmløs i filen, der kommer tilbage.",
    "{column} begins like a formula; the cell is made harmless in the file that comes back.",
  ),
  TEXT_TOO_LONG: error(
    "{column} er for lang; højst {other} tegn.",
    "{column} is too long; at most {other} characters.",
  ),
  VALUE_MISSING: error("{column} mangler.", "{column} is missing."),
  DATE_INVALID: error("{value} findes ikke.", "{value} is not a date."),
  DATE_UNREADABLE: error(
    "{value} kan ikke læses som dato. Skriv dd-mm-åååå.",
    "{value} cannot be read as a date. Write dd-mm-yyyy.",
  ),
  DATE_IN_FUTURE: error("{value} ligger i fremtiden.", "{value} is in the future."),
  DATE_ORDER: error("{value} ligger før {other}.", "{value} is before {other}."),
  OUTSIDE_PROGRAMME_PERIOD: error(
    "{value} ligger uden for indsatsens periode, {other}.",
    "{value} is outside the programme's period, {other}.",
  ),
  MUNICIPALITY_UNKNOWN: error("{value} er ikke en kommune.", "{value} is no municipality."),
  MUNICIPALITY_NOT_IN_PROGRAMME: error(
    "{value} deltager ikke i indsatsen den {other}.",
    "{value} takes no part in the programme on {other}.",
  ),
  MUNICIPALITY_NOT_YOURS: error("Du kan ikke indlæse borgere fra {value}.", "You cannot import citizens of {value}."),
  BENEFIT_UNKNOWN: error("{value} er ikke en kendt ydelse.", "{value} is no known benefit."),
  SEX_UNKNOWN: error("{value} er ikke kvinde eller mand.", "{value} is neither woman nor man."),
  EDUCATION_UNKNOWN: error(
    "{value} er ikke et uddannelsesniveau; skriv ISCED 0 til 8.",
    "{value} is no level of education; write ISCED 0 to 8.",
  ),
  LABOUR_STATUS_UNKNOWN: error("{value} er ikke en arbejdsmarkedsstatus.", "{value} is no labour status."),
  WORK_FORM_UNKNOWN: error("{value} er ikke en arbejdsform.", "{value} is no form of work."),
  COURSE_UNKNOWN: error("{value} er ikke et forløb.", "{value} is no course."),
  COURSE_GATE_MISMATCH: error(
    "{value} er for tidligere deltagere og kan ikke indlæses som henvisning.",
    "{value} is for alumni and cannot be imported as a referral.",
  ),
  NUMBER_UNREADABLE: error(
    "{value} kan ikke læses som et tal. Skriv fx 18,5.",
    "{value} cannot be read as a number. Write for example 18,5.",
  ),
  HOURS_OUT_OF_RANGE: error("{value} timer er ikke mellem 0 og 37.", "{value} hours are not between 0 and 37."),
  CPR_INVALID: error(
    "CPR-nummeret har ikke ti cifre med en rigtig dato.",
    "The CPR number is not ten digits with a real date.",
  ),
  CPR_IN_WRONG_FIELD: error(
    "{column} indeholder et CPR-nummer; det hører kun hjemme i kolonnen cpr.",
    "{column} holds a CPR number; it belongs in the column cpr alone.",
  ),
  CPR_MISMATCH: error("{column} passer ikke til CPR-nummeret.", "{column} does not agree with the CPR number."),
  ROW_REPEATED: error("Borgeren står også i linje {other}.", "The citizen also stands in line {other}."),
  ENTRY_FACTS_INCOMPLETE: warning(
    "{other} mangler; borgeren indlæses som henvist, ikke som startet.",
    "{other} is missing; the citizen is imported as referred, not as started.",
  ),
  IDENTITY_NOT_KEPT: warning(
    "{other} mangler; uden både navn og CPR-nummer gemmes kun fødselsdato og køn.",
    "{other} is missing; without both name and CPR number only day of birth and sex are kept.",
  ),
  LIKELY_DUPLICATE: warning(
    "Borgeren har sandsynligvis et forløb i forvejen.",
    "The citizen probably has a participation already.",
  ),
  ALREADY_PARTICIPATES: warning(
    "Borgeren deltager allerede i indsatsen; rækken springes over.",
    "The citizen takes part in the programme already; the row is passed over.",
  ),
} as const satisfies Readonly<Record<string, Kind>>;

export type FindingCode = keyof typeof FINDINGS;

/** Something that an import says of one place of a file. */
export type Finding = Readonly<{
  /** Line of the file, from 1. */
  line: number;
  /** Name of the column in the file; our own when the file lacks it; null when it is about a whole line. */
  column: string | null;
  /** Number of the column, from 1; null when there is none. */
  columnNumber: number | null;
  /** The cell without what names a person. */
  value: string | null;
  severity: Severity;
  code: FindingCode;
  text: FindingText;
  /** What was probably meant. */
  suggestion: string | null;
  /** An earlier participation of the same citizen, when the viewer may see it. */
  participationId: string | null;
}>;

/** Where a finding stands and what it speaks of. */
export type Spot = Readonly<{
  line: number;
  column?: string | null;
  columnNumber?: number | null;
  value?: string | null;
  other?: string;
  suggestion?: string | null;
  participationId?: string | null;
}>;

/** The finding of this code at this spot, with its sentences filled in. */
export function findingOf(code: FindingCode, spot: Spot): Finding {
  const { severity, da, en } = FINDINGS[code];
  const words = { value: spot.value ?? "", column: spot.column ?? "", other: spot.other ?? "" };
  return {
    line: spot.line,
    column: spot.column ?? null,
    columnNumber: spot.columnNumber ?? null,
    value: spot.value ?? null,
    severity,
    code,
    text: { da: filled(da, words), en: filled(en, words) },
    suggestion: spot.suggestion ?? null,
    participationId: spot.participationId ?? null,
  };
}

/** Findings from the top of the file to its end, those of a line from left to right. */
export function inFileOrder(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => a.line - b.line || (a.columnNumber ?? 0) - (b.columnNumber ?? 0));
}

function filled(template: string, words: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, word: string) => words[word] ?? "");
}
