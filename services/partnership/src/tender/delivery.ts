/** Deliveries on a clause, month by month, against what was promised. Pure. */
import { accept, type LocalDate } from "@inclusion/kernel";
import {
  inState,
  type Problem,
  type Rule,
  reasonGiven,
  refusedFor,
  shortText,
  when,
  wholeBetween,
  withRow,
} from "../record/rule.ts";
import {
  type ClauseDelivery,
  MOST_HOURS,
  MOST_PLACES,
  ofTender,
  type Tender,
  type TenderClause,
  type TenderFile,
} from "./tender.ts";

const HASH = /^[0-9a-f]{64}$/;

/** A month's delivery as it is reported. */
export type Report = Readonly<{
  clauseId: string;
  month: string;
  hours: number;
  places: number;
  evidence: string;
  evidenceHash: string;
}>;

/**
 * Reports what was delivered on a clause in a month, once; a mistake is corrected with its reason.
 *
 * @param correction null for a first report
 * @refuses ROW_UNKNOWN alone; ILLEGAL_TRANSITION, REFERENCE_REPEATED, DELIVERY_OUTSIDE_CONTRACT, EVIDENCE_MISSING,
 *   VALUE_OUT_OF_RANGE, REASON_REQUIRED
 */
export function reportDelivery(report: Report, correction: Readonly<{ reason: string }> | null): Rule<TenderFile> {
  return (file, at) => {
    const clause = file.clauses.find(({ id }) => id === report.clauseId);
    const known = file.deliveries.find(({ clauseId, month }) => clauseId === report.clauseId && month === report.month);
    if (clause === undefined || (correction !== null && known === undefined)) {
      const what = clause === undefined ? "clause of this id" : "delivery of this month to correct";
      const field = clause === undefined ? "clauseId" : "month";
      return refusedFor(when(true, "ROW_UNKNOWN", `The tender has no ${what}.`, field)) ?? accept(file);
    }
    const isRepeated = correction === null && known !== undefined;
    const problems = [
      ...inState(file.record.state, ["AWARDED"], "reporting a delivery"),
      ...when(isRepeated, "REFERENCE_REPEATED", "This month is reported: correct it instead.", "month"),
      ...withinContract(file.record, report.month, at.today),
      ...wholeBetween(report.hours, [0, MOST_HOURS], "hours"),
      ...wholeBetween(report.places, [0, MOST_PLACES], "places"),
      ...evidenceGiven(report),
      ...(correction === null ? [] : reasonGiven(correction.reason)),
    ];
    const row: ClauseDelivery = {
      ...ofTender(file),
      ...report,
      ...{ id: known?.id ?? at.newId(), reportedOn: at.today, correctionReason: correction?.reason ?? null },
    };
    return refusedFor(problems) ?? accept({ ...file, deliveries: withRow(file.deliveries, row) });
  };
}

function withinContract({ awardedOn }: Tender, month: string, today: LocalDate): readonly Problem[] {
  const isMonth = /^\d{4}-(?:0[1-9]|1[0-2])$/.test(month);
  if (!isMonth) return when(true, "VALUE_OUT_OF_RANGE", "A month is written like 2023-04.", "month");
  const isOutside = month > today.slice(0, 7) || (awardedOn !== null && month < awardedOn.slice(0, 7));
  const period = `from ${awardedOn?.slice(0, 7) ?? "the award"} to ${today.slice(0, 7)}`;
  return when(isOutside, "DELIVERY_OUTSIDE_CONTRACT", `Deliveries are of months ${period}.`, "month");
}

function evidenceGiven({ evidence, evidenceHash }: Report): readonly Problem[] {
  return [
    ...when(evidence.trim() === "", "EVIDENCE_MISSING", "Name the document that shows it.", "evidence"),
    ...shortText(evidence, "evidence"),
    ...when(!HASH.test(evidenceHash), "EVIDENCE_MISSING", "Give the document's SHA-256, 64 digits.", "evidenceHash"),
  ];
}

/** Promised against delivered of one clause, over the months until a day. */
export type ClauseBalance = Readonly<{
  promisedHours: number | null;
  deliveredHours: number;
  shortfallHours: number | null;
  promisedPlaces: number | null;
  deliveredPlaces: number;
  shortfallPlaces: number | null;
}>;

/** Sums a clause's deliveries. Hours add up; places are those of the best month, since one place lasts for months. */
export function balanceOfClause(
  { promisedHours, promisedPlaces }: Pick<TenderClause, "promisedHours" | "promisedPlaces">,
  deliveries: readonly Pick<ClauseDelivery, "month" | "hours" | "places">[],
  day: LocalDate,
): ClauseBalance {
  const until = deliveries.filter(({ month }) => month <= day.slice(0, 7));
  const deliveredHours = until.reduce((sum, { hours }) => sum + hours, 0);
  const deliveredPlaces = until.reduce((most, { places }) => Math.max(most, places), 0);
  return {
    ...{ promisedHours, deliveredHours, shortfallHours: shortfall(promisedHours, deliveredHours) },
    ...{ promisedPlaces, deliveredPlaces, shortfallPlaces: shortfall(promisedPlaces, deliveredPlaces) },
  };
}

function shortfall(promised: number | null, delivered: number): number | null {
  return promised === null ? null : Math.max(0, promised - delivered);
}
