import type { Reader } from "@inclusion/kernel/runtime";
import { findRecords, type RecordMap } from "../record/record.repository.ts";
import { PurchaseEntity } from "./purchase.entity.ts";
import type { Purchase, PurchaseFile, SpendPart } from "./purchase.ts";

/** Where a purchase line stands. */
export const PURCHASE_MAP: RecordMap = { entity: PurchaseEntity, lists: {} };

/** Purchase lines of a programme that the viewer may see, by id, after `id` or from the first. */
export async function listPurchases(
  reader: Reader,
  programmeId: string,
  after: string | null,
  limit: number,
): Promise<PurchaseFile[]> {
  const ids = await reader.query<{ id: string }>(
    `SELECT id FROM partnership.purchase WHERE programme_id = $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
    [programmeId, after, limit],
  );
  const files = await findRecords<PurchaseFile>(
    reader,
    PURCHASE_MAP,
    ids.map(({ id }) => id),
  );
  return files.sort((a, b) => (a.record.id < b.record.id ? -1 : 1));
}

/** Whether there is a line of this buyer, supplier, quarter and currency. */
export async function isLineTaken(
  reader: Reader,
  line: Pick<Purchase, "programmeId" | "buyerId" | "supplierId" | "quarter" | "currency">,
): Promise<boolean> {
  const found = await reader.query(
    `SELECT 1 FROM partnership.purchase WHERE programme_id = $1 AND buyer_id = $2 AND supplier_id = $3
       AND quarter = $4 AND currency = $5`,
    [line.programmeId, line.buyerId, line.supplierId, line.quarter, line.currency],
  );
  return found.length > 0;
}

/** The parts of sums of purchases, by buyer, also those whose rows the viewer may not see. */
export function findSpendParts(reader: Reader, programmeIds: readonly string[]): Promise<SpendPart[]> {
  return reader.query(
    `SELECT programme AS "programmeId", quarter, currency, buyer AS "buyerId", minor, synthetic
     FROM partnership.purchase_parts($1::uuid[])`,
    [programmeIds],
  );
}
