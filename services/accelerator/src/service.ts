import { countResolvers, type Migration, type ServiceDefinition, scalarResolvers } from "@inclusion/kernel/runtime";
import { sdlOf } from "@inclusion/schema";
import { CreateAccelerator1700000000001 } from "../migrations/0001-create-accelerator.ts";
import { RoomForPeople1700000000005 } from "../migrations/0005-room-for-people.ts";
import { PeopleByTheirFacts1700000000006 } from "../migrations/0006-people-by-their-facts.ts";
import { type Context, contextOf } from "./context.ts";
import { courseResolvers } from "./course/course.resolvers.ts";
import { employerReadinessResolvers } from "./employer-readiness/employer-readiness.resolvers.ts";
import { entities } from "./entities.ts";
import { handlers } from "./facts.ts";
import { inclusiveWorkplaceResolvers } from "./inclusive-workplace/inclusive-workplace.resolvers.ts";
import { indicatorResolvers } from "./indicator/indicator.resolvers.ts";
import { jobOpeningResolvers } from "./job-opening/job-opening.resolvers.ts";
import { matchingResolvers } from "./matching/matching.resolvers.ts";
import { ordinaryHireResolvers } from "./ordinary-hire/ordinary-hire.resolvers.ts";
import { trainingPlaceResolvers } from "./training-place/training-place.resolvers.ts";

/** Migrations in the order in which they run. */
export const migrations: readonly Migration[] = [
  CreateAccelerator1700000000001,
  RoomForPeople1700000000005,
  PeopleByTheirFacts1700000000006,
];

/** The accelerator service: companies' courses, and what is counted of them. */
export const service: ServiceDefinition<Context> = {
  name: "accelerator",
  typeDefs: sdlOf("accelerator"),
  resolvers: {
    ...scalarResolvers,
    Count: countResolvers,
    ...courseResolvers,
    ...jobOpeningResolvers,
    ...trainingPlaceResolvers,
    ...ordinaryHireResolvers,
    ...inclusiveWorkplaceResolvers,
    ...employerReadinessResolvers,
    ...matchingResolvers,
    ...indicatorResolvers,
    Query: { ...jobOpeningResolvers.Query, ...matchingResolvers.Query },
    Mutation: {
      ...jobOpeningResolvers.Mutation,
      ...trainingPlaceResolvers.Mutation,
      ...ordinaryHireResolvers.Mutation,
      ...inclusiveWorkplaceResolvers.Mutation,
      ...employerReadinessResolvers.Mutation,
    },
    JobOpening: { ...jobOpeningResolvers.JobOpening, ...matchingResolvers.JobOpening },
    Programme: {
      ...courseResolvers.Programme,
      ...jobOpeningResolvers.Programme,
      ...matchingResolvers.Programme,
      ...indicatorResolvers.Programme,
    },
    Organisation: {
      ...courseResolvers.Organisation,
      ...jobOpeningResolvers.Organisation,
      ...inclusiveWorkplaceResolvers.Organisation,
      ...employerReadinessResolvers.Organisation,
    },
    CompanyCourse: {
      ...courseResolvers.CompanyCourse,
      ...jobOpeningResolvers.CompanyCourse,
      ...trainingPlaceResolvers.CompanyCourse,
      ...ordinaryHireResolvers.CompanyCourse,
    },
  },
  entities,
  head: "PeopleByTheirFacts1700000000006",
  handlers,
  contextOf,
};
