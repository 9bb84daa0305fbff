import { type Decision, localDate } from "@inclusion/kernel";
import type { Course } from "../course/course.ts";
import type { Employment } from "../employment/employment.ts";
import type { Placement } from "../placement/placement.ts";
import type { ParticipantRefusalCode } from "../refusals.ts";
import type { ParticipationState } from "./participation.ts";
import { newFile, type ParticipationFile } from "./participation-file.ts";
import { COURSE as ANY_COURSE, EMPLOYMENT, PARTICIPATION } from "./participation-measures.fixture.ts";
import type { Moment, Rule } from "./rule.ts";

/** A made-up id. */
export const ID = "0190a000-0000-7000-8000-000000000001";

/** 1 June 2020. */
export function moment(today = "2020-06-01"): Moment {
  let next = 0;
  const newId = (): string => {
    next += 1;
    return `new ${next}`;
  };
  return { today: localDate(today), actor: "test", newId };
}

/** Days of the table's file: in the programme from 1 March 2019. */
export const ENTERED = localDate("2019-03-01");

/** An entry course of 12 weeks from the first day on, that goes on. */
export const COURSE: Course = { ...ANY_COURSE, startedOn: ENTERED };

export const PLACEMENT: Placement = {
  participationId: "participation",
  programmeId: "programme",
  municipalityCode: "0751",
  id: "p1",
  form: "WORK_TRIAL",
  companyId: ID,
  startedOn: localDate("2019-04-01"),
  endedOn: null,
  hoursPerWeek: 20,
  taskCode: null,
  pairedWithId: null,
};

export const JOB: Employment = { ...EMPLOYMENT, employerId: ID };

/** A participation in a state, in a programme of 2019 to 2021 with Aarhus, with an open entry course. */
export function fileIn(state: ParticipationState, other: Partial<ParticipationFile> = {}): ParticipationFile {
  const terms = {
    programmeId: "programme",
    startsOn: localDate("2019-01-01"),
    endsOn: localDate("2021-12-31"),
    minimumHours: 8,
    municipalities: [
      {
        municipalityCode: "0751",
        joinedOn: localDate("2019-02-01"),
        leftOn: localDate("2020-12-31"),
        capacity: null,
        placesTaken: 0,
      },
    ],
  };
  const person = { id: "person", birthDate: localDate("1985-04-03"), sex: "F", synthetic: true } as const;
  const file = newFile({
    participation: { ...PARTICIPATION, state, enteredOn: ENTERED },
    person,
    terms,
    memberships: [],
  });
  return { ...file, version: 1, courses: [COURSE], ...other };
}

/** Codes of the refusals, in their order; none when the rule accepts. */
export function codesOf(rule: Rule, file: ParticipationFile, at: Moment = moment()): readonly ParticipantRefusalCode[] {
  const decided = rule(file, at);
  return decided.ok ? [] : decided.refusals.map(({ code }) => code);
}

/** The file after the rule. */
export function afterRule(rule: Rule, file: ParticipationFile, at: Moment = moment()): ParticipationFile {
  const decided: Decision<ParticipationFile, ParticipantRefusalCode> = rule(file, at);
  if (!decided.ok) throw new Error(JSON.stringify(decided.refusals));
  return decided.value;
}
