import { deepEqual } from "@inclusion/kernel";
import type { Tx } from "@inclusion/kernel/runtime";
import type { GrantEnded } from "@inclusion/schema/facts";
import { packJson } from "../stored-json.ts";
import type { Grant } from "./grant.ts";
import { addVersion, findVersions } from "./grant-version.repository.ts";
import { bindingVersion, type GrantVersion } from "./grant-version.ts";
import { rateOfSheet } from "./support-rate.ts";

/** What a sheet says becomes a version when it differs from what the last sheet said. */
export async function addSheetVersion(tx: Tx, grant: Grant, newId: () => string): Promise<void> {
  const versions = await findVersions(tx, [grant.id]);
  const lastSheet = versions.findLast(({ reason }) => reason === null);
  const last = bindingVersion(versions);
  const esf = grant.parts.filter(({ source }) => source === "ESF").reduce((sum, { minor }) => sum + minor, 0n);
  const version: GrantVersion = {
    ...{ id: newId(), grantId: grant.id, programmeId: grant.programmeId, number: versions.length + 1 },
    ...{ status: versions.length === 0 ? "GRANTED" : "ADJUSTED", currency: grant.currency },
    ...{ totalMinor: grant.eligibleTotalMinor, rate: rateOfSheet(grant.eligibleTotalMinor, esf === 0n ? null : esf) },
    ...{ costMethod: last?.costMethod ?? "REAL_COST", eligibleFrom: grant.eligibleFrom, eligibleTo: grant.eligibleTo },
    ...{
      parts: grant.parts,
      budget: last?.budget ?? [],
      decidedOn: grant.readOn,
      reason: null,
      recordedAt: new Date(0),
    },
  };
  if (lastSheet !== undefined && deepEqual(statedBy(lastSheet), statedBy(version))) return;
  await addVersion(tx, version);
  tellEnd(tx, last, version);
}

/** Tells the last eligible day when it is set, or another one than before. */
export function tellEnd(tx: Tx, before: GrantVersion | null, after: GrantVersion): void {
  const { eligibleTo, programmeId, grantId } = after;
  if (after.status === "ANNOUNCED" || eligibleTo === null || eligibleTo === before?.eligibleTo) return;
  const payload: GrantEnded = { programmeId, grantId, eligibleTo };
  tx.tell({ type: "GrantEnded", version: 1, subject: programmeId, payload });
}

function statedBy({ currency, totalMinor, eligibleFrom, eligibleTo, parts }: GrantVersion): unknown {
  const lines = parts.map(({ source, label, minor }) => ({ source, label, minor }));
  return JSON.parse(packJson({ currency, totalMinor, eligibleFrom, eligibleTo, lines }));
}
