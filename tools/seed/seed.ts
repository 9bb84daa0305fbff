/**
 * Fills the services with the first data: the public sheets, and people and companies that are made up.
 *
 * Every service's part of a programme is one transaction, and a part that is there is left alone; so a seed that was
 * killed is completed by the next one, and a seed of a full system changes nothing. Ids are the same each time.
 */
import { dayOf, type LocalDate } from "@inclusion/kernel";
import { nameKey } from "@inclusion/partnership/organisation/organisation";
import { readSheet } from "@inclusion/partnership/sheet/sheet";
import type { ServiceName } from "@inclusion/schema";
import type pg from "pg";
import { acceleratorTables } from "./accelerator-tables.ts";
import { growthStory, restartStory } from "./cohort.ts";
import { seedIdentities } from "./identities.ts";
import { GROWTH_PLACES } from "./names.ts";
import type { ProgrammeSpan } from "./places.ts";
import { storePublished, tellOrganisations } from "./published.ts";
import { randomOf } from "./random.ts";
import type { Story } from "./rows.ts";
import { seedFinance } from "./seed-finance.ts";
import { seedNational } from "./seed-national.ts";
import { type SeedProgress, seedPart } from "./service-part.ts";
import { listSheets } from "./sheets.ts";
import { participantTables, partnershipTables, type TableRows } from "./tables.ts";

export type SeedKind = "programme" | "national" | "none";

export type SeedOptions = Readonly<{
  /** `national` is `programme` and the national programme besides. */
  kind: SeedKind;
  /** Addresses with the services' seed roles. */
  urls: Readonly<Record<ServiceName, string>>;
  /** The mutation by which users import sheets; throws when the sheet is refused. */
  importSheet: (text: string, readOn: LocalDate) => Promise<Readonly<{ slug: string; programmeId: string }>>;
  progress: (line: SeedProgress) => void;
  /** The participant service's setting by which identities are sealed; without it nobody gets a name. */
  identityKeys?: string | undefined;
  /** Participations of the national programme. */
  nationalCount?: number;
}>;

/** What a seed wrote; a part that was there already counts 0. */
export type SeedReport = Readonly<{
  sheetsImported: number;
  rowsWritten: Readonly<Record<string, number>>;
  seconds: number;
}>;

/** The number from which every draw follows. */
const SEED = 20_180_206;

const NATIONAL_COUNT = 100_000;

const PROGRAMMES = [
  { slug: "social-inklusion-gennem-vaekstpartnerskaber", story: growthStory, hasContract: true },
  { slug: "rummelig-genstart", story: restartStory, hasContract: false },
] as const;

/** Fills what is not filled yet. */
export async function seed(options: SeedOptions): Promise<SeedReport> {
  const { kind, urls, progress } = options;
  const begun = performance.now();
  const rowsWritten: Record<string, number> = {};
  const report = (sheetsImported: number): SeedReport => {
    return { sheetsImported, rowsWritten, seconds: (performance.now() - begun) / 1_000 };
  };
  if (kind === "none") return report(0);
  const sheetsImported = await importSheets(options);
  rowsWritten.published = await storePublished(urls.partnership);
  const today = dayOf(new Date());
  for (const { slug, story, hasContract } of PROGRAMMES) {
    const { span, known } = await readProgramme(urls.partnership, slug);
    const random = randomOf(SEED).fork(slug);
    const told = onDemand(() => story(random, span, known, today));
    for (const [index, part] of PARTS.entries()) {
      rowsWritten[`${slug} ${part.service}`] = await writePart(urls[part.service], span.programmeId, part, told);
      progress({ phase: slug, done: index + 1, total: PARTS.length });
    }
    const money = { url: urls.finance, random: random.fork("finance"), span, story: told, hasContract };
    rowsWritten[`${slug} finance`] = await seedFinance(money);
    if (options.identityKeys !== undefined) {
      const named = await seedIdentities(urls.participant, span.programmeId, options.identityKeys);
      rowsWritten[`${slug} identities`] = named;
    }
  }
  if (kind === "national") {
    const random = randomOf(SEED).fork("national");
    Object.assign(
      rowsWritten,
      await seedNational({ urls, progress, random, count: options.nationalCount ?? NATIONAL_COUNT }),
    );
  }
  await tellOrganisations(urls.partnership);
  return report(sheetsImported);
}

