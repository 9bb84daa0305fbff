/** Every change of a participation that goes on: who may do it, and the rule that decides. */
import { isId } from "@inclusion/kernel";
import { Fault } from "@inclusion/kernel/runtime";
import { type Changed, type ChangeInput, changeParticipation } from "../change.ts";
import type { Context } from "../context.ts";
import { type CorrectCourseInput, correctCourse } from "../course/correct-course.ts";
import { type CompleteInput, complete, type DropOutInput, dropOut } from "../course/end-course.ts";
import { type EnrolInput, enrol } from "../course/enrol.ts";
import { type CorrectEmploymentInput, correctEmployment } from "../employment/correct-employment.ts";
import {
  type EmployInput,
  type EndEmploymentInput,
  employ,
  endEmployment,
  type KeepInput,
  keepEmployment,
} from "../employment/employ.ts";
import {
  type EntryFactsInput,
  recordEntryFacts,
  recordSensitiveFacts,
  type SensitiveFactsInput,
} from "../entry-facts/record-facts.ts";
import { type CorrectExitInput, correctExit } from "../exit/correct-exit.ts";
import { type LeaveInput, leave } from "../exit/leave.ts";
import { type FollowUpInput, recordFollowUp } from "../follow-up/record-follow-up.ts";
import { type CorrectParticipationInput, correctParticipation } from "../participation/correct-participation.ts";
import { type CorrectPlacementInput, correctPlacement } from "../placement/correct-placement.ts";
import { type EndPlacementInput, endPlacement, type PlaceInput, startPlacement } from "../placement/place.ts";
import { offerPlace, type ScreenInput, screen } from "../screening/screen.ts";
import { type AftercareInput, startAftercare } from "./aftercare.ts";
import { close } from "./close.ts";

/** @refuses what `screen` refuses */
export function participationScreen(ctx: Context, input: ChangeInput & ScreenInput): Changed {
  return changeParticipation(ctx, "participation:screen", input, screen(input));
}

/** @refuses what `offerPlace` refuses */
export function participationOfferPlace(ctx: Context, input: ChangeInput & Parameters<typeof offerPlace>[0]): Changed {
  return changeParticipation(ctx, "participation:offerPlace", input, offerPlace(input));
}

/** @refuses what `recordEntryFacts` refuses */
export function entryFactsRecord(ctx: Context, input: ChangeInput & EntryFactsInput): Changed {
  return changeParticipation(ctx, "entryFacts:record", input, recordEntryFacts(input));
}

/** @refuses what `recordSensitiveFacts` refuses */
export function sensitiveFactsRecord(ctx: Context, input: ChangeInput & SensitiveFactsInput): Changed {
  return changeParticipation(ctx, "sensitiveFacts:record", input, recordSensitiveFacts(input));
}

/** @refuses what `enrol` refuses */
export function participationEnrol(ctx: Context, input: ChangeInput & EnrolInput): Changed {
  return changeParticipation(ctx, "participation:enrol", input, enrol(input));
}

/** @refuses what `startPlacement` refuses */
export function placementStart(ctx: Context, input: ChangeInput & PlaceInput): Changed {
  return changeParticipation(ctx, "placement:start", input, startPlacement(input));
}

/** @refuses what `endPlacement` refuses */
export function placementEnd(ctx: Context, input: ChangeInput & EndPlacementInput): Changed {
  return changeParticipation(ctx, "placement:end", input, endPlacement(input));
}

/** @refuses what `complete` refuses */
export function participationComplete(ctx: Context, input: ChangeInput & CompleteInput): Changed {
  return changeParticipation(ctx, "participation:complete", input, complete(input));
}

/** @refuses what `dropOut` refuses */
export function participationDropOut(ctx: Context, input: ChangeInput & DropOutInput): Changed {
  return changeParticipation(ctx, "participation:dropOut", input, dropOut(input));
}

/** @refuses what `employ` refuses */
export function employmentStart(ctx: Context, input: ChangeInput & EmployInput): Changed {
  return changeParticipation(ctx, "employment:start", input, employ(input));
}

/** @refuses what `endEmployment` refuses */
export function employmentEnd(ctx: Context, input: ChangeInput & EndEmploymentInput): Changed {
  return changeParticipation(ctx, "employment:end", input, endEmployment(input));
}

/** @refuses what `keepEmployment` refuses */
export function employmentKeep(ctx: Context, input: ChangeInput & KeepInput): Changed {
  return changeParticipation(ctx, "employment:keep", input, keepEmployment(input));
}

/** @refuses what `leave` refuses */
export function participationLeave(ctx: Context, input: ChangeInput & LeaveInput): Changed {
  return changeParticipation(ctx, "participation:leave", input, leave(input));
}

/** @refuses what `recordFollowUp` refuses */
export function followUpRecord(ctx: Context, input: ChangeInput & FollowUpInput): Changed {
  return changeParticipation(ctx, "followUp:record", input, recordFollowUp(input));
}

/** @refuses what `close` refuses */
export function participationClose(ctx: Context, input: ChangeInput & Parameters<typeof close>[0]): Changed {
  return changeParticipation(ctx, "participation:close", input, close(input));
}

/** @refuses what `startAftercare` refuses */
export function aftercareStart(ctx: Context, input: ChangeInput & AftercareInput): Changed {
  return changeParticipation(ctx, "aftercare:start", input, startAftercare(input));
}

/** @refuses what `correctCourse` refuses */
export function courseCorrect(ctx: Context, input: ChangeInput & CorrectCourseInput): Changed {
  return changeParticipation(ctx, "course:correct", input, correctCourse(input));
}

/** @refuses what `correctPlacement` refuses */
export function placementCorrect(ctx: Context, input: ChangeInput & CorrectPlacementInput): Changed {
  return changeParticipation(ctx, "placement:correct", input, correctPlacement(input));
}

/** @refuses what `correctEmployment` refuses */
export function employmentCorrect(ctx: Context, input: ChangeInput & CorrectEmploymentInput): Changed {
  return changeParticipation(ctx, "employment:correct", input, correctEmployment(input));
}

/** @refuses what `correctExit` refuses */
export function exitCorrect(ctx: Context, input: ChangeInput & CorrectExitInput): Changed {
  return changeParticipation(ctx, "exit:correct", input, correctExit(input));
}

/**
 * @refuses what `correctParticipation` refuses
 * @throws Fault BAD_USER_INPUT for a partnership that is no id
 */
export async function participationCorrect(ctx: Context, input: ChangeInput & CorrectParticipationInput): Changed {
  if (input.partnershipId != null && !isId(input.partnershipId)) {
    throw new Fault("BAD_USER_INPUT", "partnershipId is no id.", { argument: "partnershipId" });
  }
  return changeParticipation(ctx, "participation:correct", input, correctParticipation(input));
}
