/** The steps of a partnership from the draft to the end. Pure. */
import { accept, type LocalDate } from "@inclusion/kernel";
import type { PlanFor } from "../anchoring/anchoring.ts";
import {
  type Given,
  inState,
  notBefore,
  notInFuture,
  type Problem,
  type Rule,
  reasonGiven,
  refusedFor,
  when,
  withRow,
  words,
} from "../record/rule.ts";
import { type Agreement, currentAgreement, ownedBy, type PartnershipFile, type Stay } from "./partnership.ts";
import { rolesApart, rolesFilled } from "./party-rules.ts";

type PartnershipRule = Rule<PartnershipFile>;

/** A text as it was handed in, with its SHA-256. */
export type NewText = Readonly<{ text: string; textHash: string; validFrom: LocalDate; validTo: LocalDate | null }>;

const LONGEST_AGREEMENT = 50_000;

/** Writes the agreement's text while the partnership is a draft. @refuses ILLEGAL_TRANSITION, TEXT_MISSING, DATE_ORDER */
export function writeAgreement(text: NewText): PartnershipRule {
  return (file, at) => {
    const problems = [...inState(file.record.state, ["DRAFTED"], "writing the agreement"), ...goodText(text)];
    return refusedFor(problems) ?? accept(withNewText(file, text, { ...at, reason: "written anew" }));
  };
}

/** Sends the agreement to the parties. @refuses ILLEGAL_TRANSITION, PARTY_ROLE_MISSING, TEXT_MISSING, SAME_ORGANISATION_TWO_ROLES */
export function propose(sameOrganisationTwoRoles: boolean): PartnershipRule {
  return (file) => {
    const { record, parties, agreements } = file;
    const problems = [
      ...inState(record.state, ["DRAFTED"], "proposing"),
      ...rolesFilled(record, parties),
      ...rolesApart(parties, sameOrganisationTwoRoles, "partnershipId"),
      ...when(currentAgreement(agreements) === null, "TEXT_MISSING", "Write the agreement first.", "partnershipId"),
    ];
    return refusedFor(problems) ?? accept(withState(file, { state: "PROPOSED" }));
  };
}

/** Takes a proposed agreement back with a new text; no signature counts any more. @refuses ILLEGAL_TRANSITION, TEXT_MISSING, REASON_REQUIRED */
export function revise(text: NewText, reason: string): PartnershipRule {
  return (file, at) => {
    const problems = [
      ...inState(file.record.state, ["PROPOSED"], "revising"),
      ...goodText(text),
      ...reasonGiven(reason),
    ];
    return refusedFor(problems) ?? accept(withState(withNewText(file, text, { ...at, reason }), { state: "DRAFTED" }));
  };
}

/** Puts a signed partnership in force. @refuses ILLEGAL_TRANSITION, NOT_YET_VALID, MUNICIPALITY_NOT_IN_PROGRAMME, DATE_IN_FUTURE, DATE_ORDER */
export function activate(activeFrom: LocalDate): PartnershipRule {
  return (file, at) => {
    const { record, agreements, stays } = file;
    const validFrom = currentAgreement(agreements)?.validFrom ?? null;
    const isEarly = validFrom !== null && (validFrom > at.today || validFrom > activeFrom);
    const problems = [
      ...inState(record.state, ["SIGNED"], "activating"),
      ...notInFuture(at, activeFrom, "activeFrom"),
      ...notBefore(activeFrom, record.signedOn, "the last signature", "activeFrom"),
      ...when(isEarly, "NOT_YET_VALID", `The agreement is valid from ${validFrom}.`, "activeFrom"),
      ...takesPart(stays, activeFrom, "activeFrom"),
    ];
    return refusedFor(problems) ?? accept(withState(file, { state: "ACTIVE", activeFrom }));
  };
}

