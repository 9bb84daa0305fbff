/** A made-up programme with places and organisations, as rows in a test's database. */
import type { TestService } from "@inclusion/kernel/testing";

/** The id of a made-up row. */
export function idOf(number: number): string {
  return `00000000-0000-7000-8000-${String(number).padStart(12, "0")}`;
}

export const PROGRAMME = idOf(1);
export const AARHUS = "0751";
export const ODENSE = "0461";

export const ORGANISATIONS = {
  municipality: idOf(11),
  otherActor: idOf(12),
  enterprise: idOf(13),
  company: idOf(14),
  newActor: idOf(15),
  odense: idOf(16),
  unregistered: idOf(17),
} as const;

/** Stores the programme from 2018 until 2022, in which Aarhus takes part all along and Odense until 2019. */
export async function storeProgramme({ sql }: Pick<TestService, "sql">): Promise<void> {
  await sql(
    `INSERT INTO partnership.programme (id, slug, name, starts_on, ends_on, partners_stated, read_on, sheet_version,
       facts_hash, synthetic)
     VALUES ($1, 'opdigtet', 'Opdigtet', '2018-02-06', '2022-09-30', false, '2018-02-06', 1, 'hash', true)`,
    [PROGRAMME],
  );
  await sql(
    `INSERT INTO partnership.programme_municipality (programme_id, municipality_code, joined_on, left_on, synthetic)
     VALUES ($1, '0751', '2018-02-06', NULL, true), ($1, '0461', '2018-02-06', '2019-12-31', true)`,
    [PROGRAMME],
  );
  const rows: readonly (readonly [string, string, string | null, string])[] = [
    [ORGANISATIONS.municipality, "MUNICIPALITY", null, AARHUS],
    [ORGANISATIONS.otherActor, "OTHER_ACTOR", null, AARHUS],
    [ORGANISATIONS.enterprise, "SOCIAL_ENTERPRISE", "10150817", AARHUS],
    [ORGANISATIONS.company, "ORDINARY_COMPANY", null, AARHUS],
    [ORGANISATIONS.newActor, "OTHER_ACTOR", null, AARHUS],
    [ORGANISATIONS.odense, "MUNICIPALITY", null, ODENSE],
    [ORGANISATIONS.unregistered, "SOCIAL_ENTERPRISE", null, AARHUS],
  ];
  for (const [id, kind, cvr, municipality] of rows) {
    await sql(
      `INSERT INTO partnership.organisation (id, name, cvr, kinds, municipality_code, synthetic)
       VALUES ($1, $2, $3, ARRAY[$4], $5, true)`,
      [id, `Opdigtet ${id.slice(-2)}`, cvr, kind, municipality],
    );
  }
}
