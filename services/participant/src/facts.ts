/** Facts that this service follows. */
import { localDate } from "@inclusion/kernel";
import { type FactHandlers, setRegionMemberships, type Tx } from "@inclusion/kernel/runtime";
import {
  CourseAccepted,
  JobOpeningClosed,
  JobOpeningPublished,
  MunicipalityAreasSet,
  ProgrammePeriodSet,
  ProgrammePlacesSet,
} from "@inclusion/schema/facts";
import { recountAll } from "./change.ts";
import { putAreas } from "./cohort/municipality-area.repository.ts";
import { closeOpening, putOpening } from "./match/opening.repository.ts";
import { putAcceleratorMembership } from "./participation/accelerator-membership.repository.ts";
import { putPeriod, putPlaces } from "./programme-terms/programme-terms.repository.ts";

export const handlers: FactHandlers = {
  partnership: {
    RegionMembershipsSet: (tx, { payload }) => setRegionMemberships(tx, "participant", payload),
    ProgrammePeriodSet: (tx, { payload }) => putPeriod(tx, ProgrammePeriodSet.parse(payload)),
    ProgrammePlacesSet: (tx, { payload }) => putPlaces(tx, ProgrammePlacesSet.parse(payload)),
    MunicipalityAreasSet: (tx, { payload }) => putAreas(tx, MunicipalityAreasSet.parse(payload).areas),
  },
  accelerator: {
    CourseAccepted: (tx, { payload }) => companyAccepted(tx, CourseAccepted.parse(payload)),
    JobOpeningPublished: (tx, { payload }) => putOpening(tx, JobOpeningPublished.parse(payload)),
    JobOpeningClosed: (tx, { payload }) => closeOpening(tx, JobOpeningClosed.parse(payload)),
  },
};

/** From its acceptance, whoever is hired by the company counts in 3B.3, also who was hired before it was told. */
async function companyAccepted(tx: Tx, { acceptedOn, ...course }: CourseAccepted): Promise<void> {
  const concerned = await putAcceleratorMembership(tx, { ...course, acceptedOn: localDate(acceptedOn) });
  await recountAll(tx, concerned, `company course ${course.courseId}`);
}
