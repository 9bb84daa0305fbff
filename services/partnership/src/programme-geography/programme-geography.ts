/** Where programmes' money is used, by labels that overlap and leave gaps. Pure. */
import type { ProgrammeArea } from "../programme/programme.ts";

/** All labels, in the order of the sheets. */
export const AREAS: readonly ProgrammeArea[] = [
  "NORDJYLLAND",
  "MIDTJYLLAND",
  "SYDJYLLAND",
  "FYN",
  "HOVEDSTADEN",
  "SJAELLAND",
  "BORNHOLM",
];

export type WarningCode = "AREAS_NOT_STATED" | "AREAS_OVERLAP" | "AREAS_INCOMPLETE" | "AREAS_NOT_REGIONS";
export type GeographyWarning = Readonly<{ code: WarningCode; message: string; areas: readonly ProgrammeArea[] }>;

/** Pairs of labels that share a region: Fyn and Sydjylland Region Syddanmark, Bornholm and Hovedstaden Region Hovedstaden. */
const OF_ONE_REGION: readonly (readonly [ProgrammeArea, ProgrammeArea])[] = [
  ["SYDJYLLAND", "FYN"],
  ["HOVEDSTADEN", "BORNHOLM"],
];

/**
 * What has to be known before a figure of one programme is read by area.
 *
 * @param areas null when the programme states none
 * @source docs/sources.md#municipalities
 */
export function geographyWarnings(areas: readonly ProgrammeArea[] | null): GeographyWarning[] {
  if (areas === null || areas.length === 0) {
    const message = "The programme states no area: a figure by area leaves it out.";
    return [{ code: "AREAS_NOT_STATED", message, areas: [] }];
  }
  const warnings: GeographyWarning[] = [];
  if (areas.length > 1) {
    const message =
      "One amount stands under these areas together; it is not divided among them and must not be added up by area.";
    warnings.push({ code: "AREAS_OVERLAP", message, areas });
  }
  const missing = AREAS.filter((area) => !areas.includes(area));
  if (missing.length > 0) {
    const message = "These areas are not named: the named ones together are not the country.";
    warnings.push({ code: "AREAS_INCOMPLETE", message, areas: missing });
  }
  const halves = OF_ONE_REGION.flat().filter((area) => areas.includes(area));
  if (halves.length > 0) {
    const message = "These areas lie in a region with another area: a figure by area is none by region.";
    warnings.push({ code: "AREAS_NOT_REGIONS", message, areas: AREAS.filter((area) => halves.includes(area)) });
  }
  return warnings;
}

/** The eligible cost of one programme, with the labels under which it stands; null when there is none in kroner. */
export type LabelledAmount = Readonly<{ areas: readonly ProgrammeArea[]; minor: bigint | null }>;

/** Programmes that name exactly the same areas. */
export type GeographyGroup = Readonly<{ areas: readonly ProgrammeArea[]; programmes: number; minor: bigint }>;

/** The amounts in groups that share no programme, those with the fewest areas first; none is divided and none is twice. */
export function groupsOf(amounts: readonly LabelledAmount[]): GeographyGroup[] {
  const groups = new Map<string, GeographyGroup>();
  for (const { areas, minor } of amounts) {
    if (minor === null) continue;
    const ordered = AREAS.filter((area) => areas.includes(area));
    const key = ordered.join(" ");
    const group = groups.get(key) ?? { areas: ordered, programmes: 0, minor: 0n };
    groups.set(key, { ...group, programmes: group.programmes + 1, minor: group.minor + minor });
  }
  return [...groups]
    .sort(([a, one], [b, other]) => one.areas.length - other.areas.length || (a < b ? -1 : 1))
    .map(([, group]) => group);
}

/** What has to be known of all groups together. */
export function warningsOf(groups: readonly GeographyGroup[]): GeographyWarning[] {
  const every = groups.flatMap(({ areas }) => geographyWarnings(areas));
  const codes = [...new Set(every.map(({ code }) => code))];
  return codes.map((code) => {
    const [first, ...more] = every.filter((warning) => warning.code === code) as [
      GeographyWarning,
      ...GeographyWarning[],
    ];
    const areas = new Set([first, ...more].flatMap((warning) => warning.areas));
    return { ...first, areas: AREAS.filter((area) => areas.has(area)) };
  });
}
