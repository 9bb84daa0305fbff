/** The migrations of all four services. */
import { migrations as accelerator } from "@inclusion/accelerator";
import { migrations as finance } from "@inclusion/finance";
import { migrate } from "@inclusion/kernel/runtime";
import { migrations as participant } from "@inclusion/participant";
import { migrations as partnership } from "@inclusion/partnership";
import { SERVICES, type ServiceName } from "@inclusion/schema";

const MIGRATIONS = { participant, partnership, accelerator, finance };

/**
 * Brings all schemas to the head of their migrations, one after the other.
 *
 * @param ownerUrl address with the role that owns a service's schema
 * @returns the names of the migrations that ran, by service
 */
export async function migrateAll(
  ownerUrl: (service: ServiceName) => string,
): Promise<Readonly<Record<ServiceName, readonly string[]>>> {
  const ran = {} as Record<ServiceName, readonly string[]>;
  for (const service of SERVICES) ran[service] = await migrate(service, ownerUrl(service), MIGRATIONS[service]);
  return ran;
}
