/** The migrations of all four services. */
import { migrations as accelerator } from "@inclusion/accelerator";
import { migrations as finance } from "@inclusion/finance";
import { migrate } from "@inclusion/kernel/runtime";
import { migrations as participant } from "@inclusion/participant";
import { migrations as partnership } from "@inclusion/partnership";
import { SERVICES, type ServiceName } from "@inclusion/schema";

const MIGRATIONS = { participant, partnership, accelerator, finance };

/**
 * Brings all schemas to the head of their migrations, side by side: none knows of another.
 *
 * @param ownerUrl address with the role that owns a service's schema
 * @returns the names of the migrations that ran, by service
 * @throws what the first service failed with, when none is at work any more
 */
export async function migrateAll(
  ownerUrl: (service: ServiceName) => string,
): Promise<Readonly<Record<ServiceName, readonly string[]>>> {
  const each = SERVICES.map(
    async (service) => [service, await migrate(service, ownerUrl(service), MIGRATIONS[service])] as const,
  );
  await Promise.allSettled(each);
  const ran = {} as Record<ServiceName, readonly string[]>;
  for (const [service, names] of await Promise.all(each)) ran[service] = names;
  return ran;
}
