import { type Fraction, fraction } from "@inclusion/kernel";
import { type BaseContext, type Reader, rowsLoader, type Tx } from "@inclusion/kernel/runtime";
import { packJson, unpackJson } from "../stored-json.ts";
import { addRows, type StoredRow } from "../stored-row.ts";
import type { GrantVersion } from "./grant-version.ts";

type StoredVersion = Omit<GrantVersion, "totalMinor" | "rate" | "parts" | "budget"> &
  Readonly<{
    totalMinor: string | null;
    rateNumerator: string | null;
    rateDenominator: string | null;
    parts: unknown;
    budget: unknown;
  }>;

/** Versions of these grants, oldest first. */
export async function findVersions(reader: Reader, grantIds: readonly string[]): Promise<GrantVersion[]> {
  const rows = await reader.query<StoredVersion>(
    `SELECT id, grant_id AS "grantId", programme_id AS "programmeId", number, status, currency,
            total_minor::text AS "totalMinor", rate_numerator::text AS "rateNumerator",
            rate_denominator::text AS "rateDenominator", cost_method AS "costMethod",
            eligible_from::text AS "eligibleFrom", eligible_to::text AS "eligibleTo", parts, budget,
            decided_on::text AS "decidedOn", reason, recorded_at AS "recordedAt"
     FROM finance.grant_version WHERE grant_id = ANY ($1::uuid[]) ORDER BY grant_id, number`,
    [grantIds],
  );
  return rows.map(({ totalMinor, rateNumerator, rateDenominator, parts, budget, ...row }) => ({
    ...row,
    totalMinor: totalMinor === null ? null : BigInt(totalMinor),
    rate: rateOf(rateNumerator, rateDenominator),
    ...{ parts: unpackJson(parts), budget: unpackJson(budget) },
  }));
}

/** Adds a version. */
export async function addVersion(tx: Tx, version: GrantVersion): Promise<void> {
  await addRows(tx, "grant_version", [versionRow(version)]);
}

/** The row of a version. */
export function versionRow(version: GrantVersion): StoredRow {
  const json = (value: unknown): unknown => JSON.parse(packJson(value));
  return {
    ...{ id: version.id, grant_id: version.grantId, programme_id: version.programmeId, number: version.number },
    ...{ status: version.status, currency: version.currency, total_minor: version.totalMinor },
    ...{ rate_numerator: version.rate?.numerator ?? null, rate_denominator: version.rate?.denominator ?? null },
    ...{ cost_method: version.costMethod, eligible_from: version.eligibleFrom, eligible_to: version.eligibleTo },
    ...{ parts: json(version.parts), budget: json(version.budget), decided_on: version.decidedOn },
    reason: version.reason,
  };
}

/** The loader of versions. */
export function versionLoaders({ reader }: Pick<BaseContext, "reader">) {
  return {
    grantVersions: rowsLoader<string, GrantVersion>(
      async (ids) => findVersions(await reader(), ids),
      ({ grantId }) => grantId,
    ),
  };
}

function rateOf(numerator: string | null, denominator: string | null): Fraction | null {
  return numerator === null || denominator === null ? null : fraction(BigInt(numerator), BigInt(denominator));
}
