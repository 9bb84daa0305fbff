/** One row of an import as what it says of a citizen. Pure. */
import { daysBetween, type LocalDate } from "@inclusion/kernel";
import type { CourseKind } from "../course/course.ts";
import type { WorkForm } from "../employment/employment.ts";
import type { Education, LabourStatus } from "../entry-facts/entry-facts.ts";
import { birthDateOf, type Cpr, readCpr, sexOf } from "../identity/cpr.ts";
import type { Benefit } from "../participation/participation.ts";
import type { Sex } from "../participation/person.ts";
import { type ProgrammeTerms, runsOn, takesPartOn } from "../programme-terms/programme-terms.ts";
import {
  absent,
  type Cell,
  type Cells,
  dayIn,
  filled,
  hoursIn,
  municipalityIn,
  type Say,
  termIn,
  textIn,
} from "./cells.ts";
import { COLUMNS, type ColumnKey } from "./columns.ts";
import { danishDate } from "./dates.ts";
import { BENEFIT, COURSE, EDUCATION, LABOUR_STATUS, SEX, WORK_FORM } from "./vocabulary.ts";

/** Against what a row is read. */
export type Conditions = Readonly<{
  today: LocalDate;
  terms: ProgrammeTerms;
  /** Municipalities whose citizens the importer may bring; null is all. */
  municipalities: ReadonlySet<string> | null;
  /** Whether CPR numbers with 60 added to the day are taken. */
  allowReplacementCpr: boolean;
}>;

/** Who a row is about. */
export type RowPerson = Readonly<{ cpr: Cpr | null; name: string | null; birthDate: LocalDate; sex: Sex }>;

/** The course that a row has started; `plannedWeeks` are whole weeks, the last one counted whole. */
export type RowCourse = Readonly<{ kind: CourseKind; startedOn: LocalDate; plannedWeeks: number }>;

/** A row that can be imported. `course` is null for a citizen who is referred only. */
export type ImportRow = Readonly<{
  line: number;
  person: RowPerson;
  municipalityCode: string;
  referredOn: LocalDate;
  benefit: Benefit;
  caseReference: string | null;
  labourStatus: LabourStatus | null;
  education: Education | null;
  startFormOn: LocalDate | null;
  course: RowCourse | null;
  workForm: WorkForm | null;
  hoursPerWeek: number | null;
}>;

const LONGEST_NAME = 200;
const LONGEST_REFERENCE = 40;

/** Reads a row; null when something is at fault, and everything that is to be said of it goes to `say`. */
export function readRow(cells: Cells, conditions: Conditions, say: Say): ImportRow | null {
  const person = personIn(cells, conditions, say);
  const referredOn = eventDay(cells, "referredOn", conditions, say);
  const municipalityCode = municipalityOf(cells, referredOn, conditions, say);
  const benefit = termIn(filled(cells, "benefit", true, say), { terms: BENEFIT, unknown: "BENEFIT_UNKNOWN" }, say);
  const caseReference = textIn(filled(cells, "caseReference", false, say), LONGEST_REFERENCE, say);
  const facts = factsIn(cells, conditions, say);
  const course = courseIn(cells, { conditions, referredOn, facts }, say);
  const workForm = termIn(
    filled(cells, "workForm", false, say),
    { terms: WORK_FORM, unknown: "WORK_FORM_UNKNOWN" },
    say,
  );
  const hoursPerWeek = hoursIn(filled(cells, "hoursPerWeek", false, say), say);
  if (person !== null && referredOn !== null && referredOn < person.birthDate) {
    say("DATE_ORDER", absent(cells, "referredOn"), { other: danishDate(person.birthDate) });
  }
  if (person === null || referredOn === null || municipalityCode === null || benefit === null) return null;
  const { line } = cells;
  return {
    line,
    person,
    municipalityCode,
    referredOn,
    benefit,
    caseReference,
    ...facts,
    course,
    workForm,
    hoursPerWeek,
  };
}

/** By the CPR number when the row has one, else by name, day of birth and sex; what the row has twice must agree. */
function personIn(cells: Cells, { today, allowReplacementCpr }: Conditions, say: Say): RowPerson | null {
  const cprCell = filled(cells, "cpr", false, say);
  const cpr = cprIn(cprCell, allowReplacementCpr, say);
  const needed = (cells.of.get("cpr")?.text ?? "") === "";
  const others = cells.of.has("name") && cells.of.has("birthDate") && cells.of.has("sex");
  if (needed && !others && cells.of.has("cpr")) say("VALUE_MISSING", absent(cells, "cpr"));
  const nameCell = filled(cells, "name", needed, say);
  const birthCell = filled(cells, "birthDate", needed, say);
  const sexCell = filled(cells, "sex", needed, say);
  const name = textIn(nameCell, LONGEST_NAME, say);
  const birthDate = dayIn(birthCell, say);
  const sex = termIn(sexCell, { terms: SEX, unknown: "SEX_UNKNOWN" }, say);
  if (cpr === null && birthCell !== null && birthDate !== null && birthDate > today) {
    return say("DATE_IN_FUTURE", birthCell);
  }
  if (cpr !== null) {
    if (birthCell !== null && birthDate !== null && birthDate !== birthDateOf(cpr)) say("CPR_MISMATCH", birthCell);
    if (sexCell !== null && sex !== null && sex !== sexOf(cpr)) say("CPR_MISMATCH", sexCell);
    if (cells.of.get("name")?.text === "") identityNotKept(cells, "name", say);
    return { cpr, name, birthDate: birthDateOf(cpr), sex: sexOf(cpr) };
  }
  if (cprCell !== null || name === null || birthDate === null || sex === null) return null;
  if (cells.of.has("cpr")) identityNotKept(cells, "cpr", say);
  return { cpr: null, name, birthDate, sex };
}

