/** Facts that this service follows. */
import { localDate } from "@inclusion/kernel";
import { type FactHandlers, setRegionMemberships, type Tx } from "@inclusion/kernel/runtime";
import {
  CourseAccepted,
  CourseExited,
  JobOpeningClosed,
  JobOpeningPublished,
  MinimumHoursSet,
  MunicipalityAreasSet,
  OrganisationSet,
  OutcomePaid,
  OutcomePaymentReversed,
  PartnershipClosed,
  PartnershipSigned,
  ProgrammePeriodSet,
  ProgrammePlacesSet,
} from "@inclusion/schema/facts";
import { recountAll } from "./change.ts";
import { putAreas } from "./cohort/municipality-area.repository.ts";
import { closeOpening, putOpening } from "./match/opening.repository.ts";
import { putOrganisation } from "./organisation/organisation.repository.ts";
import { putPaid, putReversed } from "./outcome/paid-outcome.repository.ts";
import { putAcceptance, putExit } from "./participation/accelerator-membership.repository.ts";
import { putClosed, putSigned } from "./partnership/partnership-standing.repository.ts";
import { putHours, putPeriod, putPlaces } from "./programme-terms/programme-terms.repository.ts";

export const handlers: FactHandlers = {
  partnership: {
    RegionMembershipsSet: (tx, { payload }) => setRegionMemberships(tx, "participant", payload),
    ProgrammePeriodSet: (tx, { payload }) => putPeriod(tx, ProgrammePeriodSet.parse(payload)),
    ProgrammePlacesSet: (tx, { payload }) => putPlaces(tx, ProgrammePlacesSet.parse(payload)),
    MinimumHoursSet: (tx, { payload }) => hoursTold(tx, MinimumHoursSet.parse(payload)),
    MunicipalityAreasSet: (tx, { payload }) => putAreas(tx, MunicipalityAreasSet.parse(payload).areas),
    OrganisationSet: (tx, { payload }) => organisationTold(tx, OrganisationSet.parse(payload)),
    PartnershipSigned: (tx, { payload }) => putSigned(tx, PartnershipSigned.parse(payload)),
    PartnershipClosed: (tx, { payload }) => putClosed(tx, PartnershipClosed.parse(payload)),
  },
  accelerator: {
    CourseAccepted: (tx, { payload }) => companyAccepted(tx, CourseAccepted.parse(payload)),
    CourseExited: (tx, { payload }) => companyExited(tx, CourseExited.parse(payload)),
    JobOpeningPublished: (tx, { payload }) => putOpening(tx, JobOpeningPublished.parse(payload)),
    JobOpeningClosed: (tx, { payload }) => closeOpening(tx, JobOpeningClosed.parse(payload)),
  },
  finance: {
    OutcomePaid: (tx, { payload }) => putPaid(tx, OutcomePaid.parse(payload)),
    OutcomePaymentReversed: (tx, { payload }) => putReversed(tx, OutcomePaymentReversed.parse(payload)),
  },
};

/** From its acceptance, whoever is hired by the company counts in 3B.3, also who was hired before it was told. */
async function companyAccepted(tx: Tx, { acceptedOn, ...course }: CourseAccepted): Promise<void> {
  const concerned = await putAcceptance(tx, course, localDate(acceptedOn));
  await recountAll(tx, concerned, `company course ${course.courseId}`);
}

/** Whoever is hired from the day of the exit on counts in 3B.4; who was hired before stays where it is. */
async function companyExited(tx: Tx, { exitedOn, ...course }: CourseExited): Promise<void> {
  const concerned = await putExit(tx, course, localDate(exitedOn));
  await recountAll(tx, concerned, `exit of company course ${course.courseId}`);
}

/** Whoever is hired by an organisation is hired by the one that it was found to be. */
async function organisationTold(tx: Tx, organisation: OrganisationSet): Promise<void> {
  const concerned = await putOrganisation(tx, organisation);
  await recountAll(tx, concerned, `organisation ${organisation.organisationId}`);
}

/** Whoever has a job that other hours make count, or no longer count, is counted anew. */
async function hoursTold(tx: Tx, told: MinimumHoursSet): Promise<void> {
  await recountAll(tx, await putHours(tx, told), "hours from which a job counts");
}
