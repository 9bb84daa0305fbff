/** Corrections: what was wrong is replaced, earlier versions stay in the history, and the state stays with the steps. Pure. */
import type { Decision } from "@inclusion/kernel";
import type { ParticipationState } from "../participation/participation.ts";
import type { ParticipationFile } from "../participation/participation-file.ts";
import { type Given, type Moment, type Problem, when } from "../participation/rule.ts";
import type { ParticipantRefusalCode } from "../refusals.ts";
import { takeStep } from "./step.ts";

/** Why a record is corrected. */
export type CorrectionReason = "WRONG_DAY" | "WRONG_FACT" | "WRONG_PERSON" | "NEW_EVIDENCE" | "AUDIT" | "OTHER";

export type Correction = Readonly<{
  reasonCode: Given<CorrectionReason>;
  problems: readonly Problem[];
  /** The state, when another one was right; the state stays otherwise. */
  to?: ParticipationState | undefined;
  change: () => Partial<ParticipationFile>;
}>;

/** @refuses REASON_REQUIRED, beside everything that the guards found */
export function correctionOf(
  file: ParticipationFile,
  at: Moment,
  { reasonCode, problems, to, change }: Correction,
): Decision<ParticipationFile, ParticipantRefusalCode> {
  return takeStep(file, at, {
    kind: "CORRECT",
    happenedOn: at.today,
    reasonCode,
    problems: [
      ...when(reasonCode == null, "REASON_REQUIRED", "Say why the record is corrected.", "reasonCode"),
      ...problems,
    ],
    to,
    change,
  });
}
