/** Tenders with social clauses: what was promised, who won, and what was delivered. Pure. */
import { accept, type LocalDate } from "@inclusion/kernel";
import {
  type Given,
  inState,
  notBefore,
  notInFuture,
  type Problem,
  type Rule,
  reasonGiven,
  refusedFor,
  shortText,
  when,
  wholeBetween,
  words,
} from "../record/rule.ts";
import {
  type ClauseDuty,
  type ClauseKind,
  type ContractKind,
  clauseMandatory,
  mayWinReserved,
  type Staff,
} from "./social-clause.ts";

/** A tender as stored. Amounts are whole contracts without VAT. */
export type Tender = Readonly<{
  id: string;
  programmeId: string;
  /** The buyer's municipality; null of a buyer that lies in none. */
  municipalityCode: string | null;
  buyerId: string;
  reference: string;
  title: string;
  tenderedOn: LocalDate;
  contractKind: ContractKind;
  durationMonths: number;
  valueMinor: bigint;
  currency: "DKK" | "EUR";
  /** Why there is no training clause, where one is not a duty but expected. */
  noClauseReason: string | null;
  state: "PUBLISHED" | "AWARDED" | "CANCELLED";
  awardedToId: string | null;
  awardedOn: LocalDate | null;
  cancelledOn: LocalDate | null;
  cancelReason: string | null;
  staffTotal: number | null;
  staffDisadvantaged: number | null;
  synthetic: boolean;
}>;

type OfTender = Readonly<{ id: string; tenderId: string; programmeId: string; municipalityCode: string | null }>;

/** A social clause of a tender, with what it promises. */
export type TenderClause = OfTender &
  Readonly<{ kind: ClauseKind; promisedHours: number | null; promisedPlaces: number | null }>;

/** What was delivered on a clause in one month. */
export type ClauseDelivery = OfTender &
  Readonly<{
    clauseId: string;
    /** As `2023-04`. */
    month: string;
    hours: number;
    places: number;
    evidence: string;
    evidenceHash: string;
    reportedOn: LocalDate;
    correctionReason: string | null;
  }>;

/** People who were hired because of a tender, as a number. */
export type TenderHire = OfTender &
  Readonly<{ hiredOn: LocalDate; count: number; source: string; reportedOn: LocalDate }>;

/** A tender with all that belongs to it. */
export type TenderFile = Readonly<{
  record: Tender;
  version: number;
  clauses: readonly TenderClause[];
  deliveries: readonly ClauseDelivery[];
  hires: readonly TenderHire[];
}>;

const MOST_MONTHS = 600;
/** More than any clause asks for. */
export const MOST_HOURS = 10_000_000;
export const MOST_PLACES = 100_000;

/** What the law says of a training clause in this tender; a contract in another currency is compared at no rate. */
export function dutyOf({ contractKind, durationMonths, valueMinor, tenderedOn, currency }: Tender): ClauseDuty {
  return currency === "DKK" ? clauseMandatory(contractKind, durationMonths, valueMinor, tenderedOn) : "NONE";
}

/** Records a tender that was published. @refuses VALUE_OUT_OF_RANGE, DATE_IN_FUTURE */
export function recordTender(file: TenderFile): Rule<TenderFile> {
  const { reference, title, tenderedOn, durationMonths, valueMinor } = file.record;
  return (_empty, at) => {
    const problems = [
      ...words(reference, "reference", 100),
      ...words(title, "title"),
      ...notInFuture(at, tenderedOn, "tenderedOn"),
      ...wholeBetween(durationMonths, [1, MOST_MONTHS], "durationMonths"),
      ...when(valueMinor < 0n, "VALUE_OUT_OF_RANGE", "A contract is not worth less than 0.", "value"),
      ...shortText(file.record.noClauseReason, "noClauseReason"),
    ];
    return refusedFor(problems) ?? accept(file);
  };
}

/** Adds a clause before the award. @refuses ILLEGAL_TRANSITION, REFERENCE_REPEATED, VALUE_OUT_OF_RANGE */
export function addClause(
  clause: Readonly<{ kind: ClauseKind; promisedHours: Given<number>; promisedPlaces: Given<number> }>,
): Rule<TenderFile> {
  const { kind, promisedHours, promisedPlaces } = clause;
  return (file, at) => {
    const isThere = file.clauses.some((each) => each.kind === kind);
    const problems = [
      ...inState(file.record.state, ["PUBLISHED"], "adding a clause"),
      ...when(isThere, "REFERENCE_REPEATED", "The tender has a clause of this kind.", "kind"),
      ...wholeBetween(promisedHours, [0, MOST_HOURS], "promisedHours"),
      ...wholeBetween(promisedPlaces, [0, MOST_PLACES], "promisedPlaces"),
    ];
    const row: TenderClause = {
      ...ofTender(file),
      ...{ id: at.newId(), kind, promisedHours: promisedHours ?? null, promisedPlaces: promisedPlaces ?? null },
    };
    return refusedFor(problems) ?? accept({ ...file, clauses: [...file.clauses, row] });
  };
}

