/** A text with what is known of its signatures. Pure. */
import type { Agreement, PartnershipFile, Signature } from "./partnership.ts";
import { pendingAddendum, signatoriesOf, signaturesOf } from "./sign.ts";

/** A version of the text, with who has signed it and who has not; nobody signs a text that was revised. */
export type AgreementView = Agreement & Readonly<{ signatures: readonly Signature[]; awaitingIds: readonly string[] }>;

/** The text as it is shown. */
export function viewOf(file: PartnershipFile, agreement: Agreement): AgreementView {
  if (agreement.revisedOn !== null) return { ...agreement, signatures: [], awaitingIds: [] };
  const signatures = signaturesOf(file, agreement);
  const isOpen = agreement.isAddendum ? pendingAddendum(file)?.id === agreement.id : file.record.signedOn === null;
  const signed = new Set(signatures.map(({ organisationId }) => organisationId));
  const awaitingIds = isOpen ? [...signatoriesOf(file, agreement)].filter((id) => !signed.has(id)).sort() : [];
  return { ...agreement, signatures, awaitingIds };
}
