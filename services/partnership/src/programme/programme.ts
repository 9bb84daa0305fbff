/** Programmes and the versions of their sheets. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import type { ProgrammeState } from "../programme-life/programme-life.ts";

export type ProgrammeArea =
  | "NORDJYLLAND"
  | "MIDTJYLLAND"
  | "SYDJYLLAND"
  | "FYN"
  | "HOVEDSTADEN"
  | "SJAELLAND"
  | "BORNHOLM";

/** A programme as its sheet in force states it; null is "not stated". */
export type Programme = Readonly<{
  id: string;
  slug: string;
  name: string;
  startsOn: LocalDate | null;
  endsOn: LocalDate | null;
  areas: readonly ProgrammeArea[] | null;
  priorityArea: string | null;
  financing: readonly string[] | null;
  recommendedBy: string | null;
  beneficiaryId: string | null;
  /** In the sheet's order. */
  partnerIds: readonly string[] | null;
  readOn: LocalDate;
  sheetVersion: number;
  synthetic: boolean;
  /** Where the programme stands, and the version of its life. */
  state: ProgrammeState;
  lifeVersion: number;
  targets: readonly Target[];
}>;

/** A promised number; the definition is null when it was promised by the sheet, in the words of the catalogue. */
export type Target = Readonly<{
  programmeId: string;
  code: string;
  target: number;
  definition: string | null;
  definitionVersion: number | null;
}>;

/** One reading of a programme's sheet. */
export type ProgrammeVersion = Readonly<{
  programmeId: string;
  version: number;
  readOn: LocalDate;
  /** Hash of everything the sheet stated: equal facts have equal hashes. */
  factsHash: string;
}>;

/** What a reading means for a programme that is known. */
export type SheetEffect = "NOTHING_NEW" | "IN_FORCE" | "OLDER_VERSION";

/**
 * Whether a reading says anything new, and if so whether it is the one in force.
 *
 * A reading is compared with the version that was in force on its day, so that the same sheet read again, or an old
 * copy found late, changes nothing. Of two readings of one day the later recorded is in force.
 *
 * @param versions of one programme, in any order
 */
export function effectOfReading(
  versions: readonly ProgrammeVersion[],
  reading: Readonly<{ readOn: LocalDate; factsHash: string }>,
): SheetEffect {
  const before = versions.filter(({ readOn }) => readOn <= reading.readOn);
  if (latestOf(before)?.factsHash === reading.factsHash) return "NOTHING_NEW";
  return before.length === versions.length ? "IN_FORCE" : "OLDER_VERSION";
}

function latestOf(versions: readonly ProgrammeVersion[]): ProgrammeVersion | null {
  return versions.reduce<ProgrammeVersion | null>((latest, version) => {
    if (latest === null || version.readOn > latest.readOn) return version;
    return version.readOn === latest.readOn && version.version > latest.version ? version : latest;
  }, null);
}
