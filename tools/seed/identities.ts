/**
 * Who the made-up people of a programme are: names and numbers that belong to nobody, sealed as real ones are.
 *
 * Name and number follow from the day of birth and the sex alone. Two participations of people who were born on one
 * day and have one sex so are taken for one person, as when two municipalities register the same citizen.
 */
import { type LocalDate, localDate } from "@inclusion/kernel";
import { fieldKeys } from "@inclusion/kernel/runtime";
import { type Cpr, readCpr } from "@inclusion/participant/identity/cpr";
import type { SealedIdentity } from "@inclusion/participant/identity/identity.entity";
import { IDENTITY_LABEL, sealIdentity } from "@inclusion/participant/identity/sealed-identity.repository";
import type { Sex } from "@inclusion/participant/participation/person";
import { movedBy } from "./days.ts";
import { randomOf } from "./random.ts";
import { seedPart } from "./service-part.ts";

type Unnamed = Readonly<{
  participationId: string;
  programmeId: string;
  municipalityCode: string;
  birthDate: LocalDate;
  sex: Sex;
  since: LocalDate;
}>;

/** Days from the referral until the identity was registered. */
const REGISTERED_AFTER = 2;

/**
 * Registers who the people of a programme are, those who have no identity yet; returns how many there were.
 *
 * @param secrets the setting by which the participant service seals identities
 */
export async function seedIdentities(url: string, programmeId: string, secrets: string): Promise<number> {
  const keys = fieldKeys(secrets, IDENTITY_LABEL);
  return seedPart("participant", url, async ({ client, store }) => {
    const { rows } = await client.query<Unnamed>(UNNAMED_SQL, [programmeId]);
    const sealed = rows.map((person) => {
      const identity = { ...madeUp(person.birthDate, person.sex), cprGround: "LAW" } as const;
      return { row: sealIdentity(keys, person, identity), since: localDate(person.since) };
    });
    return store([
      {
        table: "person_identity",
        columns: COLUMNS,
        recording: "versions",
        rows: sealed.map(({ row, since }) => ({
          values: valuesOf(row),
          id: row.id,
          recordedAt: `${movedBy(since, REGISTERED_AFTER)}T09:00:00Z`,
        })),
      },
    ]);
  });
}

const UNNAMED_SQL = `
  SELECT p.id AS "participationId", p.programme_id AS "programmeId", p.municipality_code AS "municipalityCode",
    h.birth_date::text AS "birthDate", h.sex, coalesce(r.referred_on, p.entered_on)::text AS since
  FROM participant.participation p JOIN participant.person h ON h.id = p.person_id
  LEFT JOIN participant.referral r ON r.participation_id = p.id
  WHERE p.programme_id = $1 AND p.synthetic AND NOT EXISTS (SELECT FROM participant.person_identity i WHERE i.id = p.id)
  ORDER BY p.id`;

const COLUMNS = [
  ...["id", "participation_id", "programme_id", "municipality_code", "name_cipher", "cpr_cipher", "cpr_index"],
  ...["name_index", "key_version", "cpr_ground"],
];

function valuesOf(row: SealedIdentity): readonly unknown[] {
  const bytes = [row.nameCipher, row.cprCipher, row.cprIndex, row.nameIndex].map(
    (each) => `\\x${each.toString("hex")}`,
  );
  const { id, participationId, programmeId, municipalityCode, keyVersion, cprGround } = row;
  return [id, participationId, programmeId, municipalityCode, ...bytes, keyVersion, cprGround];
}

/** A name and a number of nobody: 60 is added to the day, as in numbers that replace one. */
export function madeUp(birthDate: LocalDate, sex: Sex): Readonly<{ name: string; cpr: Cpr }> {
  const random = randomOf(0).fork(`${birthDate} ${sex}`);
  const [year, month, day] = birthDate.split("-") as [string, string, string];
  const century = year < "2000" ? random.below(4) : 4;
  const last = 2 * random.below(5) + (sex === "M" ? 1 : 0);
  const digits = `${Number(day) + 60}${month}${year.slice(2)}${century}${random.between(10, 99)}${last}`;
  const read = readCpr(digits, true);
  if (!read.ok) throw new Error("A number of the seed is none.");
  return { name: `Opdigtet Borger ${random.between(1_000, 9_999)}`, cpr: read.value };
}
