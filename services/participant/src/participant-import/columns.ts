/** The columns that an import reads, and the names under which files have them. Pure. */
import { type Dictionary, fold } from "./terms.ts";

/** A column by our own name. */
export type ColumnKey =
  | "cpr"
  | "name"
  | "birthDate"
  | "sex"
  | "municipality"
  | "referredOn"
  | "benefit"
  | "caseReference"
  | "startedOn"
  | "endsOn"
  | "course"
  | "labourStatus"
  | "education"
  | "startFormOn"
  | "workForm"
  | "hoursPerWeek";

/** A column: the name by which messages call it, every name by which files do, and whether a row needs it. */
export type Column = Readonly<{ da: string; names: readonly string[]; mandatory: boolean }>;

/**
 * Every column that is read. Case, accents, spaces and marks of a name do not matter.
 *
 * A person is named by `cpr`, or by name, day of birth and sex; see `missingColumns`.
 */
export const COLUMNS: Readonly<Record<ColumnKey, Column>> = {
  cpr: {
    da: "cpr",
    names: ["cpr-nr", "cpr-nummer", "personnummer", "person-id", "civil registration number", "national id"],
    mandatory: false,
  },
  name: {
    da: "navn",
    names: ["fulde navn", "borgers navn", "borger", "deltager", "name", "full name"],
    mandatory: false,
  },
  birthDate: {
    da: "fødselsdato",
    names: ["født", "fødselsdag", "fødselsdag og år", "birth date", "date of birth", "born"],
    mandatory: false,
  },
  sex: { da: "køn", names: ["sex", "gender"], mandatory: false },
  municipality: {
    da: "kommune",
    names: [
      "kommunekode",
      "kommunenr",
      "kommunenavn",
      "bopælskommune",
      "handlekommune",
      "municipality",
      "municipality code",
    ],
    mandatory: true,
  },
  referredOn: {
    da: "henvist",
    names: [
      "henvisningsdato",
      "henvist den",
      "dato for henvisning",
      "visiteret",
      "referred",
      "referred on",
      "referral date",
    ],
    mandatory: true,
  },
  benefit: {
    da: "ydelse",
    names: ["forsørgelse", "forsørgelsesydelse", "forsørgelsesgrundlag", "ydelsesart", "benefit", "income support"],
    mandatory: true,
  },
  caseReference: {
    da: "sagsnummer",
    names: ["sagsnr", "sags-id", "reference", "sagsbehandlers reference", "case number", "case reference"],
    mandatory: false,
  },
  startedOn: {
    da: "startdato",
    names: [
      "start",
      "forløbsstart",
      "påbegyndt",
      "indskrevet",
      "indskrivningsdato",
      "start date",
      "started on",
      "enrolled",
    ],
    mandatory: false,
  },
  endsOn: {
    da: "slutdato",
    names: [
      "slut",
      "forventet slut",
      "forventet slutdato",
      "planlagt slut",
      "forløbsslut",
      "end date",
      "end",
      "planned end",
    ],
    mandatory: false,
  },
  course: { da: "forløb", names: ["forløbstype", "type af forløb", "course", "course kind"], mandatory: false },
  labourStatus: {
    da: "arbejdsmarkedsstatus",
    names: ["tilknytning til arbejdsmarkedet", "beskæftigelsesstatus", "labour status", "labour market status"],
    mandatory: false,
  },
  education: {
    da: "uddannelse",
    names: ["uddannelsesniveau", "højeste uddannelse", "højest fuldførte uddannelse", "isced", "education"],
    mandatory: false,
  },
  startFormOn: { da: "startskema", names: ["startskema dato", "dato for startskema", "start form"], mandatory: false },
  workForm: {
    da: "arbejdsform",
    names: ["ansættelsesform", "tilbudstype", "form", "work form", "type of employment"],
    mandatory: false,
  },
  hoursPerWeek: {
    da: "timer pr. uge",
    names: [
      "timer",
      "ugentlige timer",
      "timetal",
      "timer om ugen",
      "timer/uge",
      "hours",
      "hours per week",
      "weekly hours",
    ],
    mandatory: false,
  },
};

/** Our columns in the order of the table. */
export const COLUMN_KEYS = Object.keys(COLUMNS) as readonly ColumnKey[];

const BY_NAME: ReadonlyMap<string, ColumnKey> = new Map(
  COLUMN_KEYS.flatMap((key) => [key, COLUMNS[key].da, ...COLUMNS[key].names].map((name) => [fold(name), key] as const)),
);

/** The column that a header names; null when it names none. */
export function columnNamed(header: string): ColumnKey | null {
  return BY_NAME.get(fold(header)) ?? null;
}

/** Every spelling of a header that is known, for suggestions. */
export const COLUMN_NAMES: Dictionary<ColumnKey> = {
  exact: BY_NAME,
  byFold: BY_NAME,
  shown: new Map(COLUMN_KEYS.map((key) => [key, COLUMNS[key].da])),
};

/** What a file lacks with these columns: the mandatory ones, and whatever names a person when there is no `cpr`. */
export function missingColumns(found: ReadonlySet<ColumnKey>): readonly ColumnKey[] {
  const ofPerson: readonly ColumnKey[] = found.has("cpr") ? [] : ["name", "birthDate", "sex"];
  const needed = [...ofPerson, ...COLUMN_KEYS.filter((key) => COLUMNS[key].mandatory)];
  return needed.filter((key) => !found.has(key));
}
