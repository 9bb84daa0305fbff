/** Alumni of another programme come in without a screening, through the gate that fits their last job. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import type { Employment, WorkForm } from "../employment/employment.ts";
import { hoursProblems } from "../employment/terms.ts";
import { isOrganisation, survivorOf } from "../organisation/organisation.ts";
import type { EntryGate } from "../participation/participation.ts";
import { ownedBy, type ParticipationFile } from "../participation/participation-file.ts";
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
import { takeStep } from "../pathway/step.ts";
import { beginningProblems, type NewParticipation, type OtherParticipation, referralOf } from "./refer.ts";

/** The job that the earlier programme led to, when no earlier participation tells of it. */
export type EarlierJob = Readonly<{
  form: WorkForm;
  employerId: string;
  startedOn: LocalDate;
  endedOn?: Given<LocalDate>;
  hoursPerWeek: number;
}>;

export type AdmitInput = NewParticipation &
  Readonly<{
    admittedOn: LocalDate;
    gate: EntryGate;
    /** Name of the earlier programme. */
    previousProgramme?: Given<string>;
    employment?: Given<EarlierJob>;
  }>;

/** What an earlier participation of the person tells, when one was named. */
export type EarlierParticipation = Readonly<{
  programmeId: string;
  enteredOn: LocalDate | null;
  employments: readonly Employment[];
}>;

type Known = Readonly<{ previous: EarlierParticipation | null; others: readonly OtherParticipation[] }>;

/**
 * @refuses PRIOR_PARTICIPATION_MISSING, GATE_MISMATCH, EMPLOYER_UNKNOWN, HOURS_LIMIT, and what a referral is refused for
 */
export function admitAlumnus(input: AdmitInput, known: Known): Rule {
  return (file, at) => {
    const job = input.employment ?? lastJobOf(known.previous);
    return takeStep(file, at, {
      kind: "ADMIT_ALUMNUS",
      happenedOn: input.admittedOn,
      problems: [
        ...beginningProblems(file, at, { ...input, day: input.admittedOn, dayField: "admittedOn" }, known.others),
        ...priorProblems(input, known.previous),
        ...gateProblems(input, job),
        ...(input.employment == null ? [] : jobProblems(at, input.employment)),
        ...notInFuture(at, job?.endedOn, "employment"),
        ...shortText(input.previousProgramme, "previousProgramme"),
      ],
      change: () => ({
        participation: {
          ...file.participation,
          entryGate: input.gate,
          previousProgramme: nameOf(input) ?? known.previous?.programmeId ?? null,
        },
        referrals: [
          referralOf(file, input, {
            referredOn: input.admittedOn,
            caseworkerRef: null,
            priorEfforts: [],
            noPriorEffortReason: "ALUMNUS",
          }),
        ],
        employments:
          job === null ? [] : [employmentOf(file, { ...job, employerId: survivorOf(at, job.employerId) }, at.newId())],
      }),
    });
  };
}

function priorProblems(input: AdmitInput, previous: EarlierParticipation | null): readonly Problem[] {
  const isEvidenced =
    previous === null
      ? nameOf(input) !== null
      : previous.enteredOn !== null && previous.programmeId !== input.programmeId;
  return when(
    !isEvidenced,
    "PRIOR_PARTICIPATION_MISSING",
    "Name the earlier programme, or a participation of the same person that began in another programme.",
    previous === null ? "previousProgramme" : "samePersonAs",
  );
}

function gateProblems({ gate, admittedOn }: AdmitInput, job: EarlierJob | null): readonly Problem[] {
  const endedOn = job?.endedOn ?? null;
  const fits = {
    REFERRAL: false,
    ALUMNI_EMPLOYED: job !== null && job.startedOn <= admittedOn && (endedOn === null || endedOn > admittedOn),
    ALUMNI_LOST_JOB: endedOn !== null && endedOn <= admittedOn,
  }[gate];
  const message = {
    REFERRAL: "An alumnus comes in work or after losing it; others are referred.",
    ALUMNI_EMPLOYED: `The gate is for alumni in work: tell of the employment that goes on on ${admittedOn}.`,
    ALUMNI_LOST_JOB: `The gate is for alumni who lost the job: tell of the employment that ended by ${admittedOn}.`,
  }[gate];
  return when(!fits, "GATE_MISMATCH", message, "gate");
}

function jobProblems(at: Moment, job: EarlierJob): readonly Problem[] {
  return [
    ...when(
      !isOrganisation(at, job.employerId),
      "EMPLOYER_UNKNOWN",
      "Give the id of the employer's organisation.",
      "employment",
    ),
    ...hoursProblems(job.hoursPerWeek, "employment"),
    ...notBefore(job.endedOn, job.startedOn, "the first day of the job", "employment"),
  ];
}

function lastJobOf(previous: EarlierParticipation | null): EarlierJob | null {
  const jobs = [...(previous?.employments ?? [])].sort((a, b) => (a.startedOn < b.startedOn ? -1 : 1));
  return jobs.at(-1) ?? null;
}

function employmentOf(file: ParticipationFile, job: EarlierJob, id: string): Employment {
  const { form, employerId, startedOn, endedOn, hoursPerWeek } = job;
  return { ...ownedBy(file), id, form, employerId, startedOn, endedOn: endedOn ?? null, hoursPerWeek };
}

function nameOf({ previousProgramme }: AdmitInput): string | null {
  return previousProgramme?.trim() || null;
}
