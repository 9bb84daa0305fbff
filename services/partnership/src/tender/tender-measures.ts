/** What a tender counts for. Pure. */
import type { LocalDate, MeasureEntry } from "@inclusion/kernel";
import type { TenderFile } from "./tender.ts";

/** A tender that was not cancelled counts with each clause on its day; an award and its hires on theirs. */
export function tenderMeasures({ record, clauses, hires }: TenderFile): readonly MeasureEntry[] {
  if (record.state === "CANCELLED") return [];
  const entry = (indicator: string, validOn: LocalDate, amount = 1): MeasureEntry => ({
    ...{ indicator, amount, validOn, definitionVersion: 1, cause: `tender ${record.id}`, dimensions: {} },
    ...{ programmeId: record.programmeId, municipalityCode: record.municipalityCode, subjectId: record.id },
    synthetic: record.synthetic,
  });
  return [
    ...clauses.flatMap(({ kind }) => [
      entry("CLAUSES", record.tenderedOn),
      entry(`CLAUSES_${kind}`, record.tenderedOn),
    ]),
    ...(clauses.length === 0 ? [] : [entry("TENDERS_WITH_CLAUSE", record.tenderedOn)]),
    ...(record.awardedOn === null || clauses.length === 0 ? [] : [entry("TENDERS_AWARDED", record.awardedOn)]),
    ...hires.map(({ hiredOn, count }) => entry("CLAUSE_HIRES", hiredOn, count)),
  ];
}
