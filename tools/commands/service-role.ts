import { ensureKeys, type Keys } from "../system/keys.ts";
import { readSettings } from "../system/settings.ts";
import { withAdminUrl } from "./admin-database.ts";

/** A service's database as its own app role, under every policy that the service is under. */
export type ServiceRole = Readonly<{ url: string; keys: Keys }>;

/** Works as the service `name` on the database of the running system, or of the data folder for as long as it takes. */
export async function withServiceRole<Result>(
  name: string,
  work: (role: ServiceRole) => Promise<Result>,
): Promise<Result> {
  const settings = readSettings(process.env);
  return withAdminUrl(settings, async (adminUrl) => {
    const keys = await ensureKeys(settings.dataDir, false);
    const url = new URL(adminUrl);
    url.username = `${name}_app`;
    url.password = keys.secret(`role-${url.username}`);
    return work({ url: url.href, keys });
  });
}
