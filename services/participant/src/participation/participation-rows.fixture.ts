import { localDate, systemViewer } from "@inclusion/kernel";
import { type Service, unitOfWork } from "@inclusion/kernel/runtime";
import { CourseEntity } from "../course/course.entity.ts";
import { EmploymentEntity } from "../employment/employment.entity.ts";
import { PlacementEntity } from "../placement/placement.entity.ts";
import type { AcceleratorMembership } from "./accelerator-membership.ts";
import { ParticipationEntity } from "./participation.entity.ts";
import { COURSE, EMPLOYMENT, PARTICIPATION } from "./participation-measures.fixture.ts";
import { participationMeasures } from "./participation-measures.ts";
import { PersonEntity } from "./person.entity.ts";

/** A made-up id; equal numbers make equal ids. */
export function idOf(number: number): string {
  return `0190a000-0000-7000-8000-${String(number).padStart(12, "0")}`;
}

export const PROGRAMME = idOf(1);
export const COMPANY = idOf(2);
export const MEMBERSHIP: AcceleratorMembership = {
  courseId: idOf(3),
  programmeId: PROGRAMME,
  organisationId: COMPANY,
  acceptedOn: localDate("2018-09-03"),
};

/**
 * Stores one person with a participation, an entry course, a placement and a job, and what is counted of them.
 *
 * @param number makes the ids: the participation's is `idOf(number)`
 */
export async function storeParticipation(service: Service, number: number, municipalityCode: string): Promise<void> {
  const personId = idOf(number + 1_000);
  const participation = { ...PARTICIPATION, id: idOf(number), programmeId: PROGRAMME, municipalityCode };
  const ofParticipation = { participationId: participation.id, programmeId: PROGRAMME, municipalityCode };
  const course = { ...COURSE, ...ofParticipation, id: idOf(number + 2_000) };
  const employment = { ...EMPLOYMENT, ...ofParticipation, id: idOf(number + 3_000), employerId: COMPANY };
  const placement = {
    ...ofParticipation,
    id: idOf(number + 4_000),
    form: "WORK_TRIAL",
    companyId: COMPANY,
    startedOn: localDate("2019-04-01"),
    endedOn: localDate("2019-05-31"),
    hoursPerWeek: 18.5,
    taskCode: null,
    pairedWithId: null,
  } as const;
  const person = { id: personId, birthDate: localDate("1980-05-04"), sex: "F", synthetic: true } as const;
  const history = {
    participation,
    person,
    courses: [course],
    employments: [employment],
    memberships: [MEMBERSHIP],
  };
  await unitOfWork(service.database, systemViewer("test"), "test", async ({ manager, measure }) => {
    await manager.insert(PersonEntity, person);
    await manager.insert(ParticipationEntity, { ...participation, personId });
    await manager.insert(CourseEntity, course);
    await manager.insert(PlacementEntity, placement);
    await manager.insert(EmploymentEntity, employment);
    measure(...participationMeasures(history, () => 8));
  });
}