/** Carries the partnership on after the support. @refuses ILLEGAL_TRANSITION, PLAN_NOT_ADOPTED, ANCHOR_BEFORE_EU_END, DATE_IN_FUTURE, DATE_ORDER */
export function anchor(anchoredOn: LocalDate, planFor: PlanFor): PartnershipRule {
  return (file, at) => {
    const problems = [
      ...inState(file.record.state, ["ACTIVE"], "anchoring"),
      ...notInFuture(at, anchoredOn, "anchoredOn"),
      ...notBefore(anchoredOn, file.record.activeFrom, "the first day in force", "anchoredOn"),
      ...planFor(file),
    ];
    return refusedFor(problems) ?? accept(withState(file, { state: "ANCHORED", anchoredOn }));
  };
}

/** Ends a partnership before its time. @refuses ILLEGAL_TRANSITION, REASON_REQUIRED, OPEN_MATCHES, DATE_IN_FUTURE, DATE_ORDER */
export function terminate(closedOn: LocalDate, reason: string): PartnershipRule {
  return (file, at) => {
    const { record, openMatches } = file;
    const open = `${openMatches} matches of its participants are open: decide them first.`;
    const problems = [
      ...inState(record.state, ["ACTIVE", "SIGNED"], "terminating"),
      ...reasonGiven(reason),
      ...notInFuture(at, closedOn, "closedOn"),
      ...notBefore(closedOn, record.activeFrom ?? record.signedOn, "the beginning", "closedOn"),
      ...when(openMatches > 0, "OPEN_MATCHES", open, "partnershipId"),
    ];
    return refusedFor(problems) ?? accept(withState(file, { state: "CLOSED", closedOn, closeReason: reason }));
  };
}

/** Ends an anchored partnership. @refuses ILLEGAL_TRANSITION, DATE_IN_FUTURE, DATE_ORDER */
export function close(closedOn: LocalDate, reason: Given<string>): PartnershipRule {
  return (file, at) => {
    const problems = [
      ...inState(file.record.state, ["ANCHORED"], "closing"),
      ...notInFuture(at, closedOn, "closedOn"),
      ...notBefore(closedOn, file.record.anchoredOn, "the day it was anchored", "closedOn"),
    ];
    return refusedFor(problems) ?? accept(withState(file, { state: "CLOSED", closedOn, closeReason: reason ?? null }));
  };
}

/** @refuses MUNICIPALITY_NOT_IN_PROGRAMME */
export function takesPart(stays: readonly Stay[], day: LocalDate, field: string): readonly Problem[] {
  const isIn = stays.some(({ joinedOn, leftOn }) => joinedOn <= day && (leftOn === null || day <= leftOn));
  const message = `The municipality takes no part in the programme on ${day}.`;
  return when(!isIn, "MUNICIPALITY_NOT_IN_PROGRAMME", message, field);
}

/** @refuses TEXT_MISSING, VALUE_OUT_OF_RANGE, DATE_ORDER */
export function goodText({ text, validFrom, validTo }: NewText, field = "text"): readonly Problem[] {
  if (text.trim() === "") return when(true, "TEXT_MISSING", "Hand in the text.", field);
  return [...words(text, field, LONGEST_AGREEMENT), ...notBefore(validTo, validFrom, "the first day", "validTo")];
}

function withState(file: PartnershipFile, changes: Partial<PartnershipFile["record"]>): PartnershipFile {
  return { ...file, record: { ...file.record, ...changes } };
}

/** A new version of the text; the one before is kept with the day and the reason. */
function withNewText(
  file: PartnershipFile,
  text: NewText,
  at: Readonly<{ today: LocalDate; newId: () => string; reason: string }>,
): PartnershipFile {
  const before = currentAgreement(file.agreements);
  const kept =
    before === null
      ? file.agreements
      : withRow(file.agreements, { ...before, revisedOn: at.today, reviseReason: at.reason });
  const agreement: Agreement = {
    ...ownedBy(file),
    ...text,
    id: at.newId(),
    number: file.agreements.length + 1,
    isAddendum: false,
    writtenOn: at.today,
    ...{ leavingPartyId: null, joiningOrganisationId: null, revisedOn: null, reviseReason: null },
  };
  return { ...file, agreements: [...kept, agreement] };
}
