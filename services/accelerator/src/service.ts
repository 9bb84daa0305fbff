import { countResolvers, type Migration, type ServiceDefinition, scalarResolvers } from "@inclusion/kernel/runtime";
import { sdlOf } from "@inclusion/schema";
import { CreateAccelerator1700000000001 } from "../migrations/0001-create-accelerator.ts";
import { type Context, contextOf } from "./context.ts";
import { courseResolvers } from "./course/course.resolvers.ts";
import { entities } from "./entities.ts";
import { handlers } from "./facts.ts";

/** Migrations in the order in which they run. */
export const migrations: readonly Migration[] = [CreateAccelerator1700000000001];

/** The accelerator service: companies' courses, and what is counted of them. */
export const service: ServiceDefinition<Context> = {
  name: "accelerator",
  typeDefs: sdlOf("accelerator"),
  resolvers: { ...scalarResolvers, Count: countResolvers, ...courseResolvers },
  entities,
  head: "CreateAccelerator1700000000001",
  handlers,
  contextOf,
};
