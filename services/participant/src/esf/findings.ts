/** What a hand-over's rules find, by rule and by who can mend it. Pure. */
import { type Count, type Sight, suppressCount } from "@inclusion/kernel";
import { definitionOf } from "../indicator/definitions.ts";
import { excessOf, INEQUALITIES, type Inequality, isOfRowsAlone } from "./esf-rules.ts";

/** A participation that breaks an inequality, by the inequality's place in the list. */
export type Broken = Readonly<{ inequality: number; participationId: string; municipalityCode: string }>;

/** A finding as it is published; `participationIds` are not for everybody. */
export type Finding = Readonly<{
  rule: Inequality["rule"];
  severity: Inequality["severity"];
  message: string;
  codes: readonly string[];
  municipalityCode: string | null;
  participationIds: readonly string[];
  count: Count;
}>;

/** Inequalities that are broken, and the municipalities that break them: the table that small numbers are hidden in. */
export type BrokenGrid = Readonly<{
  inequalities: readonly number[];
  municipalities: readonly string[];
  counts: readonly (readonly number[])[];
}>;

/** How many participations break what, by municipality. */
export function brokenGrid(broken: readonly Broken[]): BrokenGrid {
  const inequalities = [...new Set(broken.map(({ inequality }) => inequality))].sort((a, b) => a - b);
  const municipalities = [...new Set(broken.map(({ municipalityCode }) => municipalityCode))].sort();
  return {
    inequalities,
    municipalities,
    counts: inequalities.map((inequality) =>
      municipalities.map((code) => broken.filter(isOf(inequality, code)).length),
    ),
  };
}

/** The findings of single participations, in the order of rules and municipalities. */
export function findingsOfRows(
  broken: readonly Broken[],
  { inequalities, municipalities, counts }: BrokenGrid,
  published: readonly (readonly Count[])[],
): readonly Finding[] {
  return inequalities.flatMap((inequality, row) =>
    municipalities.flatMap((municipalityCode, column) => {
      if (counts[row]?.[column] === 0) return [];
      const rows = broken.filter(isOf(inequality, municipalityCode));
      const participationIds = rows.map(({ participationId }) => participationId);
      const count = published[row]?.[column] as Count;
      return [{ ...wordsOf(INEQUALITIES[inequality] as Inequality), municipalityCode, participationIds, count }];
    }),
  );
}

/** What the sums break, which can differ from what single participations do. */
export function findingsOfSums(totals: ReadonlyMap<string, number>, sight: Sight): readonly Finding[] {
  return INEQUALITIES.filter((inequality) => !isOfRowsAlone(inequality)).flatMap((inequality) => {
    const excess = excessOf(inequality, totals);
    if (excess === 0) return [];
    const count: Count = sight === "none" ? suppressCount(excess) : { kind: "exact", count: excess };
    return [{ ...wordsOf(inequality), municipalityCode: null, participationIds: [], count }];
  });
}

/** Whether a finding tells by a sensitive indicator who somebody is. */
export function isSensitive({ codes }: Pick<Finding, "codes">): boolean {
  return codes.some((code) => definitionOf(code)?.sensitive === true);
}

function wordsOf({ rule, severity, message, plus, minus }: Inequality) {
  return { rule, severity, message, codes: [...plus, ...minus] };
}

function isOf(inequality: number, municipalityCode: string): (broken: Broken) => boolean {
  return (each) => each.inequality === inequality && each.municipalityCode === municipalityCode;
}
