import { countResolvers, type Migration, type ServiceDefinition, scalarResolvers } from "@inclusion/kernel/runtime";
import { sdlOf } from "@inclusion/schema";
import { CreateParticipant1700000000001 } from "../migrations/0001-create-participant.ts";
import { CreatePathway1700000000002 } from "../migrations/0002-create-pathway.ts";
import { CreateIdentity1700000000003 } from "../migrations/0003-identity.ts";
import { CreateParticipantImport1700000000004 } from "../migrations/0004-participant-import.ts";
import { CreateOwners1700000000005 } from "../migrations/0005-owners-and-questions.ts";
import { TellAndList1700000000006 } from "../migrations/0006-tell-and-list.ts";
import { ParticipantByPlace1700000000007 } from "../migrations/0007-totals-by-place.ts";
import { ParticipantAtSize1700000000008 } from "../migrations/0008-at-size.ts";
import { ReadingAndEmergency1700000000010 } from "../migrations/0010-reading-and-emergency.ts";
import { WholePersonAndLists1700000000013 } from "../migrations/0013-whole-person-and-lists.ts";
import { ParticipantTotalsPlannedOnce1700000000015 } from "../migrations/0015-totals-planned-once.ts";
import { EmergencyByCpr1700000000016 } from "../migrations/0016-emergency-by-cpr.ts";
import { accessLogResolvers } from "./access-log/access-log.resolvers.ts";
import { READ_LOG } from "./access-log/read-log.repository.ts";
import { accessRequestResolvers } from "./access-request/access-request.resolvers.ts";
import { accessReviewResolvers } from "./access-review/access-review.resolvers.ts";
import { activityResolvers } from "./activity/activity.resolvers.ts";
import { changesResolvers } from "./changes/changes.resolvers.ts";
import { cohortResolvers } from "./cohort/cohort.resolvers.ts";
import { type Context, contextOf } from "./context.ts";
import { CPR_GUARD } from "./cpr-guard.ts";
import { DANISH } from "./danish/danish.ts";
import { EMERGENCY_WIDENING } from "./emergency/emergency.repository.ts";
import { emergencyResolvers } from "./emergency/emergency.resolvers.ts";
import { employmentResolvers } from "./employment/employment.resolvers.ts";
import { entities } from "./entities.ts";
import { entryFactsResolvers } from "./entry-facts/entry-facts.resolvers.ts";
import { esfResolvers } from "./esf/esf.resolvers.ts";
import { exitResolvers } from "./exit/exit.resolvers.ts";
import { handlers } from "./facts.ts";
import { followUpResolvers } from "./follow-up/follow-up.resolvers.ts";
import { identityResolvers } from "./identity/identity.resolvers.ts";
import { CATALOGUE } from "./indicator/definitions.ts";
import { indicatorResolvers } from "./indicator/indicator.resolvers.ts";
import { listingResolvers } from "./listing/listing.resolvers.ts";
import { matchResolvers } from "./match/match.resolvers.ts";
import { measurementResolvers } from "./measurement/measurement.resolvers.ts";
import { ownerResolvers } from "./owner/owner.resolvers.ts";
import { paceResolvers } from "./pace/pace.resolvers.ts";
import { participantImportResolvers } from "./participant-import/participant-import.resolvers.ts";
import { participationResolvers } from "./participation/participation.resolvers.ts";
import { pathwayResolvers } from "./pathway/pathway.resolvers.ts";
import { placementResolvers } from "./placement/placement.resolvers.ts";
import { poolingResolvers } from "./pooling/pooling.resolvers.ts";
import { privacySweep } from "./privacy/retention.actions.ts";
import { programmeTermsResolvers } from "./programme-terms/programme-terms.resolvers.ts";
import { readinessResolvers } from "./readiness/readiness.resolvers.ts";
import { referralResolvers } from "./referral/referral.resolvers.ts";
import { scoreOutcomeResolvers } from "./score-outcome/score-outcome.resolvers.ts";
import { screeningResolvers } from "./screening/screening.resolvers.ts";
import { settings } from "./settings.ts";
import { viewerResolvers } from "./viewer/viewer.resolvers.ts";
import { visibleTotalResolvers } from "./visible-total/visible-total.resolvers.ts";

