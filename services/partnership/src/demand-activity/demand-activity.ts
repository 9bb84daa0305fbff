/** Demand activities: meetings, campaigns and guides that make buyers ask for social responsibility. Pure. */
import { accept, type LocalDate, type MeasureEntry } from "@inclusion/kernel";
import { notInFuture, type Rule, refusedFor, shortText, when, wholeBetween, words } from "../record/rule.ts";

/** An activity; a link leads to its public page or text. */
export type DemandActivity = Readonly<{
  id: string;
  programmeId: string;
  municipalityCode: string | null;
  kind: "MEETING" | "CAMPAIGN" | "GUIDE";
  title: string;
  heldOn: LocalDate;
  organisationIds: string[];
  link: string | null;
  /** People reached; null when nobody counted. */
  reached: number | null;
  synthetic: boolean;
}>;

export type DemandActivityFile = Readonly<{ record: DemandActivity; version: number }>;

/** Records an activity. @refuses VALUE_OUT_OF_RANGE, DATE_IN_FUTURE, ORGANISATION_UNKNOWN */
export function recordActivity(
  file: DemandActivityFile,
  knownOrganisations: ReadonlySet<string>,
): Rule<DemandActivityFile> {
  const { title, heldOn, link, reached, organisationIds } = file.record;
  return (_empty, at) => {
    const isUnknown = organisationIds.some((id) => !knownOrganisations.has(id));
    const isLink = link === null || /^https:\/\/[^\s]+$/.test(link);
    const problems = [
      ...words(title, "title", 200),
      ...notInFuture(at, heldOn, "heldOn"),
      ...shortText(link, "link"),
      ...when(!isLink, "VALUE_OUT_OF_RANGE", "A link begins with https://.", "link"),
      ...wholeBetween(reached, [0, 10_000_000], "reached"),
      ...when(isUnknown, "ORGANISATION_UNKNOWN", "Not every organisation is known.", "organisationIds"),
    ];
    return refusedFor(problems) ?? accept(file);
  };
}

/** An activity counts on its day. */
export function activityMeasures({ record }: DemandActivityFile): readonly MeasureEntry[] {
  return [
    {
      ...{ indicator: "DEMAND_ACTIVITIES", amount: 1, validOn: record.heldOn, definitionVersion: 1, dimensions: {} },
      ...{ programmeId: record.programmeId, municipalityCode: record.municipalityCode, subjectId: record.id },
      ...{ cause: `demand activity ${record.id}`, synthetic: record.synthetic },
    },
  ];
}
