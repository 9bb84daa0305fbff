import { countResolvers, type Migration, type ServiceDefinition, scalarResolvers } from "@inclusion/kernel/runtime";
import { sdlOf } from "@inclusion/schema";
import { CreateAccelerator1700000000001 } from "../migrations/0001-create-accelerator.ts";
import { CreateIntake1700000000002 } from "../migrations/0002-create-intake.ts";
import { CreateGrowth1700000000003 } from "../migrations/0003-create-growth.ts";
import { CreateOtherActor1700000000004 } from "../migrations/0004-create-other-actor.ts";
import { RoomForPeople1700000000005 } from "../migrations/0005-room-for-people.ts";
import { PeopleByTheirFacts1700000000006 } from "../migrations/0006-people-by-their-facts.ts";
import { AcceleratorByPlace1700000000007 } from "../migrations/0007-totals-by-place.ts";
import { OrdinaryCompanies1700000000008 } from "../migrations/0008-ordinary-companies.ts";
import { AsItWasThen1700000000009 } from "../migrations/0009-as-it-was-then.ts";
import { TellQuestionnaires1700000000010 } from "../migrations/0010-tell-questionnaires.ts";
import { ToldDays1700000000011 } from "../migrations/0011-told-days.ts";
import { AcceleratorLimitsInKeys1700000000013 } from "../migrations/0013-limits-in-keys.ts";
import { AcceleratorTotalsPlannedOnce1700000000014 } from "../migrations/0014-totals-planned-once.ts";
import { applicationResolvers } from "./application/application.resolvers.ts";
import { callResolvers } from "./call/call.resolvers.ts";
import { changesResolvers } from "./changes/changes.resolvers.ts";
import { type Context, contextOf } from "./context.ts";
import { courseResolvers } from "./course/course.resolvers.ts";
import { CPR_GUARD } from "./cpr-guard.ts";
import { DANISH } from "./danish/danish.ts";
import { employerReadinessResolvers } from "./employer-readiness/employer-readiness.resolvers.ts";
import { entities } from "./entities.ts";
import { handlers } from "./facts.ts";
import { growthResolvers } from "./growth/growth.resolvers.ts";
import { growthPlanResolvers } from "./growth-plan/growth-plan.resolvers.ts";
import { inclusiveWorkplaceResolvers } from "./inclusive-workplace/inclusive-workplace.resolvers.ts";
import { CATALOGUE } from "./indicator/definitions.ts";
import { indicatorResolvers } from "./indicator/indicator.resolvers.ts";
import { jobOpeningResolvers } from "./job-opening/job-opening.resolvers.ts";
import { matchingResolvers } from "./matching/matching.resolvers.ts";
import { ordinaryHireResolvers } from "./ordinary-hire/ordinary-hire.resolvers.ts";
import { otherActorResolvers } from "./other-actor/other-actor.resolvers.ts";
import { refusalResolvers } from "./refusal/refusal.resolvers.ts";
import { registrationResolvers } from "./registration/registration.resolvers.ts";
import { sessionResolvers } from "./session/session.resolvers.ts";
import { trainingPlaceResolvers } from "./training-place/training-place.resolvers.ts";
import { viewerResolvers } from "./viewer/viewer.resolvers.ts";

/** Migrations in the order in which they run. */
export const migrations: readonly Migration[] = [
  CreateAccelerator1700000000001,
  CreateIntake1700000000002,
  CreateGrowth1700000000003,
  CreateOtherActor1700000000004,
  RoomForPeople1700000000005,
  PeopleByTheirFacts1700000000006,
  AcceleratorByPlace1700000000007,
  OrdinaryCompanies1700000000008,
  AsItWasThen1700000000009,
  TellQuestionnaires1700000000010,
  ToldDays1700000000011,
  AcceleratorLimitsInKeys1700000000013,
  AcceleratorTotalsPlannedOnce1700000000014,
];

/** The accelerator service: companies' courses, their room for people, and what is counted of them. */
export const service: ServiceDefinition<Context> = {
  name: "accelerator",
  rowScope: CATALOGUE.rowScope,
  typeDefs: sdlOf("accelerator"),
  resolvers: {
    ...scalarResolvers,
    Count: countResolvers,
    ...courseResolvers,
    ...callResolvers,
    ...applicationResolvers,
    ...growthPlanResolvers,
    ...sessionResolvers,
    ...growthResolvers,
    ...registrationResolvers,
    ...otherActorResolvers,
    ...refusalResolvers,
    ...jobOpeningResolvers,
    ...trainingPlaceResolvers,
    ...ordinaryHireResolvers,
    ...inclusiveWorkplaceResolvers,
    ...employerReadinessResolvers,
    ...matchingResolvers,
    ...indicatorResolvers,
    ...viewerResolvers,
    Query: {
      ...changesResolvers.Query,
      ...courseResolvers.Query,
      ...jobOpeningResolvers.Query,
      ...matchingResolvers.Query,
    },
    Mutation: {
      ...courseResolvers.Mutation,
      ...callResolvers.Mutation,
      ...applicationResolvers.Mutation,
      ...growthPlanResolvers.Mutation,
      ...sessionResolvers.Mutation,
      ...growthResolvers.Mutation,
      ...otherActorResolvers.Mutation,
      ...jobOpeningResolvers.Mutation,
      ...trainingPlaceResolvers.Mutation,
      ...ordinaryHireResolvers.Mutation,
      ...inclusiveWorkplaceResolvers.Mutation,
      ...employerReadinessResolvers.Mutation,
    },
    JobOpening: { ...jobOpeningResolvers.JobOpening, ...matchingResolvers.JobOpening },
    CompanyCourse: {
      ...courseResolvers.CompanyCourse,
      ...applicationResolvers.CompanyCourse,
      ...growthPlanResolvers.CompanyCourse,
      ...sessionResolvers.CompanyCourse,
      ...growthResolvers.CompanyCourse,
      ...jobOpeningResolvers.CompanyCourse,
      ...trainingPlaceResolvers.CompanyCourse,
      ...ordinaryHireResolvers.CompanyCourse,
    },
    Organisation: {
      ...courseResolvers.Organisation,
      ...jobOpeningResolvers.Organisation,
      ...trainingPlaceResolvers.Organisation,
      ...ordinaryHireResolvers.Organisation,
      ...inclusiveWorkplaceResolvers.Organisation,
      ...employerReadinessResolvers.Organisation,
    },
    Programme: {
      ...courseResolvers.Programme,
      ...callResolvers.Programme,
      ...growthResolvers.Programme,
      ...registrationResolvers.Programme,
      ...otherActorResolvers.Programme,
      ...jobOpeningResolvers.Programme,
      ...matchingResolvers.Programme,
      ...indicatorResolvers.Programme,
    },
  },
  texts: CPR_GUARD,
  danish: DANISH,
  entities,
  head: "AcceleratorTotalsPlannedOnce1700000000014",
  handlers,
  contextOf,
};
