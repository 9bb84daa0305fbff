/** Writes the national programme: its places at once, its people portion by portion. */
import { type LocalDate, localDate } from "@inclusion/kernel";
import type { ServiceName } from "@inclusion/schema";
import { acceleratorTables } from "./accelerator-tables.ts";
import { nationalPeople } from "./national.ts";
import { type KnownMunicipality, nationalPlaces } from "./national-places.ts";
import type { ProgrammeSpan } from "./places.ts";
import type { Random } from "./random.ts";
import type { ParticipantRows } from "./rows.ts";
import { MOST_TIMES, tellAgain } from "./same-again.ts";
import { type SeedPart, type SeedProgress, seedPart } from "./service-part.ts";
import { participantTables, partnershipTables } from "./tables.ts";

type National = Readonly<{
  urls: Readonly<Record<ServiceName, string>>;
  progress: (line: SeedProgress) => void;
  random: Random;
  count: number;
}>;

const SLUG = "syntetisk-landsprogram";
const STARTS_ON: LocalDate = localDate("2018-01-01");
const ENDS_ON: LocalDate = localDate("2023-12-31");

/** Fills what is not filled yet; returns the rows that were written, by part. */
export async function seedNational({ urls, progress, random, count }: National): Promise<Record<string, number>> {
  const span = { programmeId: random.fork("programme").id(STARTS_ON), startsOn: STARTS_ON, endsOn: ENDS_ON };
  const municipalities = await seedPart("partnership", urls.partnership, listMunicipalities);
  const places = nationalPlaces(random.fork("places"), span, municipalities);
  const inPart = (service: ServiceName, write: (part: SeedPart) => Promise<number>): Promise<number> =>
    seedPart(service, urls[service], async (part) => ((await part.isSeeded(span.programmeId)) ? 0 : write(part)));

  const partnership = await inPart("partnership", async (part) => {
    await insertProgramme(part, span);
    return part.store(partnershipTables(places.partnership));
  });
  const accelerator = await inPart("accelerator", (part) => part.store(acceleratorTables(places.accelerator)));
  const { first, times, more } = sharesOf(count);
  const tell = (name: string, people: number) => nationalPeople(random.fork(name), span, places, people);
  const participant = await inPart("participant", (part) =>
    part.inBulk(async () => {
      const isDone = (people: number) => progress({ phase: SLUG, done: people, total: count });
      const told = await storePeople(part, tell("people", first), isDone);
      const begins = (table: string, done: number, total: number) =>
        progress({ phase: `${SLUG} told again, ${table}`, done, total });
      const again = times === 0 ? 0 : await tellAgain(part.client, span.programmeId, times, begins);
      const rest = await storePeople(part, tell("more people", more), (people) => isDone(count - more + people));
      progress({ phase: `${SLUG} sums and indexes`, done: 0, total: 1 });
      return told + again + rest;
    }),
  );
  return {
    [`${SLUG} partnership`]: partnership,
    [`${SLUG} accelerator`]: accelerator,
    [`${SLUG} participant`]: participant,
  };
}

/** How many people are told one by one, if they are not to be told again too often. */
const FIRST = 50_000;

/** How many people are told first, how often they are told again, which is much faster, and how many are left. */
export function sharesOf(count: number): Readonly<{ first: number; times: number; more: number }> {
  const times = Math.min(MOST_TIMES, Math.max(0, Math.ceil(count / FIRST) - 1));
  const first = Math.floor(count / (times + 1));
  return { first, times, more: count - first * (times + 1) };
}

/** Stores a portion while the next one is made; gives how many rows that were. */
async function storePeople(
  part: SeedPart,
  portions: AsyncGenerator<ParticipantRows>,
  isDone: (people: number) => void,
): Promise<number> {
  let [rows, people] = [0, 0];
  for (let portion = await portions.next(); !portion.done; ) {
    const stored = part.store(participantTables(portion.value));
    [rows, people] = [rows + rowsIn(portion.value), people + portion.value.participation.length];
    [portion] = await Promise.all([portions.next(), stored]);
    isDone(people);
  }
  return rows;
}

function rowsIn(rows: ParticipantRows): number {
  return Object.values(rows).reduce((sum, table) => sum + table.length, 0);
}

async function listMunicipalities({ client }: SeedPart): Promise<KnownMunicipality[]> {
  const { rows } = await client.query<KnownMunicipality>(
    "SELECT code, name FROM partnership.municipality ORDER BY code",
  );
  return rows;
}

/** The national programme has no sheet; its row says of itself that it is made up. */
async function insertProgramme({ client }: SeedPart, { programmeId, startsOn, endsOn }: ProgrammeSpan): Promise<void> {
  await client.query(
    `INSERT INTO partnership.programme
       (id, slug, name, starts_on, ends_on, partners_stated, read_on, sheet_version, facts_hash, synthetic, recorded_at)
     VALUES ($1, $2, 'Syntetisk landsprogram', $3::date, $4::date, false, $3::date, 1, 'synthetic', true, $3::date)`,
    [programmeId, SLUG, startsOn, endsOn],
  );
  await client.query(
    `INSERT INTO partnership.programme_version (programme_id, version, read_on, facts_hash, facts, recorded_at)
     VALUES ($1, 1, $2::date, 'synthetic', jsonb_build_object('startsOn', $2::date, 'endsOn', $3::date), $2::date)`,
    [programmeId, startsOn, endsOn],
  );
}
