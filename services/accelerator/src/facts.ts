/** Facts that this service follows. */
import { randomUUID } from "node:crypto";
import { type FactHandlers, setRegionMemberships } from "@inclusion/kernel/runtime";
import {
  HireCounted,
  HireVoided,
  OpeningFilled,
  OpenPlacementsSet,
  OrganisationSet,
  PartnershipClosed,
  PartnershipSigned,
  ProgrammePeriodSet,
  ReadinessSet,
  RsvSet,
} from "@inclusion/schema/facts";
import { hireTold } from "./inclusive-hire-told.ts";
import { putReady } from "./matching/matching.repository.ts";
import { openingFilled } from "./opening-change.ts";
import { closePartnership, putOpenPlacements, putPartnership } from "./organisation/organisation.repository.ts";
import { organisationTold, registrationsTold } from "./organisation-told.ts";
import { programmes } from "./programme.repository.ts";

export { type AcceptedCourse, courseAccepted } from "./course/course.facts.ts";

export const handlers: FactHandlers = {
  partnership: {
    RegionMembershipsSet: (tx, { payload }) => setRegionMemberships(tx, "accelerator", payload),
    OrganisationSet: (tx, fact) => organisationTold(tx, fact, OrganisationSet.parse(fact.payload), randomUUID),
    RsvSet: (tx, fact) => registrationsTold(tx, fact, RsvSet.parse(fact.payload)),
    ProgrammePeriodSet: (tx, { payload }) => programmes.keep(tx, ProgrammePeriodSet.parse(payload).programmeId),
    PartnershipSigned: (tx, { payload }) => putPartnership(tx, PartnershipSigned.parse(payload)),
    PartnershipClosed: (tx, { payload }) => closePartnership(tx, PartnershipClosed.parse(payload)),
  },
  participant: {
    OpenPlacementsSet: (tx, { payload }) => putOpenPlacements(tx, OpenPlacementsSet.parse(payload)),
    OpeningFilled: (tx, { id, payload }) => openingFilled(tx, id, OpeningFilled.parse(payload), randomUUID),
    HireCounted: (tx, fact) => hireTold(tx, fact, HireCounted.parse(fact.payload), 1),
    HireVoided: (tx, fact) => hireTold(tx, fact, HireVoided.parse(fact.payload), -1),
    ReadinessSet: (tx, { position, payload }) => putReady(tx, position, ReadinessSet.parse(payload)),
  },
};
