/**
 * Marks in what is sealed: names and civil registration numbers, which no statement of SQL can mark. Each is opened,
 * and its name sealed anew as the mark of its row; a number is a mark by itself, because no two scopes share one.
 */
import type { Limits } from "@inclusion/kernel";
import { fieldKeys } from "@inclusion/kernel/runtime";
import type { SealedIdentity } from "@inclusion/participant/identity/identity.entity";
import { IDENTITY_LABEL, openIdentity, sealIdentity } from "@inclusion/participant/identity/sealed-identity.repository";
import type { Connection } from "../postgres/connection.ts";
import { ensureKeys } from "../system/keys.ts";

/** Whose a number is, and in which places. */
export type Owned = Readonly<{ municipality: string; programme: string }>;

/** What was marked: numbers as ten digits, and how many names. */
export type SealedMarks = Readonly<{ numbers: ReadonlyMap<string, readonly Owned[]>; names: number }>;

const ROWS = `SELECT id, participation_id AS "participationId", programme_id AS "programmeId",
    municipality_code AS "municipalityCode", name_cipher AS "nameCipher", cpr_cipher AS "cprCipher",
    cpr_index AS "cprIndex", name_index AS "nameIndex", key_version AS "keyVersion", cpr_ground AS "cprGround"
  FROM participant.person_identity ORDER BY id`;

/** Marks every identity. @param dataDir where the keys of the system are */
export async function markSealed(admin: Connection, dataDir: string): Promise<SealedMarks> {
  const { setting } = await ensureKeys(dataDir, true);
  const keys = fieldKeys(String(setting("IDENTITY_KEYS")), IDENTITY_LABEL);
  const { rows } = await admin.query<SealedIdentity>(ROWS);
  const numbers = new Map<string, Owned[]>();
  await admin.query("SET session_replication_role = replica");
  for (const row of rows) {
    const identity = openIdentity(keys, row);
    const [municipality, programme] = [row.municipalityCode, row.programmeId.slice(-8)];
    const digits = identity.cpr.replace("-", "");
    numbers.set(digits, [...(numbers.get(digits) ?? []), { municipality, programme }]);
    const name = `zx.participant.person_identity.m${municipality}.p${programme}.zx`;
    const { nameCipher } = sealIdentity(keys, row, { ...identity, name });
    await admin.query("UPDATE participant.person_identity SET name_cipher = $2 WHERE id = $1", [row.id, nameCipher]);
  }
  await admin.query("SET session_replication_role = origin");
  return { numbers, names: rows.length };
}

/** A number as people and programs write it; digits in longer runs, as of hashes and instants, are none. */
const NUMBER = /(?<![\w-])\d{6}-?\d{4}(?![\w-])/g;

/** Numbers in a text that are somebody's. */
export function numbersIn(text: string, { numbers }: Pick<SealedMarks, "numbers">): readonly string[] {
  const found = (text.match(NUMBER) ?? []).map((number) => number.replace("-", ""));
  return [...new Set(found)].filter((number) => numbers.has(number));
}

/** Numbers in a text of people whom nobody with these limits sees anything of. */
export function strayNumbers(
  text: string,
  marks: Pick<SealedMarks, "numbers">,
  limits: Limits,
  within: ReadonlySet<string>,
): readonly string[] {
  const isEverywhere = limits.municipalities === null && limits.regions === null;
  return numbersIn(text, marks).filter((number) =>
    (marks.numbers.get(number) ?? []).every(
      ({ municipality, programme }) =>
        !(isEverywhere || within.has(municipality)) ||
        !(limits.programmes === null || limits.programmes.some((id) => id.endsWith(programme))),
    ),
  );
}
