import { localDate } from "@inclusion/kernel";
import type { Placement } from "./placement.ts";

/** A work trial in the spring of 2019. */
export const PLACEMENT: Placement = {
  participationId: "participation",
  programmeId: "programme",
  municipalityCode: "0751",
  id: "p1",
  form: "WORK_TRIAL",
  companyId: "company",
  startedOn: localDate("2019-04-01"),
  endedOn: localDate("2019-05-31"),
  hoursPerWeek: 18.5,
  taskCode: null,
  pairedWithId: null,
};
