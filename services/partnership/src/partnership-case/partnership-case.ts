/** Cases: the story of a partnership, told about no person. Pure. */
import { accept, type LocalDate } from "@inclusion/kernel";
import { ownedBy, type PartnershipFile, presentParties } from "../partnership/partnership.ts";
import {
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
import type { CaseApproval, PartnershipCase } from "./case-row.ts";
import { findPersonData, type PersonDataFinding, type PersonDataKind } from "./person-data.ts";

export type { CaseApproval, PartnershipCase };

const LONGEST_TITLE = 200;
const LONGEST_SUMMARY = 20_000;

const KINDS: Readonly<Record<PersonDataKind, string>> = {
  CPR: "what looks like a civil registration number",
  EMAIL: "an e-mail address",
  PHONE: "a telephone number",
  NAME: "what looks like a participant's name",
};

/** @refuses PERSON_DATA_IN_CASE once for each place in the text, which is named and not repeated */
export function personFree({ title, summary }: Pick<PartnershipCase, "title" | "summary">): readonly Problem[] {
  const inPart = (text: string, field: string): readonly Problem[] =>
    findPersonData(text).flatMap(({ kind, from, to }) =>
      when(
        true,
        "PERSON_DATA_IN_CASE",
        `Characters ${from + 1} to ${to} of the ${field} are ${KINDS[kind]}: tell the story without them.`,
        field,
      ),
    );
  return [...inPart(title, "title"), ...inPart(summary, "summary")];
}

/** The same places, for whoever writes. */
export function findingsIn({ title, summary }: Pick<PartnershipCase, "title" | "summary">) {
  const inPart = (part: "TITLE" | "SUMMARY", text: string): readonly (PersonDataFinding & { part: typeof part })[] =>
    findPersonData(text).map((finding) => ({ ...finding, part }));
  return [...inPart("TITLE", title), ...inPart("SUMMARY", summary)];
}

/** Writes the case anew; the approvals of the text before are gone. @refuses ILLEGAL_TRANSITION, VALUE_OUT_OF_RANGE, PERSON_DATA_IN_CASE */
export function writeCase(text: Pick<PartnershipCase, "title" | "summary">): Rule<PartnershipFile> {
  return (file, at) => {
    const problems = [
      ...inState(file.record.state, ["ACTIVE", "ANCHORED"], "writing a case"),
      ...words(text.title, "title", LONGEST_TITLE),
      ...words(text.summary, "summary", LONGEST_SUMMARY),
      ...personFree(text),
    ];
    const draft = draftOf(file);
    const written: PartnershipCase = {
      ...(draft ?? { ...ownedBy(file), id: at.newId(), state: "DRAFT", draftedOn: at.today }),
      ...{ publishedOn: null, withdrawnOn: null, withdrawReason: null, approvals: [] },
      ...{ title: text.title, summary: text.summary },
    };
    return refusedFor(problems) ?? accept({ ...file, cases: withRow(file.cases, written) });
  };
}

/** A party approves the case as it stands. @refuses ROW_UNKNOWN alone; NOT_A_PARTY, ALREADY_APPROVED, DATE_IN_FUTURE, DATE_ORDER */
export function approveCase(approval: CaseApproval, isOwnOrganisation: boolean): Rule<PartnershipFile> {
  const { organisationId, approvedOn } = approval;
  return withDraft((draft, file, at) => {
    const isParty = presentParties(file.parties).some((party) => party.organisationId === organisationId);
    const isApproved = draft.approvals.some((each) => each.organisationId === organisationId);
    return {
      problems: [
        ...when(!isParty || !isOwnOrganisation, "NOT_A_PARTY", "Only a party approves, by itself.", "organisationId"),
        ...when(isApproved, "ALREADY_APPROVED", "The party has approved this text.", "organisationId"),
        ...notInFuture(at, approvedOn, "approvedOn"),
        ...notBefore(approvedOn, file.record.activeFrom, "the first day in force", "approvedOn"),
      ],
      written: { ...draft, approvals: [...draft.approvals, { organisationId, approvedOn }] },
    };
  });
}

/**
 * Publishes the case, which counts once for the partnership.
 *
 * @refuses CASE_ALREADY_COUNTED, ROW_UNKNOWN; ILLEGAL_TRANSITION, APPROVAL_MISSING, PERSON_DATA_IN_CASE,
 *   DATE_IN_FUTURE, DATE_ORDER
 */
export function publishCase(publishedOn: LocalDate): Rule<PartnershipFile> {
  return withDraft((draft, file, at) => {
    const approved = new Set(draft.approvals.map(({ organisationId }) => organisationId));
    const missing = presentParties(file.parties).filter(({ organisationId }) => !approved.has(organisationId));
    const lastApproval = draft.approvals
      .map(({ approvedOn }) => approvedOn)
      .sort()
      .at(-1);
    return {
      problems: [
        ...inState(file.record.state, ["ACTIVE"], "publishing a case"),
        ...alreadyCounted(file),
        ...missing.flatMap(({ role }) =>
          when(true, "APPROVAL_MISSING", `The party as ${role} has not approved the case.`, "partnershipId"),
        ),
        ...personFree(draft),
        ...notInFuture(at, publishedOn, "publishedOn"),
        ...notBefore(publishedOn, lastApproval ?? file.record.activeFrom, "the last approval", "publishedOn"),
      ],
      written: { ...draft, state: "PUBLISHED", publishedOn },
    };
  });
}

/** Takes a published case back; it counts no more, on no day. @refuses ROW_UNKNOWN, REASON_REQUIRED, DATE_IN_FUTURE, DATE_ORDER */
export function unpublishCase(withdrawnOn: LocalDate, reason: string): Rule<PartnershipFile> {
  return (file, at) => {
    const published = file.cases.find(({ state }) => state === "PUBLISHED");
    const problems = [
      ...when(published === undefined, "ROW_UNKNOWN", "The partnership has no published case.", "partnershipId"),
      ...reasonGiven(reason),
      ...notInFuture(at, withdrawnOn, "withdrawnOn"),
      ...notBefore(withdrawnOn, published?.publishedOn, "the day of publication", "withdrawnOn"),
    ];
    const refused = refusedFor(problems);
    if (refused !== null || published === undefined) return refused ?? accept(file);
    const withdrawn: PartnershipCase = { ...published, state: "WITHDRAWN", withdrawnOn, withdrawReason: reason };
    return accept({ ...file, cases: withRow(file.cases, withdrawn) });
  };
}

function draftOf({ cases }: PartnershipFile): PartnershipCase | null {
  return cases.find(({ state }) => state === "DRAFT") ?? null;
}

function alreadyCounted({ cases }: PartnershipFile): readonly Problem[] {
  const isCounted = cases.some(({ state }) => state === "PUBLISHED");
  return when(
    isCounted,
    "CASE_ALREADY_COUNTED",
    "The partnership has a published case: unpublish it first.",
    "partnershipId",
  );
}

function withDraft(
  decide: (
    draft: PartnershipCase,
    file: PartnershipFile,
    at: Parameters<Rule<PartnershipFile>>[1],
  ) => Readonly<{ problems: readonly Problem[]; written: PartnershipCase }>,
): Rule<PartnershipFile> {
  return (file, at) => {
    const draft = draftOf(file);
    if (draft === null) {
      const counted = alreadyCounted(file);
      const unknown = when(true, "ROW_UNKNOWN", "The partnership has no case that is a draft.", "partnershipId");
      return refusedFor(counted.length > 0 ? counted : unknown) ?? accept(file);
    }
    const { problems, written } = decide(draft, file, at);
    return refusedFor(problems) ?? accept({ ...file, cases: withRow(file.cases, written) });
  };
}
