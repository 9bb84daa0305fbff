import type { LocalDate } from "@inclusion/kernel";
import type { Reader } from "@inclusion/kernel/runtime";
import { findRecords, type RecordMap } from "../record/record.repository.ts";
import type { ClausePart } from "./clause-sums.ts";
import { ClauseDeliveryEntity, TenderClauseEntity, TenderEntity, TenderHireEntity } from "./tender.entity.ts";
import type { TenderFile } from "./tender.ts";

const ofFile = { by: "tender_id" } as const;

/** Where a tender's file stands. */
export const TENDER_MAP: RecordMap = {
  entity: TenderEntity,
  lists: {
    clauses: { ...ofFile, entity: TenderClauseEntity, order: "row.kind" },
    deliveries: { ...ofFile, entity: ClauseDeliveryEntity, order: "row.month, row.id" },
    hires: { ...ofFile, entity: TenderHireEntity, order: "row.hired_on, row.id" },
  },
};

/** The files of these tenders that the viewer may see. */
export function findTenders(reader: Reader, ids: readonly string[]): Promise<TenderFile[]> {
  return findRecords<TenderFile>(reader, TENDER_MAP, ids);
}

/** Ids of a programme's tenders, oldest first, after a day and id or from the first. */
export function listTenderIds(
  reader: Reader,
  asked: Readonly<{
    programmeId: string;
    municipalityCode: string | null;
    after: readonly string[] | null;
    limit: number;
  }>,
): Promise<Readonly<{ id: string; tenderedOn: LocalDate }>[]> {
  const [day = null, id = null] = asked.after ?? [];
  return reader.query(
    `SELECT id, tendered_on::text AS "tenderedOn" FROM partnership.tender
     WHERE programme_id = $1 AND ($2::text IS NULL OR municipality_code = $2)
       AND ($3::date IS NULL OR (tendered_on, id) > ($3, $4::uuid))
     ORDER BY tendered_on, id LIMIT $5`,
    [asked.programmeId, asked.municipalityCode, day, id, asked.limit],
  );
}

/** Whether the buyer has a tender of this reference in the programme. */
export async function isReferenceTaken(
  reader: Reader,
  { programmeId, buyerId, reference }: Readonly<{ programmeId: string; buyerId: string; reference: string }>,
): Promise<boolean> {
  const found = await reader.query(
    "SELECT 1 FROM partnership.tender WHERE programme_id = $1 AND buyer_id = $2 AND reference = $3",
    [programmeId, buyerId, reference],
  );
  return found.length > 0;
}

/** The parts of sums of clauses, by buyer, also those whose rows the viewer may not see. */
export function findClauseParts(
  reader: Reader,
  programmeIds: readonly string[],
  clocks: Readonly<{ asOf: LocalDate; knownAt: Date }>,
): Promise<ClausePart[]> {
  return reader.query(
    `SELECT programme AS "programmeId", kind, currency, buyer AS "buyerId", clauses, minor, synthetic
     FROM partnership.clause_parts($1::uuid[], $2, $3)`,
    [programmeIds, clocks.asOf, clocks.knownAt],
  );
}

/** People hired on the seats of a company in a programme that opened on a day or later, as the accelerator tells them. */
export async function countRoomHires(
  reader: Reader,
  { programmeId, organisationId, from }: Readonly<{ programmeId: string; organisationId: string; from: LocalDate }>,
): Promise<number> {
  const [row] = await reader.query<{ filled: number }>(
    `SELECT coalesce(sum(filled), 0)::int AS filled FROM partnership.room
     WHERE programme_id = $1 AND organisation_id = $2 AND kind = 'JOB' AND opens_on >= $3`,
    [programmeId, organisationId, from],
  );
  return row?.filled ?? 0;
}
