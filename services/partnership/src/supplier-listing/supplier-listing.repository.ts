import { addDays, type LocalDate } from "@inclusion/kernel";
import { type BaseContext, type Reader, rowLoader, type Tx } from "@inclusion/kernel/runtime";
import { FRESH_DAYS } from "../rsv/rsv.ts";
import { countListings } from "./listing-count.repository.ts";
import { SupplierListingEntity } from "./supplier-listing.entity.ts";
import { type ListingState, type SupplierListing, stateOn } from "./supplier-listing.ts";

/** Columns of a listing `l`, in the names of its type. */
export const LISTING_COLUMNS = `
  l.id, l.organisation_id AS "organisationId", l.state, l.profile, l.offers, l.capacity_hours AS "capacityHours",
  l.capacity_people AS "capacityPeople", l.nationwide, l.municipality_codes AS "municipalityCodes",
  l.region_codes AS "regionCodes", l.programme_areas AS "programmeAreas", l."references",
  l.rsv_checked_on::text AS "rsvCheckedOn", l.published_on::text AS "publishedOn", l.remove_reason AS "removeReason",
  l.version`;

/** The listings with these ids that the viewer may see, each in the state of the day. */
export async function findListings(
  reader: Reader,
  ids: readonly string[],
  today: LocalDate,
): Promise<SupplierListing[]> {
  const rows = await reader.query<SupplierListing>(
    `SELECT ${LISTING_COLUMNS} FROM partnership.supplier_listing l WHERE l.id = ANY ($1::uuid[])`,
    [ids],
  );
  return rows.map((row) => ({ ...row, state: stateOn(row.state, row.rsvCheckedOn, today) }));
}

/** The listings of these organisations that are not removed. */
export async function findListingsOf(
  reader: Reader,
  organisationIds: readonly string[],
  today: LocalDate,
): Promise<SupplierListing[]> {
  const rows = await reader.query<SupplierListing>(
    `SELECT ${LISTING_COLUMNS} FROM partnership.supplier_listing l
     WHERE l.organisation_id = ANY ($1::uuid[]) AND l.state <> 'REMOVED'`,
    [organisationIds],
  );
  return rows.map((row) => ({ ...row, state: stateOn(row.state, row.rsvCheckedOn, today) }));
}

type Asked = Readonly<{ state: ListingState | null; after: string | null; limit: number; today: LocalDate }>;

/** Listings by id, after `after` or from the first, in one state of the day when it is given. */
export async function listListings(reader: Reader, { state, after, limit, today }: Asked): Promise<SupplierListing[]> {
  const rows = await reader.query<SupplierListing>(
    `SELECT ${LISTING_COLUMNS} FROM partnership.supplier_listing l
     WHERE ($1::text IS NULL OR $1 = CASE WHEN l.state = 'PUBLISHED' AND l.rsv_checked_on < $2 THEN 'STALE' ELSE l.state END)
       AND ($3::uuid IS NULL OR l.id > $3) ORDER BY l.id LIMIT $4`,
    [state, addDays(today, -FRESH_DAYS), after, limit],
  );
  return rows.map((row) => ({ ...row, state: stateOn(row.state, row.rsvCheckedOn, today) }));
}

/** The listing, held until the transaction ends; null when there is none that the viewer may see. */
export async function lockListing(tx: Tx, id: string, today: LocalDate): Promise<SupplierListing | null> {
  await tx.query("SELECT 1 FROM partnership.supplier_listing WHERE id = $1 FOR UPDATE", [id]);
  const [found] = await findListings(tx, [id], today);
  return found ?? null;
}

/** Stores a listing and what is searched of it. */
export async function putListing(tx: Tx, listing: SupplierListing, today: LocalDate): Promise<void> {
  const { version: _, ...row } = listing;
  const lists = {
    municipalityCodes: [...row.municipalityCodes],
    regionCodes: [...row.regionCodes],
    programmeAreas: [...row.programmeAreas],
  };
  await tx.manager.upsert(
    SupplierListingEntity,
    { ...row, ...lists, offers: [...row.offers], references: [...row.references] },
    ["id"],
  );
  await refresh(tx, [listing.id]);
  await countListings(tx, [listing.id], today);
}

