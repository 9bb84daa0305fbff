/** A file of made-up citizens with one mistake in each row. */
import type { FindingCode } from "./findings.ts";
import { citizen, HEADERS, type HeaderName, lines, type RowCells } from "./participant-import.fixture.ts";

/** A mistake of a row, and where and as what it has to be reported. */
export type Planted = Readonly<{
  cells?: Partial<Record<HeaderName, string>>;
  at: HeaderName | null;
  code: FindingCode;
}> &
  Readonly<{ suggestion?: string; cut?: (line: string) => string }>;

/** One mistake a row. They are mistakes until the year 2029, in a programme from 2019 to 2030. */
export const PLANTED: readonly Planted[] = [
  { at: "cpr", code: "CPR_INVALID", cells: { cpr: "731301-1000" } },
  { at: "cpr", code: "CPR_INVALID", cells: { cpr: "61018012" } },
  { at: "fødselsdato", code: "CPR_MISMATCH", cells: { fødselsdato: "02-03-1977" } },
  { at: "køn", code: "CPR_MISMATCH", cells: { køn: "M" } },
  { at: "navn", code: "TEXT_DAMAGED", cells: { navn: "SÃ¸ren Opdigtet" } },
  { at: "navn", code: "TEXT_TOO_LONG", cells: { navn: "Opdigtet ".repeat(30) } },
  { at: "navn", code: "VALUE_MISSING", cells: { cpr: "", navn: "" } },
  { at: "fødselsdato", code: "DATE_IN_FUTURE", cells: { cpr: "", fødselsdato: "01-01-2031" } },
  { at: "fødselsdato", code: "DATE_INVALID", cells: { cpr: "", fødselsdato: "30.02.1980" }, suggestion: "29.02.1980" },
  { at: "køn", code: "SEX_UNKNOWN", cells: { cpr: "", køn: "kvnde" }, suggestion: "kvinde" },
  { at: "køn", code: "VALUE_MISSING", cells: { cpr: "", køn: "" } },
  { at: "kommune", code: "MUNICIPALITY_UNKNOWN", cells: { kommune: "0411" } },
  { at: "kommune", code: "MUNICIPALITY_UNKNOWN", cells: { kommune: "Christiansø" } },
  { at: "kommune", code: "MUNICIPALITY_UNKNOWN", cells: { kommune: "Arhus" }, suggestion: "Aarhus" },
  { at: "kommune", code: "MUNICIPALITY_NOT_IN_PROGRAMME", cells: { kommune: "Randers" } },
  { at: "kommune", code: "VALUE_MISSING", cells: { kommune: "" } },
  { at: "henvist", code: "VALUE_MISSING", cells: { henvist: "" } },
  { at: "henvist", code: "DATE_INVALID", cells: { henvist: "31.11.2020" }, suggestion: "30.11.2020" },
  { at: "henvist", code: "DATE_UNREADABLE", cells: { henvist: "04-01-21" }, suggestion: "04-01-2021" },
  { at: "henvist", code: "DATE_UNREADABLE", cells: { henvist: "44200" }, suggestion: "04-01-2021" },
  { at: "henvist", code: "OUTSIDE_PROGRAMME_PERIOD", cells: { henvist: "31-12-2018" } },
  { at: "ydelse", code: "BENEFIT_UNKNOWN", cells: { ydelse: "sygedagpnege" }, suggestion: "sygedagpenge" },
  { at: "ydelse", code: "VALUE_MISSING", cells: { ydelse: "" } },
  { at: "sagsnummer", code: "TEXT_TOO_LONG", cells: { sagsnummer: "S".repeat(41) } },
  { at: "startdato", code: "DATE_INVALID", cells: { startdato: "31.02.2021" }, suggestion: "28.02.2021" },
  { at: "startdato", code: "DATE_ORDER", cells: { startdato: "01-12-2020" } },
  { at: "startdato", code: "DATE_IN_FUTURE", cells: { startdato: "01-07-2029", slutdato: "01-09-2029" } },
  { at: "slutdato", code: "DATE_ORDER", cells: { slutdato: "31-01-2021" } },
  { at: "slutdato", code: "OUTSIDE_PROGRAMME_PERIOD", cells: { slutdato: "01-01-2031" } },
  { at: "slutdato", code: "VALUE_MISSING", cells: { slutdato: "" } },
  { at: "forløb", code: "COURSE_GATE_MISMATCH", cells: { forløb: "fastholdelsesforløb" } },
  { at: "arbejdsmarkedsstatus", code: "LABOUR_STATUS_UNKNOWN", cells: { arbejdsmarkedsstatus: "måske" } },
  { at: "uddannelse", code: "EDUCATION_UNKNOWN", cells: { uddannelse: "9" } },
  { at: "arbejdsform", code: "WORK_FORM_UNKNOWN", cells: { arbejdsform: "flekjob" }, suggestion: "fleksjob" },
  { at: "timer pr. uge", code: "HOURS_OUT_OF_RANGE", cells: { "timer pr. uge": "37,5" } },
  { at: "timer pr. uge", code: "NUMBER_UNREADABLE", cells: { "timer pr. uge": "20 timer" }, suggestion: "20" },
  { at: null, code: "FIELDS_SURPLUS", cut: (line) => `${line};mere` },
];

/** The file; `everywhere` are cells of every row but where its mistake is. */
export function plantedFile(everywhere: Partial<RowCells> = {}): string {
  const rows = PLANTED.map(({ cells, cut = (line) => line }, index) => {
    const row = { ...citizen(index + 1), ...everywhere, ...cells };
    return cut(lines([HEADERS.map((name) => row[name])], ";")[0] as string);
  });
  return [HEADERS.join(";"), ...rows, ""].join("\r\n");
}
