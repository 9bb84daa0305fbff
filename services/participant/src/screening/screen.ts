/** Whether a referred citizen can start, and who comes from the waiting list. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import type { Benefit } from "../participation/participation.ts";
import { ownedBy, type ParticipationFile } from "../participation/participation-file.ts";
import {
  type Given,
  type Moment,
  notBefore,
  notInFuture,
  type Problem,
  type Rule,
  when,
} from "../participation/rule.ts";
import { takeStep } from "../pathway/step.ts";
import { hasPlace } from "../programme-terms/programme-terms.ts";
import { effortProblems } from "../referral/refer.ts";
import type { NoPriorEffortReason, PriorEffort, Referral } from "../referral/referral.ts";
import type { Screening, ScreeningCriterion, ScreeningOutcome, ScreeningReason } from "./screening.ts";

export type ScreenInput = Readonly<{
  screenedOn: LocalDate;
  outcome: ScreeningOutcome;
  criteria?: Given<readonly ScreeningCriterion[]>;
  reasonCode?: Given<ScreeningReason>;
  /** Efforts that the referral did not tell of. */
  priorEfforts?: Given<readonly PriorEffort[]>;
  noPriorEffortReason?: Given<NoPriorEffortReason>;
}>;

const STEPS = { FIT: "SCREEN_FIT", NOT_FIT: "SCREEN_NOT_FIT", WAITLIST: "SCREEN_WAIT" } as const;

/** Who lives on these is not at the edge of the labour market: in work or self-supporting. @source docs/sources.md#the-way-through-a-programme */
const OUTSIDE_TARGET_GROUP: ReadonlySet<Benefit> = new Set(["NONE_SELF_SUPPORTING", "FLEX_SUBSIDY"]);

/** @refuses PRIOR_EFFORT_MISSING, TARGET_GROUP_MISMATCH, REASON_REQUIRED, DATE_ORDER, DATE_IN_FUTURE, ILLEGAL_TRANSITION */
export function screen(input: ScreenInput): Rule {
  return (file, at) => {
    const referral = amended(file.referrals[0], input);
    return takeStep(file, at, {
      kind: STEPS[input.outcome],
      happenedOn: input.screenedOn,
      reasonCode: input.reasonCode,
      problems: [
        ...(input.outcome === "FIT" ? fitProblems(file, referral, input) : []),
        ...when(
          input.outcome === "NOT_FIT" && input.reasonCode == null,
          "REASON_REQUIRED",
          "Say why the person is turned away.",
          "reasonCode",
        ),
        ...dayProblems(file, at, input.screenedOn),
        ...effortProblems(at, input.priorEfforts ?? []),
      ],
      change: () => ({
        referrals: referral === undefined ? [] : [referral],
        screenings: [...file.screenings, screeningOf(file, at, input)],
      }),
    });
  };
}

/** @refuses NO_CAPACITY, DATE_ORDER, DATE_IN_FUTURE, ILLEGAL_TRANSITION */
export function offerPlace({ offeredOn }: Readonly<{ offeredOn: LocalDate }>): Rule {
  return (file, at) => {
    const { municipalityCode } = file.participation;
    return takeStep(file, at, {
      kind: "OFFER_PLACE",
      happenedOn: offeredOn,
      problems: [
        ...when(
          !hasPlace(file.terms, municipalityCode),
          "NO_CAPACITY",
          `Every place of municipality ${municipalityCode} in the programme is taken: wait until somebody leaves.`,
        ),
        ...notInFuture(at, offeredOn, "offeredOn"),
        ...notBefore(offeredOn, file.screenings.at(-1)?.screenedOn, "the screening", "offeredOn"),
      ],
      change: () => ({}),
    });
  };
}

function fitProblems(
  { participation }: ParticipationFile,
  referral: Referral | undefined,
  { criteria }: ScreenInput,
): readonly Problem[] {
  const hasEffort = (referral?.priorEfforts.length ?? 0) > 0 || referral?.noPriorEffortReason != null;
  const isOutside = OUTSIDE_TARGET_GROUP.has(participation.benefit);
  return [
    ...when(
      !hasEffort,
      "PRIOR_EFFORT_MISSING",
      "Record an earlier effort, or the reason why there is none.",
      "priorEfforts",
    ),
    ...when(
      isOutside || (criteria ?? []).length === 0,
      "TARGET_GROUP_MISMATCH",
      isOutside
        ? `${participation.benefit} is outside of the target group: correct the benefit or screen as NOT_FIT.`
        : "Name at least one criterion of the target group that the person meets.",
      isOutside ? undefined : "criteria",
    ),
  ];
}

function dayProblems(file: ParticipationFile, at: Moment, screenedOn: LocalDate): readonly Problem[] {
  return [
    ...notInFuture(at, screenedOn, "screenedOn"),
    ...notBefore(screenedOn, file.referrals[0]?.referredOn, "the referral", "screenedOn"),
  ];
}

function amended(referral: Referral | undefined, { priorEfforts, noPriorEffortReason }: ScreenInput) {
  if (referral === undefined) return undefined;
  const more = (priorEfforts ?? []).map(({ kind, endedOn, result }) => ({ kind, endedOn: endedOn ?? null, result }));
  return {
    ...referral,
    priorEfforts: [...referral.priorEfforts, ...more],
    noPriorEffortReason: noPriorEffortReason ?? referral.noPriorEffortReason,
  };
}

function screeningOf(file: ParticipationFile, at: Moment, input: ScreenInput): Screening {
  const { screenedOn, outcome, criteria, reasonCode } = input;
  return {
    ...ownedBy(file),
    id: at.newId(),
    ...{ screenedOn, outcome, criteria: [...new Set(criteria ?? [])], reasonCode: reasonCode ?? null },
  };
}
