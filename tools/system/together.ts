/** The four services in this process, behind the transport that needs no HTTP. */
import { service as accelerator } from "@inclusion/accelerator";
import { service as finance } from "@inclusion/finance";
import {
  type BaseContext,
  type Logger,
  localTransport,
  openService,
  type Service,
  type ServiceDefinition,
  type Transport,
} from "@inclusion/kernel/runtime";
import { service as participant } from "@inclusion/participant";
import { service as partnership } from "@inclusion/partnership";
import type { SystemDatabase } from "./database.ts";
import type { Keys } from "./keys.ts";

/** How long a start waits for facts to be applied everywhere before it goes on without. */
const CATCH_UP_MS = 60_000;

export type ServicesTogether = Readonly<{
  transport: Transport;
  services: ReadonlyMap<string, Service>;
  /** Resolves when every service has applied what the others had told. */
  caughtUp: () => Promise<void>;
  close: () => Promise<void>;
}>;

/** Opens all services; they follow each other's facts at once. */
export async function openTogether(database: SystemDatabase, keys: Keys, log: Logger): Promise<ServicesTogether> {
  const services = new Map<string, Service>();
  const transport = localTransport(services);
  const cursorKey = keys.secret("cursor");
  const open = async <Context extends BaseContext>(definition: ServiceDefinition<Context>): Promise<void> => {
    const databaseUrl = database.urlOf(definition.name as Parameters<typeof database.urlOf>[0], "app");
    services.set(
      definition.name,
      await openService(definition, { databaseUrl, cursorKey, setting: keys.setting, log }),
    );
  };
  // One after the other: while one builds its schema, another's connection would wait for us until its time is up.
  await open(participant);
  await open(partnership);
  await open(accelerator);
  await open(finance);
  const started = Promise.all([...services.values()].map((service) => service.start(transport)));
  return {
    transport,
    services,
    caughtUp: async () => {
      await started;
      for (const { facts } of services.values()) await facts.settled(await facts.head(), CATCH_UP_MS);
    },
    close: async () => {
      await Promise.all([...services.values()].map((service) => service.close()));
    },
  };
}
