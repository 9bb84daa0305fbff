/** What numbers about participants are divided by, and how the groups are called. Pure. */

/** Names of the graph. */
export type CohortDimension =
  | "MUNICIPALITY"
  | "REGION"
  | "PROGRAMME_AREA"
  | "PARTNERSHIP"
  | "SEX"
  | "AGE_BAND"
  | "BENEFIT"
  | "AXIS"
  | "COURSE_KIND"
  | "MENTORED"
  | "START_HALF_YEAR"
  | "EXIT_HALF_YEAR"
  | "EVENT_HALF_YEAR"
  | "KNOWN_HALF_YEAR";

/** A row or a column of a table. */
export type CohortKey = Readonly<{ dimension: CohortDimension | null; key: string | null; label: string }>;

/** Cuts by place: each municipality is one of the regions and one of the areas. */
const PLACES: ReadonlySet<CohortDimension> = new Set(["MUNICIPALITY", "REGION", "PROGRAMME_AREA"]);

export function isPlace(dimension: CohortDimension): boolean {
  return PLACES.has(dimension);
}

/**
 * Ages at which the next band begins, by the version of the indicators' definition; ages are stored and bands are not,
 * because the next programme period has others.
 *
 * @source docs/sources.md#esf
 */
const BAND_EDGES: Readonly<Record<number, readonly number[]>> = { 1: [25, 55] };

export function bandEdges(definitionVersion: number): readonly number[] {
  return BAND_EDGES[definitionVersion] ?? (BAND_EDGES[1] as readonly number[]);
}

/** The key of a group as clients get it, with words; `value` is as the ledger gives it. */
export function keyOf(dimension: CohortDimension | null, value: string | null, edges: readonly number[]): CohortKey {
  if (dimension === null) return { dimension, key: null, label: "All" };
  if (value === null) return { dimension, key: null, label: NOT_KNOWN[dimension] ?? "Not known" };
  if (dimension === "AGE_BAND") return bandKey(Number(value), edges);
  return { dimension, key: value, label: LABELS[dimension]?.[value] ?? value };
}

/** Orders keys by their text, with those that are not known last; bands stand in the order of their ages. */
export function compareKeys(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -1 : Number(a > b);
}

function bandKey(band: number, edges: readonly number[]): CohortKey {
  const [from, until] = [edges[band - 1], edges[band]];
  if (from === undefined) return { dimension: "AGE_BAND", key: `BELOW_${until}`, label: `Below ${until} years` };
  if (until === undefined) return { dimension: "AGE_BAND", key: `FROM_${from}`, label: `${from} years and older` };
  return { dimension: "AGE_BAND", key: `${from}_TO_${until - 1}`, label: `${from} to ${until - 1} years` };
}

const NOT_KNOWN: Partial<Record<CohortDimension, string>> = {
  START_HALF_YEAR: "Not started",
  EXIT_HALF_YEAR: "Not left",
  PARTNERSHIP: "Outside partnerships",
  AXIS: "Before any course",
  COURSE_KIND: "Before any course",
  AGE_BAND: "Before entry",
};

const LABELS: Partial<Record<CohortDimension, Readonly<Record<string, string>>>> = {
  SEX: { F: "Women", M: "Men" },
  AXIS: { AXIS_3B1: "Axis 3b1", AXIS_3B2: "Axis 3b2" },
  MENTORED: { YES: "With a mentor", NO: "Without a mentor" },
  COURSE_KIND: {
    ENTRY: "Entry course",
    INCLUSION: "Inclusion course",
    RETENTION: "Retention course",
    FAST_TRACK_AFTERCARE: "Fast-track aftercare",
  },
  REGION: {
    "1081": "Region Nordjylland",
    "1082": "Region Midtjylland",
    "1083": "Region Syddanmark",
    "1084": "Region Hovedstaden",
    "1085": "Region Sjælland",
    OESTDANMARK: "Region Østdanmark",
  },
  BENEFIT: {
    UNEMPLOYMENT_INSURANCE: "Unemployment insurance",
    CASH_JOB_READY: "Cash benefit, job-ready",
    CASH_ACTIVITY_READY: "Cash benefit, activity-ready",
    EDUCATION_READY: "Education benefit, ready",
    EDUCATION_ACTIVITY_READY: "Education benefit, activity-ready",
    SELF_SUPPORT_RETURN: "Self-support and return benefit",
    SICKNESS: "Sickness benefit",
    JOB_CLARIFICATION: "Job clarification course",
    RESOURCE_COURSE: "Resource course",
    REHABILITATION: "Rehabilitation",
    UNEMPLOYED_FLEX: "Unemployment benefit of the flex scheme",
    FLEX_SUBSIDY: "Flex job subsidy",
    DISABILITY_PENSION: "Disability pension",
    NONE_SELF_SUPPORTING: "None",
  },
};
