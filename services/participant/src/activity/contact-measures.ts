/** What contacts with companies add to the ledger. Pure. */
import type { MeasureEntry } from "@inclusion/kernel";
import { entryOf } from "../participation/ledger-entry.ts";
import type { ParticipationFile } from "../participation/participation-file.ts";

/** The figure "contacts with companies", with the version of its definition. */
export const COMPANY_CONTACTS = { indicator: "COMPANY_CONTACTS", definitionVersion: 1 } as const;

/** One for each contact, on its day. */
export function contactMeasures(file: ParticipationFile): readonly MeasureEntry[] {
  const { indicator, definitionVersion } = COMPANY_CONTACTS;
  return file.contacts.map(({ id, happenedOn }) =>
    entryOf(file, { indicator, on: happenedOn, cause: `company_contact ${id}` }, definitionVersion),
  );
}
