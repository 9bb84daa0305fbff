/** The first data: reference rows come with the migrations, everything else from the seed. */
import { systemViewer, type Viewer } from "@inclusion/kernel";
import { SERVICES, type ServiceName } from "@inclusion/schema";
import { withConnection } from "../postgres/connection.ts";
import { readAsCaseworker } from "../seed/readings.ts";
import { seed } from "../seed/seed.ts";
import type { SystemDatabase } from "./database.ts";
import { type DemoRows, demoViewer } from "./demo-tokens.ts";
import type { Settings } from "./settings.ts";
import type { ServicesTogether } from "./together.ts";

const IMPORT = `mutation ImportSheet($input: ProgrammeImportSheetInput!) {
  programmeImportSheet(input: $input) { programme { id slug } refusals { code message line } }
}`;

const seeder: Viewer = { ...systemViewer("seed"), scopes: ["system", "public", "signed-in", "sheets:import"] };

/** Fills an empty database; one that is filled already stays as it is. */
export async function fillDatabase(
  { seed: kind, seedPeople }: Pick<Settings, "seed" | "seedPeople">,
  database: SystemDatabase,
  together: Pick<ServicesTogether, "transport" | "services">,
  { say, identityKeys }: Readonly<{ say: (line: string) => void; identityKeys: string | undefined }>,
): Promise<void> {
  if (kind === "none") return;
  const { transport } = together;
  const seedUrls = SERVICES.map((service) => [service, database.urlOf(service, "seed")] as const);
  const { rowsWritten } = await seed({
    kind,
    nationalCount: seedPeople,
    identityKeys,
    urls: Object.fromEntries(seedUrls) as Record<ServiceName, string>,
    importSheet: async (text, readOn) => {
      const operation = { query: IMPORT, variables: { input: { text, readOn } } };
      const { data, errors } = await transport.execute("partnership", operation, { viewer: seeder, requestId: "seed" });
      const imported = (data as Imported | null | undefined)?.programmeImportSheet;
      if (imported?.programme == null)
        throw new Error(`A sheet of the seed was refused: ${JSON.stringify(errors ?? imported?.refusals)}`);
      return { slug: imported.programme.slug, programmeId: imported.programme.id };
    },
    progress: ({ phase, done, total }) => say(`${phase} ${done}/${total}`),
  });
  if (Object.values(rowsWritten).every((count) => count === 0)) return;
  say("counting rows for the query planner");
  await Promise.all(SERVICES.map((service) => analyze(service, database.urlOf(service, "owner"))));
  if (kind === "programme") await readAsCaseworker(transport, demoViewer("caseworker", await demoRows(together)));
}

/** A filled table without statistics is read by the plan of an empty one, and an index alone is read only of what is old. */
async function analyze(service: ServiceName, ownerUrl: string): Promise<void> {
  await withConnection(ownerUrl, async (owner) => {
    const { rows } = await owner.query("SELECT tablename FROM pg_tables WHERE schemaname = $1", [service]);
    const tables = (rows as { tablename: string }[]).map(({ tablename }) => `${service}.${tablename}`);
    // All in one statement: after each, the oldest row of the whole database is looked for.
    await owner.query(`VACUUM (ANALYZE) ${tables.join(", ")}`);
  });
}

type Imported = {
  programmeImportSheet: { programme: { id: string; slug: string } | null; refusals: readonly unknown[] } | null;
};

/** The rows that the demo tokens are limited to; none where nothing was seeded. */
export async function demoRows({ services }: Pick<ServicesTogether, "services">): Promise<DemoRows> {
  const ids = async (service: ServiceName, sql: string): Promise<string[]> => {
    const database = services.get(service)?.database;
    if (database === undefined) throw new Error(`The service ${service} does not run here.`);
    const rows = await database.read(systemViewer("demo-tokens"), ({ query }) => query<{ id: string }>(sql));
    return rows.map(({ id }) => id);
  };
  const real = "slug IN ('rummelig-genstart', 'social-inklusion-gennem-vaekstpartnerskaber')";
  const programmes = (which: string): Promise<string[]> =>
    ids("partnership", `SELECT id FROM partnership.programme WHERE ${which} ORDER BY slug`);
  const programmeIds = await programmes(`${real} OR synthetic`);
  const listed = (await programmes(real)).map((id) => `'${id}'`).join(",") || "NULL";
  const grants = `SELECT id FROM finance.programme_grant WHERE programme_id IN (${listed})`;
  const course = `FROM accelerator.company_course WHERE state = 'GRADUATED' AND programme_id IN (${listed})
    ORDER BY accepted_on, id LIMIT 1`;
  return {
    programmeIds,
    grantIds: await ids("finance", grants),
    courseIds: await ids("accelerator", `SELECT id ${course}`),
    organisationIds: await ids("accelerator", `SELECT organisation_id AS id ${course}`),
  };
}
