/**
 * The labels of all layouts, recognised by their text.
 */
import type { Currency } from "@inclusion/kernel";
import { currencyIn } from "./amounts.ts";
import { folded, type Line } from "./lines.ts";

/** What a label says about its programme. `other` is known and not read; `callDeadline` is what only a call has. */
export type Field =
  | "startsOn"
  | "endsOn"
  | "period"
  | "eligibleTotal"
  | "euSupport"
  | "decentral"
  | "areas"
  | "financing"
  | "fundAndPriority"
  | "priorityArea"
  | "recommendedBy"
  | "beneficiary"
  | "beneficiaryPostcode"
  | "partners"
  | "callDeadline"
  | "other";

/** A label in one line of a sheet. */
export type Label = Readonly<{
  field: Field;
  /** As the sheet writes it, without the colon. */
  written: string;
  /** The value beside the label; null when nothing is beside it. */
  beside: string | null;
  /** The currency that the label names, as "(kr.)" does. */
  currency: Currency | null;
  english: boolean;
}>;

const DANISH: Readonly<Record<string, Field>> = {
  startdato: "startsOn",
  slutdato: "endsOn",
  projektperiode: "period",
  "samlede støtteberettigede projektudgifter": "eligibleTotal",
  "eu-støtte til projektet": "euSupport",
  "eu-støtte": "euSupport",
  "decentrale erhvervsfremmemidler": "decentral",
  geografi: "areas",
  region: "areas",
  finansiering: "financing",
  "fond og indsatsområde": "fundAndPriority",
  indsatsområde: "priorityArea",
  "indstillet af": "recommendedBy",
  "støttemodtagerens navn": "beneficiary",
  "støttemodtagers lokalisering (dk-postnummer)": "beneficiaryPostcode",
  "støttemodtagers lokalisering": "beneficiaryPostcode",
  partnere: "partners",
  ansøgningsfrist: "callDeadline",
  ansøgningsperiode: "callDeadline",
};

const ENGLISH: Readonly<Record<string, Field>> = {
  "start date": "startsOn",
  "end date": "endsOn",
  "total budget": "eligibleTotal",
  "eu contribution": "euSupport",
  fund: "financing",
  beneficiary: "beneficiary",
  "programming period": "other",
  "managing authority": "other",
};

const FIELD_OF: ReadonlyMap<string, Field> = new Map(Object.entries({ ...DANISH, ...ENGLISH }));
const LONGEST_LABEL = 120;
const UNIT = / ?\(?(?:kr\.?|dkk|€|eur)\)?$/i;

/** Whether the value of `field` is days or money, so that a digit ends its label even without a colon. */
export function isNumeric(field: Field): boolean {
  return isDay(field) || isAmount(field);
}

/** Whether the value of `field` is a day or two. */
export function isDay(field: Field): boolean {
  return field === "startsOn" || field === "endsOn" || field === "period";
}

/** Whether the value of `field` is money. */
export function isAmount(field: Field): boolean {
  return field === "eligibleTotal" || field === "euSupport" || field === "decentral";
}

/** Whether the value of `field` can be several names, each on a line. */
export function isList(field: Field): boolean {
  return field === "areas" || field === "financing" || field === "partners";
}

/** The label that `line` consists of or begins with; null when it has none. */
export function labelIn(line: Line): Label | null {
  const whole = labelOf(line.text, "");
  if (whole !== null) return whole;
  for (const divider of [":", " – ", " - "]) {
    const [head, rest] = halves(line.text, line.text.indexOf(divider), divider.length);
    const label = labelOf(head, rest);
    if (label !== null) return label;
  }
  const [first, ...afterFirst] = line.cells;
  const beforeLast = line.cells.slice(0, -1).join(" ");
  return (
    labelOf(first ?? "", afterFirst.join(" ")) ?? labelOf(beforeLast, line.cells.at(-1) ?? "") ?? numberLabel(line.text)
  );
}

/** A label right before its number, as `Startdato 20.10.2020`. */
function numberLabel(text: string): Label | null {
  const [head, rest] = halves(text, text.search(/[\d€]/), 0);
  const label = labelOf(head, rest);
  return label !== null && isNumeric(label.field) ? label : null;
}

function halves(text: string, at: number, width: number): readonly [string, string] {
  return at === -1 ? ["", ""] : [text.slice(0, at), text.slice(at + width)];
}

function labelOf(head: string, rest: string): Label | null {
  if (head.length > LONGEST_LABEL) return null;
  const written = folded(head);
  const name = written.toLowerCase();
  const field = FIELD_OF.get(name) ?? FIELD_OF.get(name.replace(UNIT, ""));
  if (field === undefined) return null;
  const beside = folded(rest).replace(/^: ?/, "");
  return {
    field,
    written,
    beside: beside === "" ? null : beside,
    currency: currencyIn(UNIT.exec(written)?.[0] ?? ""),
    english: Object.hasOwn(ENGLISH, name),
  };
}