/** A sheet that was read before is not imported again, so that nothing newer of its day is overwritten. */
async function importSheets({ urls, importSheet, progress }: SeedOptions): Promise<number> {
  const sheets = listSheets();
  const read = await seedPart("partnership", urls.partnership, async ({ client }) => {
    const { rows } = await client.query<{ key: string }>(
      `SELECT p.slug || ' ' || v.read_on AS key
       FROM partnership.programme p JOIN partnership.programme_version v ON v.programme_id = p.id`,
    );
    return new Set(rows.map(({ key }) => key));
  });
  let imported = 0;
  for (const [index, { text, readOn }] of sheets.entries()) {
    const facts = readSheet(text);
    if (!facts.ok || !read.has(`${facts.value.slug} ${readOn}`)) {
      await importSheet(text, readOn);
      imported += 1;
    }
    progress({ phase: "sheets", done: index + 1, total: sheets.length });
  }
  return imported;
}

type KnownProgramme = Readonly<{ span: ProgrammeSpan; known: ReadonlyMap<string, string> }>;

/** The programme as its sheet states it, and the municipalities' organisations that other sheets brought. */
function readProgramme(url: string, slug: string): Promise<KnownProgramme> {
  return seedPart("partnership", url, async ({ client }) => {
    const found = await client.query<{ id: string; starts_on: LocalDate; ends_on: LocalDate }>(
      "SELECT id, starts_on::text, ends_on::text FROM partnership.programme WHERE slug = $1",
      [slug],
    );
    const [programme] = found.rows;
    if (programme === undefined) throw new Error(`The sheet of ${slug} made no programme.`);
    const span = { programmeId: programme.id, startsOn: programme.starts_on, endsOn: programme.ends_on };
    return { span, known: await knownMunicipalities(client) };
  });
}

async function knownMunicipalities(client: pg.Client): Promise<ReadonlyMap<string, string>> {
  const names = GROWTH_PLACES.map(({ municipality }) => municipality);
  const { rows } = await client.query<{ name_key: string; organisation_id: string }>(
    "SELECT name_key, organisation_id FROM partnership.organisation_name WHERE name_key = ANY ($1)",
    [names.map(nameKey)],
  );
  const ids = new Map(rows.map((row) => [row.name_key, row.organisation_id]));
  return new Map(names.flatMap((name) => (ids.has(nameKey(name)) ? [[name, ids.get(nameKey(name)) as string]] : [])));
}

/** What one service is told of a programme. */
type Part = Readonly<{ service: ServiceName; tablesOf: (story: Story) => readonly TableRows[] }>;

const PARTS: readonly Part[] = [
  {
    service: "partnership",
    tablesOf: ({ partnership, besides }) => [...partnershipTables(partnership), ...(besides ?? [])],
  },
  { service: "accelerator", tablesOf: ({ accelerator }) => acceleratorTables(accelerator) },
  { service: "participant", tablesOf: ({ participant }) => participantTables(participant) },
];

function writePart(url: string, programmeId: string, { service, tablesOf }: Part, story: () => Story): Promise<number> {
  return seedPart(service, url, async (part) =>
    (await part.isSeeded(programmeId)) ? 0 : part.store(tablesOf(story())),
  );
}

/** Makes the value when it is asked for first: a story takes longer to think up than a filled system to be found so. */
function onDemand<Value>(make: () => Value): () => Value {
  let made: Readonly<{ value: Value }> | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
