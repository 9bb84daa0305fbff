import { type Migration, type ServiceDefinition, scalarResolvers } from "@inclusion/kernel/runtime";
import { sdlOf } from "@inclusion/schema";
import { CreateFinance1700000000001 } from "../migrations/0001-create-finance.ts";
import { CreatePathway1700000000006 } from "../migrations/0006-pathway.ts";
import { type Context, contextOf } from "./context.ts";
import { handlers } from "./facts.ts";
import { GrantEntity } from "./grant/grant.entity.ts";
import { grantResolvers } from "./grant/grant.resolvers.ts";

/** Migrations in the order in which they run. */
export const migrations: readonly Migration[] = [CreateFinance1700000000001, CreatePathway1700000000006];

/** The finance service: grants and, in time, the money that follows results. */
export const service: ServiceDefinition<Context> = {
  name: "finance",
  typeDefs: sdlOf("finance"),
  resolvers: { ...scalarResolvers, ...grantResolvers },
  entities: [GrantEntity],
  head: "CreatePathway1700000000006",
  handlers,
  contextOf,
};
