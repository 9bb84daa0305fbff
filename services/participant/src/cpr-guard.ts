/** No text of a request holds a civil registration number, but in the fields that are for it. */
import { cprGuard } from "@inclusion/kernel/runtime";

/** Mutations that register numbers judge their other fields themselves, with everything else that is wrong. */
export const CPR_GUARD = cprGuard({
  code: "CPR_IN_WRONG_FIELD",
  message: "This field holds what may be a civil registration number: give it in a field named cpr, and nowhere else.",
  except: [
    "Mutation.identityRegister",
    "Mutation.identityCorrect",
    "Mutation.participantImportValidate",
    "Mutation.participantImportCommit",
  ],
  meant: ["EmergencyAccessOpenByCprInput.cpr"],
});
