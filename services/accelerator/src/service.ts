import { countResolvers, type Migration, type ServiceDefinition, scalarResolvers } from "@inclusion/kernel/runtime";
import { sdlOf } from "@inclusion/schema";
import { CreateAccelerator1700000000001 } from "../migrations/0001-create-accelerator.ts";
import { CreateIntake1700000000002 } from "../migrations/0002-create-intake.ts";
import { CreateGrowth1700000000003 } from "../migrations/0003-create-growth.ts";
import { CreateOtherActor1700000000004 } from "../migrations/0004-create-other-actor.ts";
import { applicationResolvers } from "./application/application.resolvers.ts";
import { callResolvers } from "./call/call.resolvers.ts";
import { type Context, contextOf } from "./context.ts";
import { courseResolvers } from "./course/course.resolvers.ts";
import { entities } from "./entities.ts";
import { handlers } from "./facts.ts";
import { growthResolvers } from "./growth/growth.resolvers.ts";
import { growthPlanResolvers } from "./growth-plan/growth-plan.resolvers.ts";
import { otherActorResolvers } from "./other-actor/other-actor.resolvers.ts";
import { refusalResolvers } from "./refusal/refusal.resolvers.ts";
import { registrationResolvers } from "./registration/registration.resolvers.ts";
import { sessionResolvers } from "./session/session.resolvers.ts";

/** Migrations in the order in which they run. */
export const migrations: readonly Migration[] = [
  CreateAccelerator1700000000001,
  CreateIntake1700000000002,
  CreateGrowth1700000000003,
  CreateOtherActor1700000000004,
];

/** The accelerator service: companies' courses, and what is counted of them. */
export const service: ServiceDefinition<Context> = {
  name: "accelerator",
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
    Mutation: {
      ...courseResolvers.Mutation,
      ...callResolvers.Mutation,
      ...applicationResolvers.Mutation,
      ...growthPlanResolvers.Mutation,
      ...sessionResolvers.Mutation,
      ...growthResolvers.Mutation,
      ...otherActorResolvers.Mutation,
    },
    CompanyCourse: {
      ...courseResolvers.CompanyCourse,
      ...applicationResolvers.CompanyCourse,
      ...growthPlanResolvers.CompanyCourse,
      ...sessionResolvers.CompanyCourse,
      ...growthResolvers.CompanyCourse,
    },
    Programme: {
      ...courseResolvers.Programme,
      ...callResolvers.Programme,
      ...growthResolvers.Programme,
      ...registrationResolvers.Programme,
      ...otherActorResolvers.Programme,
    },
  },
  entities,
  head: "CreateOtherActor1700000000004",
  handlers,
  contextOf,
};
