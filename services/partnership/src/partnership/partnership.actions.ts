import { createHash } from "node:crypto";
import { isId, type LocalDate } from "@inclusion/kernel";
import type { ChangeInput } from "../act.ts";
import { adoptedPlan } from "../anchoring/anchoring.ts";
import { beginRecord, type Changed } from "../change.ts";
import type { Context } from "../context.ts";
import { actsFor, changePartnership, PARTNERSHIPS, type PartnershipInput } from "../partnership-change.ts";
import type { Given } from "../record/rule.ts";
import { type Draft, draft } from "./draft.ts";
import { emptyTerms, findKnownOrganisations, sameOrganisationTwoRoles } from "./partnership.repository.ts";
import type { Partnership, PartyRole, Signature } from "./partnership.ts";
import { leave, replaceParty, sign, withdrawAddendum } from "./sign.ts";
import { activate, anchor, close, type NewText, propose, revise, terminate, writeAgreement } from "./transitions.ts";

type TextInput = Readonly<{ text: string; validFrom: LocalDate; validTo?: Given<LocalDate> }>;

/** Drafts a partnership. @refuses the codes of `draft` */
export function partnershipDraft(
  ctx: Context,
  input: ChangeInput & Draft & Readonly<{ programmeId: string; municipalityCode: string }>,
): Changed<Partnership> {
  const { programmeId, municipalityCode, kind, origin, axis, draftedOn, parties } = input;
  return beginRecord(ctx, PARTNERSHIPS, {
    ...{ action: "partnership:draft", programmeId, municipalityCode, input },
    rule: async (tx, at) => {
      const ids = parties.map(({ organisationId }) => organisationId).filter(isId);
      const organisations = await findKnownOrganisations(tx, ids);
      const mayHaveTwo = await sameOrganisationTwoRoles(tx, programmeId, ctx.today);
      const record: Partnership = {
        ...{ id: at.newId(), programmeId, municipalityCode, kind, origin, axis, draftedOn, state: "DRAFTED" },
        ...{ signedOn: null, activeFrom: null, anchoredOn: null, closedOn: null, closeReason: null },
        synthetic: false,
      };
      const lists = { parties: [], agreements: [], signatures: [], cases: [], commitments: [], plans: [] };
      const empty = { record, version: 0, ...lists, ...(await emptyTerms(tx, programmeId, municipalityCode)) };
      const terms = { organisations, sameOrganisationTwoRoles: mayHaveTwo };
      return draft({ kind, origin, axis, draftedOn, parties }, terms)(empty, at);
    },
    answer: ({ record }) => record,
  });
}

/** Writes the agreement's text. @refuses the codes of `writeAgreement` */
export function partnershipWriteAgreement(ctx: Context, input: PartnershipInput & TextInput): Changed<Partnership> {
  return changePartnership(ctx, "partnership:writeAgreement", input, writeAgreement(newText(input)));
}

/** Sends the agreement to the parties. @refuses the codes of `propose` */
export async function partnershipPropose(ctx: Context, input: PartnershipInput): Changed<Partnership> {
  const mayHaveTwo = await twoRolesAllowed(ctx, input.partnershipId);
  return changePartnership(ctx, "partnership:propose", input, propose(mayHaveTwo));
}

/** Takes a proposal back with another text. @refuses the codes of `revise` */
export function partnershipRevise(
  ctx: Context,
  input: PartnershipInput & TextInput & Readonly<{ reason: string }>,
): Changed<Partnership> {
  return changePartnership(ctx, "partnership:revise", input, revise(newText(input), input.reason));
}

/** A party signs. @refuses the codes of `sign` */
export function partnershipSign(
  ctx: Context,
  input: PartnershipInput &
    Readonly<{ organisationId: string; signatory: string; signatoryOrganisationId?: Given<string> }> &
    Readonly<{ textHash: string; method: Signature["method"]; signedOn: LocalDate }>,
): Changed<Partnership> {
  const { organisationId, signatory, textHash, method, signedOn } = input;
  const signatoryOrganisationId = input.signatoryOrganisationId ?? organisationId;
  const signing = { organisationId, signatory, signatoryOrganisationId, textHash, method, signedOn };
  return changePartnership(ctx, "partnership:sign", input, sign(signing, actsFor(ctx, organisationId)));
}

