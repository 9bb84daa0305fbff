/** Definitions of the programme's own indicators and of what a record lacks. Pure. */

import { counted } from "@inclusion/kernel";
import { PARTICIPANT_INDICATORS } from "../participation/participation-measures.ts";

/** 3B.1 to 3B.4; their rules are those of `participationMeasures`. */
export const PROGRAMME_DEFINITIONS = {
  "3B.1": counted("Citizens who start the entry course: the first day of the first one, once per participation.", {
    version: PARTICIPANT_INDICATORS["3B.1"],
    of: ["TOTAL"],
  }),
  "3B.2": counted(
    "Citizens who complete the entry course, or leave it for a job when at least half of the planned days are done.",
    { version: PARTICIPANT_INDICATORS["3B.2"], of: ["3B.1"] },
  ),
  "3B.3": counted("Citizens hired, in a job that counts, by a company accepted into the accelerator by then.", {
    version: PARTICIPANT_INDICATORS["3B.3"],
    of: ["TOTAL"],
  }),
  "3B.4": counted("Citizens hired, in a job that counts, by any other employer, as long as 3B.3 is not reached.", {
    version: PARTICIPANT_INDICATORS["3B.4"],
    of: ["TOTAL"],
  }),
} as const;

/**
 * Who takes part, and what their records lack. Sex and age are part of every record here, so that a record can lack
 * labour status and education alone.
 *
 * @source docs/sources.md#esf
 */
export const RECORD_DEFINITIONS = {
  TOTAL: counted("Participants: everyone who has entered, on the first day, whatever the record lacks."),
  COMPLETE: counted("Participants whose record states sex, age, labour status and education at entry.", {
    of: ["TOTAL"],
  }),
  INCOMPLETE: counted("Participants who count in the total alone, because the record lacks an obligatory item.", {
    of: ["TOTAL"],
  }),
  INCOMPLETE_LABOUR_STATUS: counted("Participants whose labour status at entry is not stated.", { of: ["TOTAL"] }),
  INCOMPLETE_EDUCATION: counted("Participants whose education at entry is not stated.", { of: ["TOTAL"] }),
  SENSITIVE_REFUSED_MIGRANT: unanswered("refused to say whether they are migrants or of a minority"),
  SENSITIVE_UNKNOWN_MIGRANT: unanswered("do not know whether they are migrants or of a minority"),
  SENSITIVE_MISSING_MIGRANT: unanswered("were not asked whether they are migrants or of a minority"),
  SENSITIVE_REFUSED_DISABILITY: unanswered("refused to say whether they have a disability"),
  SENSITIVE_UNKNOWN_DISABILITY: unanswered("do not know whether they have a disability"),
  SENSITIVE_MISSING_DISABILITY: unanswered("were not asked whether they have a disability"),
  SENSITIVE_REFUSED_OTHER: unanswered("refused to say whether they are disadvantaged otherwise"),
  SENSITIVE_UNKNOWN_OTHER: unanswered("do not know whether they are disadvantaged otherwise"),
  SENSITIVE_MISSING_OTHER: unanswered("were not asked whether they are disadvantaged otherwise"),
  SENSITIVE_WITHOUT_EVIDENCE: unanswered("refused or did not know, without a day on which they were asked"),
} as const;

/** That an answer is not there says nothing of health or origin, so that no scope of its own is needed. */
function unanswered(text: string) {
  return counted(`Participants who ${text}.`, { of: ["TOTAL"] });
}
