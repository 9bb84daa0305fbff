/** The steps of a claim until it is with the authority. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import { type CostLine, flatRateParts } from "../cost-line/cost-line.ts";
import { reasonsAgainstClaiming } from "../cost-line/eligibility.ts";
import { because, type FinanceDecision, type FinanceRefusal, reasons, unless } from "../refusal/refusal.ts";
import { type ClaimFile, type ClaimState, sumOfLines, weightOf } from "./claim.ts";
import { cutOffOnOrAfter } from "./claim-calendar.ts";

/** Who acts, for whom, and when. */
export type Moment = Readonly<{
  actor: string;
  today: LocalDate;
  newId: () => string;
  /** Organisations that the actor is limited to; null when it is to none. */
  organisations: readonly string[] | null;
}>;

type Stepped = FinanceDecision<ClaimFile>;

/** Refuses unless the claim is in one of `states`. */
export function outOf({ claim }: ClaimFile, ...states: readonly ClaimState[]): readonly FinanceRefusal[] {
  return reasons([
    !states.includes(claim.state),
    because(
      "ILLEGAL_TRANSITION",
      `The claim is ${claim.state}; this step follows from ${states.join(" or ")}.`,
      "claimId",
    ),
  ]);
}

/** Every reason against opening a claim: its period, against those of the others. */
export function reasonsAgainstOpening({ claim, others, terms }: ClaimFile): readonly FinanceRefusal[] {
  const { periodFrom, periodTo } = claim;
  const other = others.find((each) => each.periodFrom <= periodTo && periodFrom <= each.periodTo);
  const isCutOff = cutOffOnOrAfter(periodTo) === periodTo || periodTo === terms.eligibleTo;
  return reasons(
    [periodTo < periodFrom, because("DATE_ORDER", "The period ends before it begins.", "periodTo")],
    [!isCutOff, because("CLAIM_PERIOD", `The next cut-off is ${cutOffOnOrAfter(periodTo)}.`, "periodTo")],
    [
      other !== undefined,
      because(
        "CLAIM_PERIOD_OVERLAP",
        `A claim from ${other?.periodFrom} to ${other?.periodTo} has days of it.`,
        "periodFrom",
      ),
    ],
  );
}

/** Adds a line to an open claim: one of its grant, on no claim, paid by the end of the period; late papers may come later. */
export function addLine(file: ClaimFile, line: CostLine | null): Stepped {
  const { claim, lines } = file;
  const isUnknown = line === null || line.grantId !== claim.grantId;
  const against = [
    ...outOf(file, "OPEN"),
    ...reasons(
      [isUnknown, because("ROW_UNKNOWN", "The grant has no such line.", "costLineId")],
      [
        !isUnknown && line.claimId !== null,
        because("LINE_ALREADY_CLAIMED", "The line stands on a claim already.", "costLineId"),
      ],
    ),
    ...(isUnknown ? [] : reasonsAgainstClaiming(line.paidOn, claim.periodTo)),
  ];
  return unless(against, () => ({ ...file, lines: [...lines, { ...(line as CostLine), claimId: claim.id }] }));
}

/** Takes a line from an open claim; it may stand on another one then. */
export function removeLine(file: ClaimFile, costLineId: string): Stepped {
  const isThere = file.lines.some(({ id }) => id === costLineId);
  const against = [
    ...outOf(file, "OPEN"),
    ...reasons([!isThere, because("ROW_UNKNOWN", "The claim has no such line.", "costLineId")]),
  ];
  return unless(against, () => ({ ...file, lines: file.lines.filter(({ id }) => id !== costLineId) }));
}

/** Locks a claim: all evidence is there, the flat rate is computed, and all claims together are within the grant. */
export function lockClaim(file: ClaimFile, moment: Moment): Stepped {
  const { claim, lines, terms, others } = file;
  const all = [...lines, ...flatRateLines(file, moment)];
  const total = others.reduce((sum, other) => sum + weightOf(other), sumOfLines(all));
  const bare = lines.filter(({ evidenceHash, kind }) => evidenceHash === null && kind !== "FLAT_RATE");
  const against = [
    ...outOf(file, "OPEN"),
    ...reasons(
      [lines.length === 0, because("CLAIM_EMPTY", "Add lines first.", "claimId")],
      [
        bare.length > 0,
        because(
          "EVIDENCE_MISSING",
          `No paper behind ${bare.map(({ invoiceRef }) => invoiceRef).join(", ")}.`,
          "claimId",
        ),
      ],
      [
        terms.totalMinor !== null && total > terms.totalMinor,
        because("GRANT_EXCEEDED", "With earlier claims this is more than the grant's eligible total.", "claimId"),
      ],
    ),
  ];
  return unless(against, () => ({ ...file, claim: { ...claim, state: "LOCKED" }, lines: all }));
}

function flatRateLines({ claim, lines, terms }: ClaimFile, moment: Moment): readonly CostLine[] {
  return flatRateParts(terms.costMethod, lines).map((part, index) => ({
    ...part,
    ...{ id: moment.newId(), grantId: claim.grantId, programmeId: claim.programmeId, kind: "FLAT_RATE" },
    ...{
      currency: claim.currency,
      recoverableVatMinor: 0n,
      invoiceRef: `${terms.costMethod} of claim ${claim.number}`,
    },
    ...{ invoiceLine: index + 1, invoicedOn: claim.periodTo, paidOn: claim.periodTo, evidenceHash: null },
    ...{ activity: "Flat rate", isAdditional: true, hasMarketCheck: false, hours: null, stateAid: null },
    ...{ partnershipId: null, participationId: null, municipalityCode: null, claimId: claim.id, acceptedMinor: null },
    ...{ refusedMinor: null, refusalReason: null, correctsLineId: null, recordedBy: moment.actor, version: 1 },
  }));
}

/** An auditor signs: somebody who has no hand in the claim or its lines, and belongs to none of its partners. */
export function auditClaim(file: ClaimFile, { actor, organisations }: Moment): Stepped {
  const { claim, lines, actors } = file;
  const hands = [claim.openedBy, ...actors, ...lines.map(({ recordedBy }) => recordedBy)];
  const isPartner = lines.some(({ partnerOrganisationId }) => organisations?.includes(partnerOrganisationId) ?? false);
  const against = [
    ...outOf(file, "LOCKED"),
    ...reasons([
      hands.includes(actor) || isPartner,
      because(
        "AUDITOR_NOT_INDEPENDENT",
        "The auditor has had no hand in the claim and belongs to no partner.",
        "claimId",
      ),
    ]),
  ];
  return unless(against, () => ({ ...file, claim: { ...claim, state: "AUDITED" } }));
}

/** Submits a claim on its cut-off or later. */
export function submitClaim(file: ClaimFile, { today }: Moment): Stepped {
  const { claim } = file;
  const against = [
    ...outOf(file, "AUDITED"),
    ...reasons([today < claim.periodTo, because("TOO_EARLY", `The cut-off is ${claim.periodTo}.`, "claimId")]),
  ];
  return unless(against, () => ({ ...file, claim: { ...claim, state: "SUBMITTED" } }));
}

/** The authority asks, or is answered. */
export function talk(file: ClaimFile, to: "QUERIED" | "SUBMITTED", note: string): Stepped {
  const against = [
    ...outOf(file, to === "QUERIED" ? "SUBMITTED" : "QUERIED"),
    ...reasons([note.trim() === "", because("REASON_REQUIRED", "Say what was asked or answered.", "note")]),
  ];
  return unless(against, () => ({ ...file, claim: { ...file.claim, state: to } }));
}
