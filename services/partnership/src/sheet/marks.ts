/**
 * What each line of a block is: a heading, a label, or free text.
 */
import { budgetLineIn } from "./budget.ts";
import { type Label, labelIn } from "./labels.ts";
import type { Line } from "./lines.ts";

/** The headings that layouts put over their labels: those of A, B and C, of an operator's own page, and of an English one. */
export type Heading = "INFO" | "PROJECT" | "CONTACT" | "BUDGET" | "ENGLISH";

export type Mark = Readonly<
  | { kind: "HEADING"; heading: Heading; line: Line }
  | { kind: "LABEL"; label: Label; line: Line }
  | { kind: "FREE"; line: Line }
>;

const HEADINGS: ReadonlyMap<string, Heading> = new Map([
  ["info om indsatsen", "INFO"],
  ["projektinformation", "PROJECT"],
  ["kontaktinformation og partnere", "CONTACT"],
  ["kontaktinformation", "CONTACT"],
  ["budget og økonomi", "BUDGET"],
  ["budget", "BUDGET"],
  ["økonomi", "BUDGET"],
  ["project info", "ENGLISH"],
  ["funding", "ENGLISH"],
  ["programme", "ENGLISH"],
]);

/** Says of each line of `block` what it is. */
export function marksOf(block: readonly Line[]): readonly Mark[] {
  const marks: Mark[] = [];
  let above: Label | null = null;
  for (const [index, line] of block.entries()) {
    const label = labelIn(line);
    const heading = isHeadOfBudget(label, block[index + 1]) ? "BUDGET" : headingIn(line);
    if (heading !== null) {
      marks.push({ kind: "HEADING", heading, line });
      above = null;
    } else if (label !== null && !isNameOfFund(label, above, block[index + 1])) {
      marks.push({ kind: "LABEL", label, line });
      above = label;
    } else {
      marks.push({ kind: "FREE", line });
    }
  }
  return marks;
}

/** A heading may carry a suffix after a colon; a heading with nothing but a colon is one too. */
function headingIn(line: Line): Heading | null {
  const [head = "", ...suffix] = line.text.split(":", 2);
  const heading = HEADINGS.get(head.trim().toLowerCase()) ?? null;
  return suffix.join("").trim() === "" || heading === "INFO" || heading === "PROJECT" ? heading : null;
}

/** Whether "Finansiering" is no label but stands over the lines of a budget. */
function isHeadOfBudget(label: Label | null, next: Line | undefined): boolean {
  return label?.field === "financing" && label.beside === null && next !== undefined && budgetLineIn(next) !== null;
}

/**
 * Whether "Decentrale erhvervsfremmemidler" is the name of a fund under Finansiering and not a label:
 * it stands alone, says nothing of kroner, and no amount follows.
 */
function isNameOfFund(label: Label, above: Label | null, next: Line | undefined): boolean {
  return (
    label.field === "decentral" &&
    (above?.field === "financing" || above?.field === "fundAndPriority") &&
    label.beside === null &&
    label.currency === null &&
    !/^(?:kr\b|dkk|€|\d)/i.test(next?.text ?? "")
  );
}
