/** No text of a request holds a civil registration number: no person is written of in this service. */
import { cprGuard } from "@inclusion/kernel/runtime";

export const CPR_GUARD = cprGuard({
  code: "CPR_IN_TEXT",
  message: "This field holds what may be a civil registration number: no person is written of here.",
  // What is written for everybody is judged by its own rules, together with everything else that is wrong with it.
  except: ["Mutation.partnershipCaseWrite", "Mutation.listingDraft", "Mutation.listingCorrect"],
  readDamaged: ["Mutation.programmeImportSheet"],
  numbers: [
    "AnchoringAdoptInput.reference",
    "AnchoringRejectInput.reference",
    "DemandActivityRecordInput.link",
    "EvaluationCorrectInput.fileUrl",
    "EvaluationRegisterInput.fileUrl",
    "MethodAddEvidenceInput.link",
    "ProgrammePlaceJoinInput.agreementRef",
    "TenderRecordInput.reference",
  ],
});
