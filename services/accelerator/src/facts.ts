/** Facts that this service follows. */
import { type FactHandlers, setRegionMemberships } from "@inclusion/kernel/runtime";
import { OpenPlacementsSet, OrganisationSet, PartnershipClosed, PartnershipSigned } from "@inclusion/schema/facts";
import {
  closePartnership,
  putOpenPlacements,
  putOrganisation,
  putPartnership,
} from "./organisation/organisation.repository.ts";

export { type AcceptedCourse, courseAccepted } from "./course/course.facts.ts";

export const handlers: FactHandlers = {
  partnership: {
    RegionMembershipsSet: (tx, { payload }) => setRegionMemberships(tx, "accelerator", payload),
    OrganisationSet: (tx, { payload }) => putOrganisation(tx, OrganisationSet.parse(payload)),
    PartnershipSigned: (tx, { payload }) => putPartnership(tx, PartnershipSigned.parse(payload)),
    PartnershipClosed: (tx, { payload }) => closePartnership(tx, PartnershipClosed.parse(payload)),
  },
  participant: {
    OpenPlacementsSet: (tx, { payload }) => putOpenPlacements(tx, OpenPlacementsSet.parse(payload)),
  },
};