/** Puts a signed partnership in force. @refuses the codes of `activate` */
export function partnershipActivate(
  ctx: Context,
  input: PartnershipInput & Readonly<{ activeFrom: LocalDate }>,
): Changed<Partnership> {
  return changePartnership(ctx, "partnership:activate", input, activate(input.activeFrom));
}

/** Writes the addendum by which a party is replaced. @refuses the codes of `replaceParty` */
export async function partnershipReplaceParty(
  ctx: Context,
  input: PartnershipInput &
    TextInput &
    Readonly<{ leavingOrganisationId: string; joiningOrganisationId: string; role: PartyRole }>,
): Changed<Partnership> {
  const { leavingOrganisationId, joiningOrganisationId, role } = input;
  const mayHaveTwo = await twoRolesAllowed(ctx, input.partnershipId);
  const known = isId(joiningOrganisationId)
    ? await findKnownOrganisations(await ctx.reader(), [joiningOrganisationId])
    : new Map();
  const replacement = {
    ...{ leavingOrganisationId, role, joining: known.get(joiningOrganisationId) },
    ...{ addendum: newText(input), sameOrganisationTwoRoles: mayHaveTwo },
  };
  return changePartnership(ctx, "partnership:replaceParty", input, replaceParty(replacement));
}

/** Takes back an addendum. @refuses the codes of `withdrawAddendum` */
export function partnershipWithdrawAddendum(
  ctx: Context,
  input: PartnershipInput & Readonly<{ reason: string }>,
): Changed<Partnership> {
  return changePartnership(ctx, "partnership:replaceParty", input, withdrawAddendum(input.reason));
}

/** Records that a party has left. @refuses the codes of `leave` */
export function partnershipRecordLeave(
  ctx: Context,
  input: PartnershipInput & Readonly<{ organisationId: string; role: PartyRole; leftOn: LocalDate; reason: string }>,
): Changed<Partnership> {
  const { organisationId, role, leftOn, reason } = input;
  return changePartnership(ctx, "partnership:recordLeave", input, leave({ organisationId, role, leftOn, reason }));
}

/** Carries the partnership on after the support. @refuses the codes of `anchor` */
export function partnershipAnchor(
  ctx: Context,
  input: PartnershipInput & Readonly<{ anchoredOn: LocalDate }>,
): Changed<Partnership> {
  return changePartnership(ctx, "partnership:anchor", input, anchor(input.anchoredOn, adoptedPlan));
}

/** Ends a partnership before its time. @refuses the codes of `terminate` */
export function partnershipTerminate(
  ctx: Context,
  input: PartnershipInput & Readonly<{ closedOn: LocalDate; reason: string }>,
): Changed<Partnership> {
  return changePartnership(ctx, "partnership:terminate", input, terminate(input.closedOn, input.reason));
}

/** Ends an anchored partnership. @refuses the codes of `close` */
export function partnershipClose(
  ctx: Context,
  input: PartnershipInput & Readonly<{ closedOn: LocalDate; reason?: Given<string> }>,
): Changed<Partnership> {
  return changePartnership(ctx, "partnership:close", input, close(input.closedOn, input.reason));
}

async function twoRolesAllowed(ctx: Context, partnershipId: string): Promise<boolean> {
  const partnership = isId(partnershipId) ? await ctx.loaders.partnership.load(partnershipId) : null;
  return partnership !== null && sameOrganisationTwoRoles(await ctx.reader(), partnership.programmeId, ctx.today);
}

/** The text with its hash; line ends are those of the text, so that any program finds the same hash. */
function newText({ text, validFrom, validTo }: TextInput): NewText {
  const textHash = createHash("sha256").update(text, "utf8").digest("hex");
  return { text, textHash, validFrom, validTo: validTo ?? null };
}
