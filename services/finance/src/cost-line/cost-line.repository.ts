import { type BaseContext, type Reader, rowLoader, rowsLoader, type Tx } from "@inclusion/kernel/runtime";
import { putRows, type StoredRow } from "../stored-row.ts";
import type { CostLine } from "./cost-line.ts";

type Minor = "minor" | "recoverableVatMinor" | "acceptedMinor" | "refusedMinor";
type StoredLine = Omit<CostLine, Minor | "hours" | "stateAid"> &
  Readonly<{ [Name in Minor]: string | null }> &
  Readonly<{
    hoursKind: NonNullable<CostLine["hours"]>["kind"] | null;
    staffRef: string | null;
    hours: string | null;
    rateMinor: string | null;
    stateAidKind: NonNullable<CostLine["stateAid"]>["kind"] | null;
    beneficiaryId: string | null;
  }>;

const LINE = `
  SELECT id, grant_id AS "grantId", programme_id AS "programmeId", partner_organisation_id AS "partnerOrganisationId", kind,
    main_activity AS "mainActivity", axis, currency, minor::text, recoverable_vat_minor::text AS "recoverableVatMinor",
    invoice_ref AS "invoiceRef", invoice_line AS "invoiceLine", invoiced_on::text AS "invoicedOn", paid_on::text AS "paidOn",
    evidence_hash AS "evidenceHash", activity, is_additional AS "isAdditional", has_market_check AS "hasMarketCheck",
    hours_kind AS "hoursKind", staff_ref AS "staffRef", hours::text, rate_minor::text AS "rateMinor",
    state_aid_kind AS "stateAidKind", state_aid_beneficiary_id AS "beneficiaryId", partnership_id AS "partnershipId",
    participation_id AS "participationId", municipality_code AS "municipalityCode", claim_id AS "claimId",
    accepted_minor::text AS "acceptedMinor", refused_minor::text AS "refusedMinor", refusal_reason AS "refusalReason",
    corrects_line_id AS "correctsLineId", recorded_by AS "recordedBy", version
  FROM finance.cost_line`;

/** Lines whose column has one of these values, in the order of their ids. */
export async function findCostLines(
  reader: Reader,
  column: "id" | "claim_id" | "corrects_line_id",
  values: readonly string[],
): Promise<CostLine[]> {
  return (await reader.query<StoredLine>(`${LINE} WHERE ${column} = ANY ($1::uuid[]) ORDER BY id`, [values])).map(
    lineOf,
  );
}

/** Which lines of a grant are asked for. */
export type LinesAsked = Readonly<{ grantId: string; unclaimedOnly: boolean; after: string | null; limit: number }>;

/** Lines of a grant in the order of their ids. */
export async function listCostLines(
  reader: Reader,
  { grantId, unclaimedOnly, after, limit }: LinesAsked,
): Promise<CostLine[]> {
  const rows = await reader.query<StoredLine>(
    `${LINE} WHERE grant_id = $1 AND (NOT $2 OR claim_id IS NULL) AND ($3::uuid IS NULL OR id > $3) ORDER BY id LIMIT $4`,
    [grantId, unclaimedOnly, after, limit],
  );
  return rows.map(lineOf);
}

/** Whether another line of the grant, in whichever place, has the same invoice, line and partner. */
export async function isInvoiceTaken(reader: Reader, line: CostLine): Promise<boolean> {
  const [row] = await reader.query<{ isTaken: boolean }>(
    `SELECT finance.invoice_taken($1, $2, $3, $4, $5) AS "isTaken"`,
    [line.grantId, line.partnerOrganisationId, line.invoiceRef, line.invoiceLine, line.id],
  );
  return row?.isTaken === true;
}

