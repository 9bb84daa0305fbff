/** How a participation begins: a municipality refers, or an alumnus of another programme comes back. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import { MUNICIPALITIES } from "../participant-import/municipalities.ts";
import type { Participation } from "../participation/participation.ts";
import { ownedBy, type ParticipationFile } from "../participation/participation-file.ts";
import type { Person, Sex } from "../participation/person.ts";
import {
  type Given,
  type Moment,
  notBefore,
  notInFuture,
  type Problem,
  type Rule,
  shortText,
  when,
} from "../participation/rule.ts";
import { partnershipProblems } from "../partnership/come-to-partnership.ts";
import { takeStep } from "../pathway/step.ts";
import { takesPartOn } from "../programme-terms/programme-terms.ts";
import type { NoPriorEffortReason, PriorEffort, Referral } from "./referral.ts";

/** What every new participation is told with. */
export type NewParticipation = Readonly<{
  programmeId: string;
  municipalityCode: string;
  partnershipId?: Given<string>;
  benefit: Participation["benefit"];
  /** Of a person who is new here. */
  birthDate?: Given<LocalDate>;
  sex?: Given<Sex>;
  /** Another participation of the same person. */
  samePersonAs?: Given<string>;
  ordinaryEffort?: Given<string>;
  whatIsAdded?: Given<string>;
}>;

export type ReferInput = NewParticipation &
  Readonly<{
    referredOn: LocalDate;
    caseworkerRef?: Given<string>;
    priorEfforts?: Given<readonly PriorEffort[]>;
    noPriorEffortReason?: Given<NoPriorEffortReason>;
  }>;

/** What is known of the person's other participations. */
export type OtherParticipation = Pick<Participation, "id" | "programmeId" | "state" | "enteredOn" | "leftOn">;

/**
 * @refuses MUNICIPALITY_UNKNOWN, MUNICIPALITY_NOT_IN_PROGRAMME, DUPLICATE_OPEN_PARTICIPATION, ALREADY_PARTICIPATED,
 *          PARTNERSHIP_NOT_SIGNED, PARTNERSHIP_CLOSED, DATE_IN_FUTURE, DATE_ORDER, VALUE_OUT_OF_RANGE
 */
export function refer(input: ReferInput, others: readonly OtherParticipation[]): Rule {
  return (file, at) =>
    takeStep(file, at, {
      kind: "REFER",
      happenedOn: input.referredOn,
      problems: [
        ...beginningProblems(file, at, { ...input, day: input.referredOn, dayField: "referredOn" }, others),
        ...effortProblems(at, input.priorEfforts ?? []),
        ...shortText(input.caseworkerRef, "caseworkerRef"),
      ],
      change: () => ({
        referrals: [
          referralOf(file, input, {
            referredOn: input.referredOn,
            caseworkerRef: input.caseworkerRef ?? null,
            priorEfforts: input.priorEfforts ?? [],
            noPriorEffortReason: input.noPriorEffortReason ?? null,
          }),
        ],
      }),
    });
}

/** What holds for both ways in. */
export function beginningProblems(
  file: ParticipationFile,
  at: Moment,
  input: NewParticipation & Readonly<{ day: LocalDate; dayField: string }>,
  others: readonly OtherParticipation[],
): readonly Problem[] {
  const { municipalityCode, programmeId, day, dayField } = input;
  const isKnown = MUNICIPALITIES.has(municipalityCode);
  return [
    ...when(
      !isKnown,
      "MUNICIPALITY_UNKNOWN",
      `${municipalityCode} is none of the 98 municipalities: give the four digits of the register.`,
      "municipalityCode",
    ),
    ...when(
      isKnown && !takesPartOn(file.terms, municipalityCode, day),
      "MUNICIPALITY_NOT_IN_PROGRAMME",
      `Municipality ${municipalityCode} takes no part in the programme on ${day}.`,
      "municipalityCode",
    ),
    ...sameProgramme(others.filter((other) => other.programmeId === programmeId)),
    ...partnershipProblems(at, programmeId, input.partnershipId, day),
    ...notInFuture(at, day, dayField),
    ...notBefore(day, file.person.birthDate, "the day of birth", "birthDate"),
    ...shortText(input.ordinaryEffort, "ordinaryEffort"),
    ...shortText(input.whatIsAdded, "whatIsAdded"),
  ];
}

function sameProgramme(others: readonly OtherParticipation[]): readonly Problem[] {
  const open = others.find(({ leftOn, state }) => leftOn === null && state !== "SCREENED_OUT");
  const earlier = others.find(({ enteredOn }) => enteredOn !== null);
  if (open !== undefined) {
    const message = `The person takes part in the programme already: go on with participation ${open.id}.`;
    return when(true, "DUPLICATE_OPEN_PARTICIPATION", message, "samePersonAs");
  }
  const message = `Who returns is counted once: go on with participation ${earlier?.id}.`;
  return when(earlier !== undefined, "ALREADY_PARTICIPATED", message, "samePersonAs");
}

/** @refuses DATE_IN_FUTURE */
export function effortProblems(at: Moment, efforts: readonly PriorEffort[]): readonly Problem[] {
  return efforts.flatMap(({ endedOn }) => notInFuture(at, endedOn, "priorEfforts"));
}

/** The referral's row; it has the participation's id. */
export function referralOf(
  file: ParticipationFile,
  { ordinaryEffort, whatIsAdded }: NewParticipation,
  said: Pick<Referral, "referredOn" | "caseworkerRef" | "priorEfforts" | "noPriorEffortReason">,
): Referral {
  const owned = ownedBy(file);
  return {
    ...owned,
    id: owned.participationId,
    ...said,
    priorEfforts: said.priorEfforts.map(({ kind, endedOn, result }) => ({ kind, endedOn: endedOn ?? null, result })),
    ordinaryEffort: ordinaryEffort ?? null,
    whatIsAdded: whatIsAdded ?? null,
  };
}

/** The participation and its person, before the first step. */
export function beginningOf(
  input: NewParticipation,
  person: Person,
  id: string,
): Pick<ParticipationFile, "participation" | "person"> {
  const participation: Participation = {
    id,
    ...{ programmeId: input.programmeId, municipalityCode: input.municipalityCode },
    partnershipId: input.partnershipId ?? null,
    entryGate: "REFERRAL",
    previousProgramme: null,
    state: "REFERRED",
    ...{ enteredOn: null, leftOn: null, benefit: input.benefit, synthetic: person.synthetic },
  };
  return { participation, person };
}