function identityNotKept(cells: Cells, key: "cpr" | "name", say: Say): void {
  say("IDENTITY_NOT_KEPT", absent(cells, key), { other: COLUMNS[key].da });
}

function cprIn(cell: Cell | null, allowReplacement: boolean, say: Say): Cpr | null {
  if (cell === null) return null;
  const read = readCpr(cell.text, allowReplacement);
  return read.ok ? read.value : say("CPR_INVALID", cell);
}

/** A day on which something happened: not in the future, and within the programme. */
function eventDay(cells: Cells, key: "referredOn" | "startedOn", at: Conditions, say: Say): LocalDate | null {
  const cell = filled(cells, key, key === "referredOn", say);
  const day = dayIn(cell, say);
  if (cell === null || day === null) return null;
  if (day > at.today) say("DATE_IN_FUTURE", cell);
  withinProgramme(cell, day, at.terms, say);
  return day;
}

function withinProgramme(cell: Cell, day: LocalDate, terms: ProgrammeTerms, say: Say): void {
  if (!runsOn(terms, day)) say("OUTSIDE_PROGRAMME_PERIOD", cell, { other: periodText(terms) });
}

function periodText({ startsOn, endsOn }: ProgrammeTerms): string {
  return [startsOn, endsOn].map((day) => (day === null ? "…" : danishDate(day))).join(" – ");
}

function municipalityOf(cells: Cells, on: LocalDate | null, at: Conditions, say: Say): string | null {
  const cell = filled(cells, "municipality", true, say);
  const code = municipalityIn(cell, say);
  if (cell === null || code === null) return null;
  if (at.municipalities !== null && !at.municipalities.has(code)) return say("MUNICIPALITY_NOT_YOURS", cell);
  if (on !== null && runsOn(at.terms, on) && !takesPartOn(at.terms, code, on)) {
    return say("MUNICIPALITY_NOT_IN_PROGRAMME", cell, { other: danishDate(on) });
  }
  return code;
}

type Facts = Pick<ImportRow, "labourStatus" | "education" | "startFormOn">;

function factsIn(cells: Cells, { today }: Conditions, say: Say): Facts {
  const status = filled(cells, "labourStatus", false, say);
  const level = filled(cells, "education", false, say);
  const formCell = filled(cells, "startFormOn", false, say);
  const startFormOn = dayIn(formCell, say);
  if (formCell !== null && startFormOn !== null && startFormOn > today) say("DATE_IN_FUTURE", formCell);
  return {
    labourStatus: termIn(status, { terms: LABOUR_STATUS, unknown: "LABOUR_STATUS_UNKNOWN" }, say),
    education: termIn(level, { terms: EDUCATION, unknown: "EDUCATION_UNKNOWN" }, say),
    startFormOn,
  };
}

/** What the rule of a course's start looks at. */
type Start = Readonly<{ conditions: Conditions; referredOn: LocalDate | null; facts: Facts }>;

/** The course that has begun: with its first and its planned last day, and everything that is asked at entry. */
function courseIn(cells: Cells, { conditions, referredOn, facts }: Start, say: Say): RowCourse | null {
  const kind = courseKindIn(cells, say);
  const startedOn = eventDay(cells, "startedOn", conditions, say);
  const endCell = filled(cells, "endsOn", false, say);
  const endsOn = dayIn(endCell, say);
  if (endCell !== null && endsOn !== null) withinProgramme(endCell, endsOn, conditions.terms, say);
  if (startedOn === null) return null;
  const startCell = absent(cells, "startedOn");
  if (referredOn !== null && startedOn < referredOn) say("DATE_ORDER", startCell, { other: danishDate(referredOn) });
  if ((cells.of.get("endsOn")?.text ?? "") === "") say("VALUE_MISSING", absent(cells, "endsOn"));
  if (endCell !== null && endsOn !== null && endsOn < startedOn) {
    return say("DATE_ORDER", endCell, { other: danishDate(startedOn) });
  }
  const unanswered = ENTRY_FACTS.filter((key) => (cells.of.get(key)?.text ?? "") === "");
  if (unanswered.length > 0) {
    say("ENTRY_FACTS_INCOMPLETE", startCell, { other: unanswered.map((key) => COLUMNS[key].da).join(", ") });
  }
  if (endsOn === null || kind === null || ENTRY_FACTS.some((key) => facts[key] === null)) return null;
  return { kind, startedOn, plannedWeeks: Math.ceil((daysBetween(startedOn, endsOn) + 1) / 7) };
}

/** What has to be known of whoever starts, as when somebody is enrolled one by one. */
const ENTRY_FACTS = ["labourStatus", "education", "startFormOn"] as const satisfies readonly ColumnKey[];

/** A course is one into work when the row does not say; alumni do not come by referral. */
function courseKindIn(cells: Cells, say: Say): CourseKind | null {
  const cell = filled(cells, "course", false, say);
  if (cell === null) return "ENTRY";
  const kind = termIn(cell, { terms: COURSE, unknown: "COURSE_UNKNOWN" }, say);
  if (kind !== "RETENTION" && kind !== "FAST_TRACK_AFTERCARE") return kind;
  return say("COURSE_GATE_MISMATCH", cell);
}