/** Hours (in hundredths) of one person declared on other lines, in whichever place: of the invoice's year, or of its month. */
export async function sumDeclaredHours(
  reader: Reader,
  { grantId, id, invoicedOn, hours }: Pick<CostLine, "grantId" | "id" | "invoicedOn" | "hours">,
): Promise<bigint> {
  if (hours === null) return 0n;
  const [row] = await reader.query<{ hours: string }>(
    "SELECT finance.hours_declared($1, $2, $3, $4, $5, $6)::text AS hours",
    [grantId, hours.staffRef, hours.kind, id, hours.kind === "OWN_RATE" ? "year" : "month", invoicedOn],
  );
  return BigInt(row?.hours ?? 0);
}

/** Stores lines, new ones and changed ones. */
export function putCostLines(tx: Tx, lines: readonly CostLine[]): Promise<void> {
  return putRows(tx, "cost_line", lines.map(costLineRow));
}

/** Takes a line back; its history keeps it. */
export async function deleteCostLine(tx: Tx, id: string): Promise<void> {
  await tx.query("DELETE FROM finance.cost_line WHERE id = $1", [id]);
}

/** The loaders of lines. */
export function costLineLoaders({ reader }: Pick<BaseContext, "reader">) {
  return {
    costLine: rowLoader<string, CostLine>(
      async (ids) => findCostLines(await reader(), "id", ids),
      ({ id }) => id,
    ),
    costLinesOfClaim: rowsLoader<string, CostLine>(
      async (ids) => findCostLines(await reader(), "claim_id", ids),
      ({ claimId }) => claimId as string,
    ),
    restrictedParticipation: rowLoader<string, Readonly<{ id: string }>>(
      async (ids) =>
        (await reader()).query(
          "SELECT participation_id AS id FROM finance.pathway WHERE participation_id = ANY ($1::uuid[]) AND is_restricted",
          [ids],
        ),
      ({ id }) => id,
    ),
  };
}

function lineOf(row: StoredLine): CostLine {
  const { hoursKind, staffRef, hours, rateMinor, stateAidKind, beneficiaryId, ...line } = row;
  return {
    ...line,
    ...{ minor: BigInt(line.minor ?? 0), recoverableVatMinor: BigInt(line.recoverableVatMinor ?? 0) },
    ...{ acceptedMinor: minorOrNull(line.acceptedMinor), refusedMinor: minorOrNull(line.refusedMinor) },
    hours:
      hoursKind === null
        ? null
        : { kind: hoursKind, staffRef: staffRef ?? "", hours: BigInt(hours ?? 0), rateMinor: BigInt(rateMinor ?? 0) },
    stateAid: stateAidKind === null ? null : { kind: stateAidKind, beneficiaryId },
  };
}

function minorOrNull(text: string | null): bigint | null {
  return text === null ? null : BigInt(text);
}

/** The row of a line. */
export function costLineRow(line: CostLine): StoredRow {
  return {
    ...{ id: line.id, grant_id: line.grantId, programme_id: line.programmeId, kind: line.kind },
    ...{ partner_organisation_id: line.partnerOrganisationId, main_activity: line.mainActivity, axis: line.axis },
    ...{ currency: line.currency, minor: line.minor, recoverable_vat_minor: line.recoverableVatMinor },
    ...{ invoice_ref: line.invoiceRef, invoice_line: line.invoiceLine, invoiced_on: line.invoicedOn },
    ...{ paid_on: line.paidOn, evidence_hash: line.evidenceHash, activity: line.activity },
    ...{ is_additional: line.isAdditional, has_market_check: line.hasMarketCheck },
    ...{ hours_kind: line.hours?.kind ?? null, staff_ref: line.hours?.staffRef ?? null },
    ...{ hours: line.hours?.hours ?? null, rate_minor: line.hours?.rateMinor ?? null },
    ...{ state_aid_kind: line.stateAid?.kind ?? null, state_aid_beneficiary_id: line.stateAid?.beneficiaryId ?? null },
    ...{ partnership_id: line.partnershipId, participation_id: line.participationId },
    ...{ municipality_code: line.municipalityCode, claim_id: line.claimId, accepted_minor: line.acceptedMinor },
    ...{ refused_minor: line.refusedMinor, refusal_reason: line.refusalReason },
    ...{ corrects_line_id: line.correctsLineId, recorded_by: line.recordedBy },
  };
}
