/** Facts of the participation itself that were recorded wrongly, those at entry and the referral's among them. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import { type EntryFactsInput, entryFactProblems, entryFactsOf, withGiven } from "../entry-facts/record-facts.ts";
import { partnershipProblems } from "../partnership/come-to-partnership.ts";
import { type CorrectionReason, correctionOf } from "../pathway/correction.ts";
import { effortProblems } from "../referral/refer.ts";
import type { NoPriorEffortReason, PriorEffort, Referral } from "../referral/referral.ts";
import type { Benefit } from "./participation.ts";
import type { ParticipationFile } from "./participation-file.ts";
import { type Given, type Moment, notBefore, notInFuture, type Problem, type Rule, shortText, when } from "./rule.ts";

export type CorrectParticipationInput = EntryFactsInput &
  Readonly<{
    benefit?: Given<Benefit>;
    partnershipId?: Given<string>;
    previousProgramme?: Given<string>;
    referredOn?: Given<LocalDate>;
    priorEfforts?: Given<readonly PriorEffort[]>;
    noPriorEffortReason?: Given<NoPriorEffortReason>;
    ordinaryEffort?: Given<string>;
    whatIsAdded?: Given<string>;
    reasonCode?: Given<CorrectionReason>;
  }>;

/** @refuses REASON_REQUIRED, PARTNERSHIP_NOT_SIGNED, PARTNERSHIP_CLOSED, DATE_ORDER, DATE_IN_FUTURE, VALUE_OUT_OF_RANGE, ROW_UNKNOWN */
export function correctParticipation(input: CorrectParticipationInput): Rule {
  return (file, at) => {
    const referral = correctedReferral(file.referrals[0], input);
    const isAsked = ENTRY_FIELDS.some((field) => input[field] != null);
    return correctionOf(file, at, {
      reasonCode: input.reasonCode,
      problems: [
        ...referralProblems(file, input),
        ...partnershipProblems(at, file.participation.programmeId, input.partnershipId, comesOn(file, at, input)),
        ...entryFactProblems(input),
        ...effortProblems(at, input.priorEfforts ?? []),
        ...notInFuture(at, input.referredOn, "referredOn"),
        ...notInFuture(at, input.startFormOn, "startFormOn"),
        ...shortText(input.previousProgramme, "previousProgramme"),
        ...shortText(input.ordinaryEffort, "ordinaryEffort"),
        ...shortText(input.whatIsAdded, "whatIsAdded"),
      ],
      change: () => ({
        participation: {
          ...file.participation,
          benefit: input.benefit ?? file.participation.benefit,
          partnershipId: input.partnershipId ?? file.participation.partnershipId,
          previousProgramme: input.previousProgramme ?? file.participation.previousProgramme,
        },
        referrals: referral === undefined ? [] : [referral],
        entryFacts: isAsked ? [withGiven(entryFactsOf(file), input)] : file.entryFacts,
      }),
    });
  };
}

/** The day on which the person comes to the partnership: the referral's, or the first day, or today. */
function comesOn(file: ParticipationFile, at: Moment, { referredOn }: CorrectParticipationInput): LocalDate {
  return referredOn ?? file.referrals[0]?.referredOn ?? file.participation.enteredOn ?? at.today;
}

const ENTRY_FIELDS = ["labourStatus", "education", "household", "seniorityWeeks", "startFormOn"] as const;
const REFERRAL_FIELDS = ["referredOn", "priorEfforts", "noPriorEffortReason", "ordinaryEffort", "whatIsAdded"] as const;

function referralProblems(file: ParticipationFile, input: CorrectParticipationInput): readonly Problem[] {
  const isAsked = REFERRAL_FIELDS.some((field) => input[field] != null);
  const next = file.screenings[0]?.screenedOn ?? file.participation.enteredOn;
  return [
    ...when(isAsked && file.referrals.length === 0, "ROW_UNKNOWN", "The participation has no referral."),
    ...(input.referredOn == null ? [] : notBefore(next, input.referredOn, "the referral", "referredOn")),
    ...notBefore(input.referredOn, file.person.birthDate, "the day of birth", "referredOn"),
  ];
}

function correctedReferral(old: Referral | undefined, input: CorrectParticipationInput): Referral | undefined {
  if (old === undefined) return undefined;
  const efforts = input.priorEfforts?.map(({ kind, endedOn, result }) => ({ kind, endedOn: endedOn ?? null, result }));
  return {
    ...old,
    referredOn: input.referredOn ?? old.referredOn,
    priorEfforts: efforts ?? old.priorEfforts,
    noPriorEffortReason: input.noPriorEffortReason ?? old.noPriorEffortReason,
    ordinaryEffort: input.ordinaryEffort ?? old.ordinaryEffort,
    whatIsAdded: input.whatIsAdded ?? old.whatIsAdded,
  };
}
