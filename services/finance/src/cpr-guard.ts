/** No text of a request holds a civil registration number: people are known here by the ids of their participations. */
import { cprGuard } from "@inclusion/kernel/runtime";

export const CPR_GUARD = cprGuard({
  code: "CPR_IN_TEXT",
  message: "This field holds what may be a civil registration number: no person is written of here.",
  except: [],
  numbers: [
    "CostLineRecordInput.invoiceRef",
    "CostLineCorrectInput.invoiceRef",
    "MunicipalDecisionRecordInput.councilReference",
  ],
});
