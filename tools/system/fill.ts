/** The first data: reference rows come with the migrations, everything else from the seed. */
import { systemViewer, type Viewer } from "@inclusion/kernel";
import { SERVICES, type ServiceName } from "@inclusion/schema";
import { seed } from "../seed/seed.ts";
import type { SystemDatabase } from "./database.ts";
import type { DemoRows } from "./demo-tokens.ts";
import type { ServicesTogether } from "./together.ts";

const IMPORT = `mutation ImportSheet($input: ProgrammeImportSheetInput!) {
  programmeImportSheet(input: $input) { programme { id slug } refusals { code message line } }
}`;

const seeder: Viewer = { ...systemViewer("seed"), scopes: ["system", "public", "signed-in", "sheets:import"] };

/** Fills an empty database; one that is filled already stays as it is. */
export async function fillDatabase(
  kind: "programme" | "national" | "none",
  database: SystemDatabase,
  { transport }: Pick<ServicesTogether, "transport">,
  say: (line: string) => void,
): Promise<void> {
  if (kind === "none") return;
  const seedUrls = SERVICES.map((service) => [service, database.urlOf(service, "seed")] as const);
  await seed({
    kind,
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
  const programmeIds = await ids(
    "partnership",
    `SELECT id FROM partnership.programme WHERE synthetic
       OR slug IN ('rummelig-genstart', 'social-inklusion-gennem-vaekstpartnerskaber') ORDER BY slug`,
  );
  const grants = `SELECT id FROM finance.programme_grant WHERE programme_id IN (${programmeIds.map((id) => `'${id}'`).join(",") || "NULL"})`;
  const course = "FROM accelerator.company_course WHERE state = 'GRADUATED' ORDER BY id LIMIT 1";
  return {
    programmeIds,
    grantIds: await ids("finance", grants),
    courseIds: await ids("accelerator", `SELECT id ${course}`),
    organisationIds: await ids("accelerator", `SELECT organisation_id AS id ${course}`),
  };
}