/** Whether the organisation has a listing that is not removed. */
export async function hasListing(reader: Reader, organisationId: string): Promise<boolean> {
  const rows = await reader.query(
    "SELECT 1 FROM partnership.supplier_listing WHERE organisation_id = $1 AND state <> 'REMOVED'",
    [organisationId],
  );
  return rows.length > 0;
}

/** Takes the listings of an organisation away. */
export async function removeListings(tx: Tx, organisationId: string, reason: string, today: LocalDate): Promise<void> {
  await changed(
    tx,
    today,
    `UPDATE partnership.supplier_listing SET state = 'REMOVED', remove_reason = $2
     WHERE organisation_id = $1 AND state <> 'REMOVED' RETURNING id`,
    [organisationId, reason],
  );
}

/** Keeps the day of a look-up with the listings of an organisation; a stale one is shown again when the day is fresh. */
export async function lookUpListings(
  tx: Tx,
  organisationId: string,
  checkedOn: LocalDate,
  today: LocalDate,
): Promise<void> {
  await changed(
    tx,
    today,
    `UPDATE partnership.supplier_listing SET rsv_checked_on = $2,
       state = CASE WHEN state = 'STALE' AND $2::date >= $3::date THEN 'PUBLISHED' ELSE state END
     WHERE organisation_id = $1 AND state <> 'REMOVED' RETURNING id`,
    [organisationId, checkedOn, addDays(today, -FRESH_DAYS)],
  );
}

/** Marks every published listing as stale whose look-up is too old on `today`; gives how many. */
export async function markStale(tx: Tx, today: LocalDate): Promise<number> {
  return changed(
    tx,
    today,
    `UPDATE partnership.supplier_listing SET state = 'STALE'
     WHERE state = 'PUBLISHED' AND rsv_checked_on < $1 RETURNING id`,
    [addDays(today, -FRESH_DAYS)],
  );
}

/** Lets the listings of an organisation belong to the one that it was merged into. */
export async function moveListings(tx: Tx, survivorId: string, mergedId: string): Promise<void> {
  await tx.query("UPDATE partnership.supplier_listing SET organisation_id = $1 WHERE organisation_id = $2", [
    survivorId,
    mergedId,
  ]);
  await refreshOrganisations(tx, [survivorId]);
}

/** Brings what is searched up to date with the organisations' names. */
export async function refreshOrganisations(tx: Tx, organisationIds: readonly string[]): Promise<void> {
  await tx.query(
    `SELECT partnership.refresh_supplier_search(ARRAY(
       SELECT id FROM partnership.supplier_listing WHERE organisation_id = ANY ($1::uuid[])))`,
    [organisationIds],
  );
}

async function changed(tx: Tx, today: LocalDate, sql: string, parameters: readonly unknown[]): Promise<number> {
  const ids = (await tx.query<{ id: string }>(sql, parameters)).map(({ id }) => id);
  if (ids.length === 0) return 0;
  await refresh(tx, ids);
  await countListings(tx, ids, today);
  return ids.length;
}

async function refresh(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.query("SELECT partnership.refresh_supplier_search($1::uuid[])", [ids]);
}

/** The loaders of listings: one statement for all keys of a tick. */
export function listingLoaders({ reader, today }: Pick<BaseContext, "reader" | "today">) {
  return {
    listing: rowLoader<string, SupplierListing>(
      async (ids) => findListings(await reader(), ids, today),
      ({ id }) => id,
    ),
    listingOf: rowLoader<string, SupplierListing>(
      async (ids) => findListingsOf(await reader(), ids, today),
      ({ organisationId }) => organisationId,
    ),
  };
}
