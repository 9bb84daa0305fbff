import type { Reader, Tx } from "@inclusion/kernel/runtime";
import { packJson, unpackJson } from "../stored-json.ts";
import { addRows, type StoredRow } from "../stored-row.ts";
import type { RateCard } from "./rate-card.ts";

/** A version as it was published. */
export type PublishedCard = RateCard & Readonly<{ recordedAt: Date }>;

type StoredCard = Omit<PublishedCard, "personCapMinor" | "programmeCapMinor"> &
  Readonly<{ personCapMinor: string | null; programmeCapMinor: string | null }>;

/** The contracts of these programmes that the viewer may see, by mode and version. */
export async function findRateCards(reader: Reader, programmeIds: readonly string[]): Promise<PublishedCard[]> {
  const rows = await reader.query<StoredCard>(
    `SELECT id, programme_id AS "programmeId", number AS version, mode, currency, valid_from::text AS "validFrom",
            contract_ends_on::text AS "contractEndsOn", person_cap_minor::text AS "personCapMinor",
            programme_cap_minor::text AS "programmeCapMinor", payers, schedule, lines, recorded_at AS "recordedAt"
     FROM finance.rate_card WHERE programme_id = ANY ($1::uuid[]) ORDER BY programme_id, mode, number`,
    [programmeIds],
  );
  return rows.map((row) => ({
    ...row,
    ...{ personCapMinor: minorOrNull(row.personCapMinor), programmeCapMinor: minorOrNull(row.programmeCapMinor) },
    ...{ payers: unpackJson(row.payers), lines: unpackJson(row.lines) },
  }));
}

/** Adds a version; the database knows no way to change one. */
export async function addRateCard(tx: Tx, card: RateCard, publishedBy: string): Promise<void> {
  await addRows(tx, "rate_card", [cardRow(card, publishedBy)]);
}

/** The row of a version. */
export function cardRow(card: RateCard, publishedBy: string): StoredRow {
  const json = (value: unknown): unknown => JSON.parse(packJson(value));
  return {
    ...{ id: card.id, programme_id: card.programmeId, number: card.version, mode: card.mode, currency: card.currency },
    ...{ valid_from: card.validFrom, contract_ends_on: card.contractEndsOn },
    ...{ person_cap_minor: card.personCapMinor, programme_cap_minor: card.programmeCapMinor },
    ...{ payers: json(card.payers), schedule: card.schedule, lines: json(card.lines), published_by: publishedBy },
  };
}

function minorOrNull(text: string | null): bigint | null {
  return text === null ? null : BigInt(text);
}