/** Migrations in the order in which they run. */
export const migrations: readonly Migration[] = [
  CreateParticipant1700000000001,
  CreatePathway1700000000002,
  CreateIdentity1700000000003,
  CreateParticipantImport1700000000004,
  CreateOwners1700000000005,
  TellAndList1700000000006,
  ParticipantByPlace1700000000007,
  ParticipantAtSize1700000000008,
  ReadingAndEmergency1700000000010,
  WholePersonAndLists1700000000013,
  ParticipantTotalsPlannedOnce1700000000015,
  EmergencyByCpr1700000000016,
];

/** The participant service: participations, what happens in them, and what is counted of them. */
export const service: ServiceDefinition<Context> = {
  name: "participant",
  rowScope: CATALOGUE.rowScope,
  typeDefs: sdlOf("participant"),
  resolvers: {
    ...scalarResolvers,
    Count: countResolvers,
    ...participationResolvers,
    ...placementResolvers,
    ...followUpResolvers,
    ...employmentResolvers,
    ...pathwayResolvers,
    ...activityResolvers,
    ...listingResolvers,
    ...matchResolvers,
    ...readinessResolvers,
    ...measurementResolvers,
    ...ownerResolvers,
    ...scoreOutcomeResolvers,
    ...paceResolvers,
    ...followUpResolvers,
    ...programmeTermsResolvers,
    ...identityResolvers,
    ...indicatorResolvers,
    ...cohortResolvers,
    ...esfResolvers,
    ...participantImportResolvers,
    ...accessLogResolvers,
    ...accessReviewResolvers,
    ...accessRequestResolvers,
    ...emergencyResolvers,
    ...viewerResolvers,
    Query: {
      ...changesResolvers.Query,
      ...participationResolvers.Query,
      ...readinessResolvers.Query,
      ...measurementResolvers.Query,
      ...identityResolvers.Query,
      ...accessLogResolvers.Query,
      ...accessReviewResolvers.Query,
      ...accessRequestResolvers.Query,
      ...emergencyResolvers.Query,
      ...participantImportResolvers.Query,
    },
    Mutation: {
      ...pathwayResolvers.Mutation,
      ...identityResolvers.Mutation,
      ...accessRequestResolvers.Mutation,
      ...emergencyResolvers.Mutation,
      ...activityResolvers.Mutation,
      ...readinessResolvers.Mutation,
      ...matchResolvers.Mutation,
      ...measurementResolvers.Mutation,
      ...ownerResolvers.Mutation,
      ...participantImportResolvers.Mutation,
    },
    Programme: {
      ...participationResolvers.Programme,
      ...listingResolvers.Programme,
      ...readinessResolvers.Programme,
      ...activityResolvers.Programme,
      ...matchResolvers.Programme,
      ...measurementResolvers.Programme,
      ...ownerResolvers.Programme,
      ...identityResolvers.Programme,
      ...scoreOutcomeResolvers.Programme,
      ...paceResolvers.Programme,
      ...followUpResolvers.Programme,
      ...programmeTermsResolvers.Programme,
      ...indicatorResolvers.Programme,
      ...cohortResolvers.Programme,
      ...poolingResolvers.Programme,
      ...esfResolvers.Programme,
      ...visibleTotalResolvers.Programme,
    },
    Participation: {
      ...participationResolvers.Participation,
      ...employmentResolvers.Participation,
      ...pathwayResolvers.Participation,
      ...referralResolvers.Participation,
      ...screeningResolvers.Participation,
      ...entryFactsResolvers.Participation,
      ...exitResolvers.Participation,
      ...followUpResolvers.Participation,
      ...activityResolvers.Participation,
      ...readinessResolvers.Participation,
      ...matchResolvers.Participation,
      ...measurementResolvers.Participation,
      ...ownerResolvers.Participation,
      ...identityResolvers.Participation,
    },
  },
  texts: CPR_GUARD,
  reads: READ_LOG,
  widening: EMERGENCY_WIDENING,
  danish: DANISH,
  entities,
  head: "EmergencyByCpr1700000000016",
  handlers,
  daily: [privacySweep],
  settings,
  contextOf,
};
