/** Signatures, and parties that leave and are replaced. Pure. */
import { accept, type LocalDate } from "@inclusion/kernel";
import {
  inState,
  type Moment,
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
import {
  type Agreement,
  currentAgreement,
  ownedBy,
  type PartnershipFile,
  type Party,
  type PartyRole,
  presentParties,
  type Signature,
} from "./partnership.ts";
import { fitsRole, type KnownOrganisation, rolesApart } from "./party-rules.ts";
import { goodText, type NewText } from "./transitions.ts";

/** Who signs which text for whom. */
export type Signing = Readonly<{
  organisationId: string;
  signatory: string;
  /** The organisation that the signatory belongs to. */
  signatoryOrganisationId: string;
  textHash: string;
  method: Signature["method"];
  signedOn: LocalDate;
}>;

/** The addendum that waits for signatures; null when there is none. */
export function pendingAddendum(file: PartnershipFile): Agreement | null {
  const addenda = file.agreements.filter(({ isAddendum, revisedOn }) => isAddendum && revisedOn === null);
  return addenda.find((addendum) => !isApplied(file, addendum)) ?? null;
}

/** Whether the party that an addendum brings in has come. */
function isApplied({ parties }: PartnershipFile, { joiningOrganisationId, validFrom }: Agreement): boolean {
  return parties.some(
    ({ organisationId, joinedOn }) => organisationId === joiningOrganisationId && joinedOn === validFrom,
  );
}

/** Organisations that have to sign a text: all parties, and of an addendum all but the leaving one, and the new one. */
export function signatoriesOf({ parties }: PartnershipFile, agreement: Agreement): ReadonlySet<string> {
  const staying = presentParties(parties).filter(({ id }) => id !== agreement.leavingPartyId);
  const joining = agreement.joiningOrganisationId;
  return new Set([...staying.map(({ organisationId }) => organisationId), ...(joining === null ? [] : [joining])]);
}

/**
 * A party signs the agreement, or the addendum that is pending. The last signature signs the partnership, or changes
 * its parties.
 *
 * @param isOwnOrganisation whether the caller may act for the organisation
 * @refuses ILLEGAL_TRANSITION, NOT_A_PARTY, TEXT_CHANGED, ALREADY_SIGNED, DATE_IN_FUTURE, DATE_ORDER, VALUE_OUT_OF_RANGE
 */
export function sign(signing: Signing, isOwnOrganisation: boolean): Rule<PartnershipFile> {
  return (file, at) => {
    const pending = file.record.state === "ACTIVE" ? pendingAddendum(file) : null;
    const agreement = pending ?? currentAgreement(file.agreements);
    const isOpen = pending !== null || file.record.state === "PROPOSED";
    if (agreement === null || !isOpen) {
      const closed = inState(file.record.state, ["PROPOSED"], "signing");
      const nothing = when(true, "ILLEGAL_TRANSITION", "There is no text that waits for a signature.");
      return refusedFor(closed.length > 0 ? closed : nothing) ?? accept(file);
    }
    const refused = refusedFor(signatureProblems(file, agreement, { signing, isOwnOrganisation, at }));
    if (refused !== null) return refused;
    const { signatoryOrganisationId: _own, ...given } = signing;
    const signature: Signature = { ...ownedBy(file), ...given, id: at.newId(), agreementId: agreement.id };
    return accept(completed({ ...file, signatures: [...file.signatures, signature] }, agreement, at));
  };
}

type Asked = Readonly<{ signing: Signing; isOwnOrganisation: boolean; at: Moment }>;

function signatureProblems(
  file: PartnershipFile,
  agreement: Agreement,
  { signing, isOwnOrganisation, at }: Asked,
): readonly Problem[] {
  const { organisationId, signatoryOrganisationId, signatory, textHash, signedOn } = signing;
  const isParty = signatoriesOf(file, agreement).has(organisationId);
  const belongs = signatoryOrganisationId === organisationId && isOwnOrganisation;
  const hasSigned = signaturesOf(file, agreement).some((signature) => signature.organisationId === organisationId);
  return [
    ...when(!isParty, "NOT_A_PARTY", "The organisation has no part in this text.", "organisationId"),
    ...when(!belongs, "NOT_A_PARTY", "The signatory does not belong to this party.", "signatory"),
    ...when(
      textHash !== agreement.textHash,
      "TEXT_CHANGED",
      `The text to sign is version ${agreement.number} with the hash ${agreement.textHash}: read it and sign again.`,
      "textHash",
    ),
    ...when(isParty && hasSigned, "ALREADY_SIGNED", "The party has signed this text.", "organisationId"),
    ...words(signatory, "signatory", 100),
    ...notInFuture(at, signedOn, "signedOn"),
    ...notBefore(signedOn, file.record.draftedOn, "the day of the draft", "signedOn"),
  ];
}

/** The signatures that count for a text: those of its own hash. */
export function signaturesOf(
  { signatures }: Pick<PartnershipFile, "signatures">,
  { id, textHash }: Pick<Agreement, "id" | "textHash">,
): readonly Signature[] {
  return signatures.filter((signature) => signature.agreementId === id && signature.textHash === textHash);
}

function isComplete(file: PartnershipFile, agreement: Agreement): boolean {
  const signed = new Set(signaturesOf(file, agreement).map(({ organisationId }) => organisationId));
  const asked = signatoriesOf(file, agreement);
  return asked.size > 0 && [...asked].every((organisationId) => signed.has(organisationId));
}

function completed(file: PartnershipFile, agreement: Agreement, at: Moment): PartnershipFile {
  if (!isComplete(file, agreement)) return file;
  if (agreement.isAddendum) return replaced(file, agreement, at);
  const days = signaturesOf(file, agreement).map(({ signedOn }) => signedOn);
  return { ...file, record: { ...file.record, state: "SIGNED", signedOn: days.sort().at(-1) ?? at.today } };
}

/** The leaving party goes on the addendum's first day, unless it had gone before; the new one comes on that day. */
function replaced(file: PartnershipFile, addendum: Agreement, at: Moment): PartnershipFile {
  const leaving = file.parties.find(({ id }) => id === addendum.leavingPartyId);
  if (leaving === undefined || addendum.joiningOrganisationId === null) return file;
  const gone: Party =
    leaving.leftOn === null ? { ...leaving, leftOn: addendum.validFrom, leaveReason: "replaced" } : leaving;
  const joined: Party = {
    ...ownedBy(file),
    ...{ id: at.newId(), role: leaving.role, organisationId: addendum.joiningOrganisationId },
    ...{ joinedOn: addendum.validFrom, leftOn: null, leaveReason: null },
  };
  return { ...file, parties: [...withRow(file.parties, gone), joined] };
}

/** A party that takes the place of another, by an addendum that all sign. */
export type Replacement = Readonly<{
  leavingOrganisationId: string;
  role: PartyRole;
  joining: KnownOrganisation | undefined;
  addendum: NewText;
  sameOrganisationTwoRoles: boolean;
}>;

/**
 * Writes the addendum by which a party is replaced; it takes effect with the last signature.
 *
 * @refuses ILLEGAL_TRANSITION, NOT_A_PARTY, ROLE_MISMATCH, ORGANISATION_UNKNOWN, ADDENDUM_PENDING, PARTY_REPEATED,
 *   SAME_ORGANISATION_TWO_ROLES, TEXT_MISSING, DATE_ORDER
 */
export function replaceParty({ leavingOrganisationId, role, joining, ...rest }: Replacement): Rule<PartnershipFile> {
  const { addendum, sameOrganisationTwoRoles } = rest;
  return (file, at) => {
    const held = file.parties.filter(({ organisationId }) => organisationId === leavingOrganisationId);
    const leaving = held.filter((party) => party.role === role && !isReplaced(file, party)).at(-1);
    const others = presentParties(file.parties).filter(({ id }) => id !== leaving?.id);
    const hasOtherRole = held.length > 0 && leaving === undefined;
    const problems = [
      ...inState(file.record.state, ["ACTIVE"], "replacing a party"),
      ...when(held.length === 0, "NOT_A_PARTY", "The organisation is no party.", "leavingOrganisationId"),
      ...when(hasOtherRole, "ROLE_MISMATCH", `The leaving party is not the ${role}: the role stays the same.`, "role"),
      ...when(pendingAddendum(file) !== null, "ADDENDUM_PENDING", "Let the addendum that waits be signed first."),
      ...fitsRole(joining, role, "joiningOrganisationId"),
      ...(joining === undefined
        ? []
        : rolesApart(
            [...others, { role, organisationId: joining.id }],
            sameOrganisationTwoRoles,
            "joiningOrganisationId",
          )),
      ...goodText(addendum),
      ...notBefore(addendum.validFrom, leaving?.joinedOn ?? file.record.activeFrom, "the first day", "validFrom"),
    ];
    const refused = refusedFor(problems);
    if (refused !== null) return refused;
    const agreement: Agreement = {
      ...ownedBy(file),
      ...addendum,
      ...{ id: at.newId(), number: file.agreements.length + 1, isAddendum: true, writtenOn: at.today },
      ...{ leavingPartyId: leaving?.id ?? null, joiningOrganisationId: joining?.id ?? null },
      ...{ revisedOn: null, reviseReason: null },
    };
    return accept({ ...file, agreements: [...file.agreements, agreement] });
  };
}

/** Whether an addendum about the party has taken effect. */
function isReplaced(file: PartnershipFile, { id }: Party): boolean {
  return file.agreements.some((agreement) => agreement.leavingPartyId === id && isApplied(file, agreement));
}

/** Takes back an addendum that nobody will sign. @refuses ROW_UNKNOWN, REASON_REQUIRED */
export function withdrawAddendum(reason: string): Rule<PartnershipFile> {
  return (file, at) => {
    const pending = pendingAddendum(file);
    const problems = [
      ...when(pending === null, "ROW_UNKNOWN", "No addendum waits for signatures.", "partnershipId"),
      ...reasonGiven(reason),
    ];
    const refused = refusedFor(problems);
    if (refused !== null || pending === null) return refused ?? accept(file);
    const withdrawn: Agreement = { ...pending, revisedOn: at.today, reviseReason: reason };
    return accept({ ...file, agreements: withRow(file.agreements, withdrawn) });
  };
}

/**
 * Records that a party has left, so that the partnership lacks it from that day.
 *
 * @refuses ILLEGAL_TRANSITION, NOT_A_PARTY, REASON_REQUIRED, DATE_IN_FUTURE, DATE_ORDER
 */
export function leave(
  left: Readonly<{ organisationId: string; role: PartyRole; leftOn: LocalDate; reason: string }>,
): Rule<PartnershipFile> {
  return (file, at) => {
    const party = presentParties(file.parties).find(
      ({ organisationId, role }) => organisationId === left.organisationId && role === left.role,
    );
    const problems = [
      ...inState(file.record.state, ["SIGNED", "ACTIVE", "ANCHORED"], "leaving"),
      ...when(party === undefined, "NOT_A_PARTY", "The organisation is no party in this role.", "organisationId"),
      ...reasonGiven(left.reason),
      ...notInFuture(at, left.leftOn, "leftOn"),
      ...notBefore(left.leftOn, party?.joinedOn ?? file.record.signedOn, "the first day", "leftOn"),
    ];
    const refused = refusedFor(problems);
    if (refused !== null || party === undefined) return refused ?? accept(file);
    const gone: Party = { ...party, leftOn: left.leftOn, leaveReason: left.reason };
    return accept({ ...file, parties: withRow(file.parties, gone) });
  };
}
