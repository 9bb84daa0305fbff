/** Facts that this service follows. */
import { randomUUID } from "node:crypto";
import { type LocalDate, localDate } from "@inclusion/kernel";
import { type FactHandlers, setRegionMemberships, type Tx } from "@inclusion/kernel/runtime";
import { SheetRead } from "@inclusion/schema/facts";
import { deliveryHandlers } from "./delivery/delivery.facts.ts";
import { findGrantsOfProgrammes, putGrant } from "./grant/grant.repository.ts";
import { addSheetVersion } from "./grant/sheet-version.repository.ts";
import { programmes } from "./programme.repository.ts";

export const handlers: FactHandlers = {
  partnership: {
    RegionMembershipsSet: (tx, { payload }) => setRegionMemberships(tx, "finance", payload),
    SheetRead: (tx, { payload }) => grantFromSheet(tx, SheetRead.parse(payload)),
  },
  participant: deliveryHandlers,
};

/** The sheet in force makes or replaces the programme's grant; of a sheet without any money only the programme is kept. */
export async function grantFromSheet(tx: Tx, sheet: SheetRead): Promise<void> {
  await programmes.keep(tx, sheet.programmeId);
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
  const [grant] = await findGrantsOfProgrammes(tx, [sheet.programmeId]);
  if (grant !== undefined) await addSheetVersion(tx, grant, randomUUID);
}

function dayOrNull(text: string | null): LocalDate | null {
  return text === null ? null : localDate(text);
}
