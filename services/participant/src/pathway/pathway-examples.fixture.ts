/** A valid request of each mutation of the way through a programme. */
import {
  COURSE,
  DAY,
  EXIT,
  FACTS,
  FIT,
  JOB,
  type Participation,
  PLACEMENT,
  PROGRAMME,
  REFERRAL,
  type State,
  type Ways,
} from "./pathway-ways.fixture.ts";

/** A mutation, the state it is done in, and its input without the participation. */
export type PathwayExample = readonly [
  string,
  State | null,
  (now: Participation | null) => Readonly<Record<string, unknown>>,
];

/** Every mutation of the way with a participation that it can be done to. */
export const PATHWAY_EXAMPLES: readonly PathwayExample[] = [
  ["participationRefer", null, () => REFERRAL],
  [
    "participationAdmitAlumnus",
    null,
    () => ({
      ...{ programmeId: PROGRAMME, municipalityCode: "0751", benefit: "SICKNESS", birthDate: "1990-01-01", sex: "M" },
      ...{ admittedOn: "2019-05-01", gate: "ALUMNI_LOST_JOB", previousProgramme: "Rummelig imidt" },
      employment: { ...JOB, startedOn: "2018-01-01", endedOn: "2019-01-01" },
    }),
  ],
  ["participationScreen", "REFERRED", () => FIT],
  ["participationOfferPlace", "WAITLISTED", () => ({ offeredOn: "2019-05-01" })],
  ["entryFactsRecord", "ACCEPTED", () => FACTS],
  ["sensitiveFactsRecord", "ENROLLED", () => ({ disability: "REFUSED", askedOn: "2019-03-20" })],
  ["participationEnrol", "ACCEPTED", () => COURSE],
  ["placementStart", "ENROLLED", () => PLACEMENT],
  ["placementEnd", "IN_PLACEMENT", (now) => ({ placementId: now?.placements[0]?.id, endedOn: "2019-06-01" })],
  ["participationComplete", "ENROLLED", () => ({ endedOn: DAY.completed, endFormOn: DAY.completed })],
  ["participationDropOut", "ENROLLED", () => ({ endedOn: "2019-06-01", reasonCode: "MOVED" })],
  ["employmentStart", "COMPLETED", () => JOB],
  ["employmentEnd", "EMPLOYED", (now) => ({ employmentId: now?.employments[0]?.id, endedOn: "2019-12-01" })],
  ["employmentKeep", "EMPLOYED", () => ({ axis: "AXIS_3B1", plannedWeeks: 26, startedOn: "2019-10-15" })],
  ["participationLeave", "EMPLOYED", () => EXIT],
  ["followUpRecord", "FOLLOW_UP", () => ({ kind: "IMMEDIATE_4W", reached: false, recordedOn: "2019-12-01" })],
  ["participationClose", "FOLLOWED_UP", () => ({ closedOn: "2020-06-01" })],
  ["aftercareStart", "LOST_JOB", () => ({ axis: "AXIS_3B1", plannedWeeks: 8, startedOn: "2020-07-06" })],
  ["courseCorrect", "ENROLLED", (now) => correction({ courseId: now?.courses[0]?.id, startedOn: "2019-04-08" })],
  [
    "placementCorrect",
    "IN_PLACEMENT",
    (now) => correction({ placementId: now?.placements[0]?.id, hoursPerWeek: 12.5 }),
  ],
  ["employmentCorrect", "EMPLOYED", (now) => correction({ employmentId: now?.employments[0]?.id, hoursPerWeek: 30 })],
  ["exitCorrect", "FOLLOW_UP", () => correction({ leftOn: "2019-11-30" })],
  ["participationCorrect", "ENROLLED", () => correction({ benefit: "SICKNESS", education: "ISCED_3" })],
];

function correction(what: Readonly<Record<string, unknown>>) {
  return { ...what, reasonCode: "NEW_EVIDENCE" };
}

/** A participation that the mutation can be done to, made for it, and the whole input. */
export async function preparedFor(ways: Ways, [mutation, state, inputOf]: PathwayExample) {
  let now = state === null ? null : await ways.at(state);
  if (mutation === "participationEnrol") {
    now = await ways.done("entryFactsRecord", { ...FACTS, participationId: now?.id });
  }
  const input: Readonly<Record<string, unknown>> = {
    ...inputOf(now),
    ...(now === null ? {} : { participationId: now.id }),
  };
  return { now, input };
}
