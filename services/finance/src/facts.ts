/** Facts that this service follows. */
import { randomUUID } from "node:crypto";
import { type LocalDate, localDate } from "@inclusion/kernel";
import { type FactHandlers, setRegionMemberships, type Tx } from "@inclusion/kernel/runtime";
import { PathwaySet, SheetRead, WorkHistorySet } from "@inclusion/schema/facts";
import { findGrantsOfProgrammes, putGrant } from "./grant/grant.repository.ts";
import { putPathway, putWorkHistory } from "./pathway/pathway.repository.ts";

export const handlers: FactHandlers = {
  partnership: {
    RegionMembershipsSet: (tx, { payload }) => setRegionMemberships(tx, "finance", payload),
    SheetRead: (tx, { payload }) => grantFromSheet(tx, SheetRead.parse(payload)),
  },
  participant: {
    PathwaySet: (tx, { payload }) => putPathway(tx, PathwaySet.parse(payload)),
    WorkHistorySet: (tx, { payload }) => putWorkHistory(tx, WorkHistorySet.parse(payload)),
  },
};

/** The sheet in force makes or replaces the programme's grant; a sheet without any money makes none. */
async function grantFromSheet(tx: Tx, sheet: SheetRead): Promise<void> {
  const [known] = await findGrantsOfProgrammes(tx, [sheet.programmeId]);
  if (known === undefined && sheet.eligibleTotalMinor === null && sheet.parts.length === 0) return;
  await putGrant(
    tx,
    {
      id: known?.id ?? randomUUID(),
      programmeId: sheet.programmeId,
      currency: sheet.currency,
      eligibleTotalMinor: sheet.eligibleTotalMinor === null ? null : BigInt(sheet.eligibleTotalMinor),
      eligibleTotalDerived: sheet.eligibleTotalDerived,
      eligibleFrom: dayOrNull(sheet.startsOn),
      eligibleTo: dayOrNull(sheet.endsOn),
      readOn: localDate(sheet.readOn),
    },
    sheet.parts.map((part) => ({ ...part, minor: BigInt(part.minor) })),
  );
}

function dayOrNull(text: string | null): LocalDate | null {
  return text === null ? null : localDate(text);
}
