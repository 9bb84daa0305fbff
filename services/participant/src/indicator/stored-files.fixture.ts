/** Made-up files in the tables of a test database, with what is counted of them. */
import { systemViewer } from "@inclusion/kernel";
import { type Service, unitOfWork } from "@inclusion/kernel/runtime";
import fc from "fast-check";
import { fileMeasures } from "../participation/file-measures.ts";
import { storeFile } from "../participation/participation-file.repository.ts";
import { newFile, type ParticipationFile } from "../participation/participation-file.ts";
import { COMPANY, idOf, PROGRAMME } from "../participation/participation-rows.fixture.ts";
import { files } from "./files.fixture.ts";

/** Municipalities, their regions and their areas: Aarhus, Odense, København and Bornholm. */
export const PLACES = [
  { code: "0751", region: "1082", area: "MIDTJYLLAND" },
  { code: "0461", region: "1083", area: "FYN" },
  { code: "0101", region: "1084", area: "HOVEDSTADEN" },
  { code: "0400", region: "1084", area: "BORNHOLM" },
] as const;

const SEXES = ["F", "M"] as const;

/** So many files, the same each time, spread over the places; their rows have ids that fit into the tables. */
export function sampleFiles(count: number, seed = 7): readonly ParticipationFile[] {
  return fc.sample(files, { numRuns: count, seed }).map((file, index) => {
    const place = PLACES[(index * index) % PLACES.length] ?? PLACES[0];
    return withIds({ ...file, person: { ...file.person, sex: SEXES[index % 2] ?? "F" } }, 100 + index, place.code);
  });
}

/** Stores files as one action each, as the service writes them. */
export async function storeFiles(service: Service, stored: readonly ParticipationFile[]): Promise<void> {
  for (const file of stored) {
    await unitOfWork(service.database, systemViewer("test"), "test", async (tx) => {
      await tx.query("SELECT set_config('app.sensitive_rows', 'on', true)");
      await storeFile(tx, newFile(file), file);
      tx.measure(...fileMeasures(file));
    });
  }
}

/** The regions and areas of `PLACES`, as the partnership service tells them. */
export async function storePlaces(sql: (text: string) => Promise<unknown>): Promise<void> {
  const regions = PLACES.map(({ code, region }) => `('${code}', '${region}', '2007-01-01', NULL)`);
  await sql(
    `INSERT INTO participant.municipality_region (municipality_code, region_code, valid_from, valid_until)
     VALUES ${regions.join(", ")}`,
  );
  const areas = PLACES.map(({ code, area }) => `('${code}', '${area}')`);
  await sql(`INSERT INTO participant.municipality_area (municipality_code, area) VALUES ${areas.join(", ")}`);
}

function withIds(file: ParticipationFile, number: number, municipalityCode: string): ParticipationFile {
  const id = idOf(number);
  let next = number * 1_000;
  const owned = { participationId: id, programmeId: PROGRAMME, municipalityCode };
  const once = <Row>(rows: readonly Row[]): Row[] => rows.map((row) => ({ ...row, ...owned, id }));
  const each = <Row>(rows: readonly Row[]): Row[] =>
    rows.map((row) => {
      next += 1;
      return { ...row, ...owned, id: idOf(next) };
    });
  return {
    ...file,
    participation: { ...file.participation, id, programmeId: PROGRAMME, municipalityCode },
    person: { ...file.person, id: idOf(number + 50_000) },
    memberships: file.memberships.map((company) => ({ ...company, programmeId: PROGRAMME, organisationId: COMPANY })),
    referrals: once(file.referrals),
    entryFacts: once(file.entryFacts),
    sensitiveFacts: once(file.sensitiveFacts),
    exits: once(file.exits),
    screenings: each(file.screenings),
    courses: each(file.courses),
    activities: each(file.activities),
    contacts: each(file.contacts).map((contact) => ({ ...contact, companyId: COMPANY })),
    placements: each(file.placements).map((placement) => ({ ...placement, companyId: COMPANY })),
    employments: each(file.employments).map((job) => ({ ...job, employerId: COMPANY })),
    followUps: each(file.followUps),
  };
}
