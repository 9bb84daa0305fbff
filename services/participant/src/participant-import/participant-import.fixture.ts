/** Files of made-up citizens, as municipalities write them. */
import { localDate } from "@inclusion/kernel";
import type { Delimiter } from "./csv.ts";
import { type Encoding, encode } from "./decoding.ts";
import type { Conditions } from "./row.ts";

export const PROGRAMME_ID = "0190a000-0000-7000-8000-000000000001";

/** A programme of 2019 to 2022 with Aarhus, Odense and København in it. */
export const CONDITIONS: Conditions = {
  today: localDate("2021-06-01"),
  terms: {
    programmeId: PROGRAMME_ID,
    startsOn: localDate("2019-01-01"),
    endsOn: localDate("2022-12-31"),
    minimumHours: 8,
    municipalities: ["0101", "0461", "0751"].map((municipalityCode) => ({
      municipalityCode,
      joinedOn: localDate("2019-01-01"),
      leftOn: null,
      capacity: null,
      placesTaken: 0,
    })),
  },
  municipalities: null,
  allowReplacementCpr: true,
};

/** Headers of a file with every column that is read, in this order. */
export const HEADERS = [
  ...["cpr", "navn", "fødselsdato", "køn", "kommune", "henvist", "ydelse", "sagsnummer"],
  ...["startdato", "slutdato", "forløb", "arbejdsmarkedsstatus", "uddannelse", "startskema"],
  ...["arbejdsform", "timer pr. uge"],
] as const;

export type HeaderName = (typeof HEADERS)[number];

/** The cells of a row by header. */
export type RowCells = Readonly<Record<HeaderName, string>>;

/** A number that belongs to nobody: its day is 60 higher than a day of the calendar. */
export function testCpr(number: number): string {
  const day = 61 + (number % 28);
  const month = 1 + (Math.floor(number / 28) % 12);
  const year = 60 + (Math.floor(number / 336) % 39);
  const last = 1_000 + (Math.floor(number / 13_104) % 2_000);
  return `${two(day)}${two(month)}${two(year)}-${last}`;
}

/** A citizen who was referred and has started a course; equal numbers make equal rows. */
export function citizen(number: number): RowCells {
  const cpr = testCpr(number);
  const birth = `${two(Number(cpr.slice(0, 2)) - 60)}-${cpr.slice(2, 4)}-19${cpr.slice(4, 6)}`;
  return {
    cpr,
    navn: `Opdigtet Borger ${number}`,
    fødselsdato: birth,
    køn: Number(cpr.at(-1)) % 2 === 1 ? "mand" : "kvinde",
    kommune: ["0751", "Odense", "Københavns Kommune"][number % 3] as string,
    henvist: "04-01-2021",
    ydelse: "kontanthjælp, aktivitetsparat",
    sagsnummer: `S-${number}`,
    startdato: "01.02.2021",
    slutdato: "25/4-2021",
    forløb: "indslusningsforløb",
    arbejdsmarkedsstatus: "langtidsledig",
    uddannelse: "grundskole",
    startskema: "2021-02-01",
    arbejdsform: "virksomhedspraktik",
    "timer pr. uge": "18,5",
  };
}

/** How a file is written. */
export type Style = Readonly<{ delimiter: Delimiter; encoding: Encoding; bom: boolean; lineEnd: string }>;

export const USUAL_STYLE: Style = { delimiter: ";", encoding: "UTF_8", bom: false, lineEnd: "\r\n" };

/** Cells as lines of a file; a cell is put in quotes when it needs them. */
export function lines(rows: readonly (readonly string[])[], delimiter: Delimiter): string[] {
  const field = (text: string): string =>
    /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map((cells) => cells.map(field).join(delimiter));
}

/** A file of these rows with every header. */
export function fileOf(rows: readonly RowCells[], style: Style = USUAL_STYLE): Uint8Array {
  const cells = [HEADERS, ...rows.map((row) => HEADERS.map((name) => row[name]))];
  return encode(`${lines(cells, style.delimiter).join(style.lineEnd)}${style.lineEnd}`, style.encoding, style.bom);
}

function two(part: number): string {
  return String(part).padStart(2, "0");
}
