import { countResolvers, type Migration, type ServiceDefinition, scalarResolvers } from "@inclusion/kernel/runtime";
import { sdlOf } from "@inclusion/schema";
import { CreateParticipant1700000000001 } from "../migrations/0001-create-participant.ts";
import { type Context, contextOf } from "./context.ts";
import { employmentResolvers } from "./employment/employment.resolvers.ts";
import { entities } from "./entities.ts";
import { handlers } from "./facts.ts";
import { participationResolvers } from "./participation/participation.resolvers.ts";
import { placementResolvers } from "./placement/placement.resolvers.ts";

/** Migrations in the order in which they run. */
export const migrations: readonly Migration[] = [CreateParticipant1700000000001];

/** The participant service: participations, what happens in them, and what is counted of them. */
export const service: ServiceDefinition<Context> = {
  name: "participant",
  typeDefs: sdlOf("participant"),
  resolvers: {
    ...scalarResolvers,
    Count: countResolvers,
    ...participationResolvers,
    ...placementResolvers,
    ...employmentResolvers,
  },
  entities,
  head: "CreateParticipant1700000000001",
  handlers,
  contextOf,
};