/** Says why there is no training clause. @refuses ILLEGAL_TRANSITION, REASON_REQUIRED */
export function explain(reason: string): Rule<TenderFile> {
  return (file) => {
    const problems = [...inState(file.record.state, ["PUBLISHED"], "explaining"), ...reasonGiven(reason)];
    return refusedFor(problems) ?? accept({ ...file, record: { ...file.record, noClauseReason: reason } });
  };
}

/** An award. */
export type Award = Readonly<{ organisationId: string; isKnown: boolean; awardedOn: LocalDate; staff: Given<Staff> }>;

/**
 * Awards the contract.
 *
 * @refuses ILLEGAL_TRANSITION, ORGANISATION_UNKNOWN, CLAUSE_MANDATORY, EXPLANATION_MISSING, RESERVED_STAFF_TOO_FEW,
 *   VALUE_OUT_OF_RANGE, DATE_IN_FUTURE, DATE_ORDER
 */
export function award({ organisationId, isKnown, awardedOn, staff }: Award): Rule<TenderFile> {
  return (file, at) => {
    const problems = [
      ...inState(file.record.state, ["PUBLISHED"], "awarding"),
      ...when(!isKnown, "ORGANISATION_UNKNOWN", "There is no organisation of this id.", "organisationId"),
      ...trainingClause(file),
      ...staffOfWinner(file, staff),
      ...notInFuture(at, awardedOn, "awardedOn"),
      ...notBefore(awardedOn, file.record.tenderedOn, "the day of the tender", "awardedOn"),
    ];
    const record: Tender = {
      ...file.record,
      ...{ state: "AWARDED", awardedToId: organisationId, awardedOn },
      ...{ staffTotal: staff?.total ?? null, staffDisadvantaged: staff?.disadvantaged ?? null },
    };
    return refusedFor(problems) ?? accept({ ...file, record });
  };
}

/** Ends a tender without an award. @refuses ILLEGAL_TRANSITION, REASON_REQUIRED, DATE_IN_FUTURE, DATE_ORDER */
export function cancel(cancelledOn: LocalDate, reason: string): Rule<TenderFile> {
  return (file, at) => {
    const problems = [
      ...inState(file.record.state, ["PUBLISHED"], "cancelling"),
      ...reasonGiven(reason),
      ...notInFuture(at, cancelledOn, "cancelledOn"),
      ...notBefore(cancelledOn, file.record.tenderedOn, "the day of the tender", "cancelledOn"),
    ];
    const record: Tender = { ...file.record, state: "CANCELLED", cancelledOn, cancelReason: reason };
    return refusedFor(problems) ?? accept({ ...file, record });
  };
}

function trainingClause(file: TenderFile): readonly Problem[] {
  const duty = dutyOf(file.record);
  if (duty === "NONE" || file.clauses.some(({ kind }) => kind === "TRAINING_CLAUSE")) return [];
  if (duty === "MANDATORY") {
    const message = "From 1 July 2022 a contract of this kind, length and value has a training clause: add it.";
    return when(true, "CLAUSE_MANDATORY", message, "tenderId");
  }
  const isExplained = file.record.noClauseReason !== null;
  return when(!isExplained, "EXPLANATION_MISSING", "Add a training clause, or say why there is none.", "tenderId");
}

function staffOfWinner({ clauses }: TenderFile, staff: Given<Staff>): readonly Problem[] {
  const isReserved = clauses.some(({ kind }) => kind === "RESERVED_CONTRACT");
  const isTooFew = isReserved && (staff == null || !mayWinReserved(staff));
  const isMore = staff != null && staff.disadvantaged > staff.total;
  return [
    ...wholeBetween(staff?.total, [0, 1_000_000], "staff"),
    ...wholeBetween(staff?.disadvantaged, [0, 1_000_000], "staff"),
    ...when(isMore, "VALUE_OUT_OF_RANGE", "A part of the staff is not more than the staff.", "staff"),
    ...when(
      isTooFew,
      "RESERVED_STAFF_TOO_FEW",
      "A reserved contract is for whoever has at least 30 per cent disabled or disadvantaged workers: name the staff.",
      "staff",
    ),
  ];
}

/** Records people who were hired because of the tender. @refuses ILLEGAL_TRANSITION, VALUE_OUT_OF_RANGE, DATE_IN_FUTURE, DATE_ORDER */
export function recordHires(hired: Readonly<{ hiredOn: LocalDate; count: number; source: string }>): Rule<TenderFile> {
  return (file, at) => {
    const problems = [
      ...inState(file.record.state, ["AWARDED"], "recording hires"),
      ...wholeBetween(hired.count, [1, MOST_PLACES], "count"),
      ...words(hired.source, "source", 200),
      ...notInFuture(at, hired.hiredOn, "hiredOn"),
      ...notBefore(hired.hiredOn, file.record.awardedOn, "the day of the award", "hiredOn"),
    ];
    const row: TenderHire = { ...ofTender(file), ...hired, id: at.newId(), reportedOn: at.today };
    return refusedFor(problems) ?? accept({ ...file, hires: [...file.hires, row] });
  };
}

/** The columns that a row of this file takes from its tender. */
export function ofTender({ record }: TenderFile): Omit<OfTender, "id"> {
  return { tenderId: record.id, programmeId: record.programmeId, municipalityCode: record.municipalityCode };
}
