/** What other services are told of partnerships. */
import type { NewFact } from "@inclusion/kernel/runtime";
import type { PartnershipClosed, PartnershipSigned } from "@inclusion/schema/facts";
import { type PartnershipFile, presentParties } from "./partnership.ts";

/** That all have signed, again when the parties have changed, and that the partnership has ended. */
export function partnershipFacts(before: PartnershipFile | null, after: PartnershipFile): readonly NewFact[] {
  const facts: NewFact[] = [];
  const { record } = after;
  if (record.signedOn !== null && record.state !== "CLOSED" && partiesText(before) !== partiesText(after)) {
    facts.push({ type: "PartnershipSigned", version: 1, subject: record.id, payload: signedPayload(after) });
  }
  if (record.closedOn !== null && before?.record.closedOn == null) {
    const payload: PartnershipClosed = {
      partnershipId: record.id,
      programmeId: record.programmeId,
      closedOn: record.closedOn,
    };
    facts.push({ type: "PartnershipClosed", version: 1, subject: record.id, payload });
  }
  return facts;
}

function signedPayload({ record, parties }: PartnershipFile): PartnershipSigned {
  return {
    partnershipId: record.id,
    programmeId: record.programmeId,
    municipalityCodes: [record.municipalityCode],
    parties: presentParties(parties).map(({ organisationId, role }) => ({ organisationId, role })),
    signedOn: record.signedOn ?? "",
  };
}

/** The parties of a signed partnership as one text; a partnership that is not signed has none. */
function partiesText(file: PartnershipFile | null): string {
  if (file === null || file.record.signedOn === null) return "";
  return presentParties(file.parties)
    .map(({ organisationId, role }) => `${role} ${organisationId}`)
    .sort()
    .join(",");
}
