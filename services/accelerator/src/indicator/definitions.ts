/** What this service counts: every indicator with the version and the words of its definition. Pure. */
import { counted, type Division, type IndicatorCatalogue, type IndicatorDefinition, leftOut } from "@inclusion/kernel";

/** Why some rows are not in a number. */
export type ExclusionReason = "STILL_IN_COURSE" | "LEFT_EARLY" | "STILL_OPEN";

/** By code, in the order in which they are answered when nobody names any. */
export const DEFINITIONS = {
  ACC_COMPANIES: counted<ExclusionReason>(
    "Companies accepted into the accelerator, on the day of acceptance; one that leaves later was in it all the same.",
  ),
  ACC_GRADUATED: counted<ExclusionReason>("Companies that are through the course, on the day of graduation.", {
    of: ["ACC_COMPANIES"],
    excluded: [
      leftOut("STILL_IN_COURSE", ["ACC_COMPANIES"], ["ACC_GRADUATED", "ACC_EXITED"]),
      leftOut("LEFT_EARLY", ["ACC_EXITED"]),
    ],
  }),
  ACC_EXITED: counted<ExclusionReason>("Companies that left the course before its end, on the day of leaving.", {
    of: ["ACC_COMPANIES"],
  }),
  ACC_GROWTH: counted<ExclusionReason>(
    "Accepted companies above their frozen baseline by the programme's growth rule, while the latest period says so.",
    { of: ["ACC_COMPANIES"] },
  ),
  TRAINING_PLACES: counted<ExclusionReason>(
    "Training and internship places, once each, on the day on which they are established, filled or not.",
  ),
  ORDINARY_HIRES: counted<ExclusionReason>(
    "Hires of people who were unemployed and take no part in the programme, on their first day of work.",
  ),
  TRAINING_PLACES_ELSEWHERE: counted<ExclusionReason>(
    "Training and internship places of companies outside the accelerator; no part of what the accelerator promised.",
  ),
  ORDINARY_HIRES_ELSEWHERE: counted<ExclusionReason>(
    "Hires of other unemployed people by companies outside the accelerator; no part of what the accelerator promised.",
  ),
  INCLUSIVE_HIRES: counted<ExclusionReason>(
    "Participations hired by accelerator companies, once each, as the participant service counts them in 3B.3.",
  ),
  WORKPLACES_NEW: counted<ExclusionReason>("Inclusive workplaces that were made and are new on the day."),
  WORKPLACES_RETAINED: counted<ExclusionReason>("Inclusive workplaces that are kept on the day."),
  WORKPLACES_LOST: counted<ExclusionReason>("Inclusive workplaces that are gone on the day."),
  OPENINGS_PUBLISHED: counted<ExclusionReason>("Job openings that were published, from their first day on."),
  OPENINGS_OPEN: counted<ExclusionReason>("Job openings that run on the day and have a seat free.", {
    of: ["OPENINGS_PUBLISHED"],
  }),
  OPENINGS_FILLED: counted<ExclusionReason>("Job openings whose seats are all taken on the day.", {
    of: ["OPENINGS_PUBLISHED"],
    excluded: [leftOut("STILL_OPEN", ["OPENINGS_OPEN"])],
  }),
  SEATS_FILLED: counted<ExclusionReason>(
    "Seats of job openings that are taken on the day, hires beyond the seats among them. Days are counted from the opening's first day.",
    { days: { from: "SEATS_EVER_FILLED" } },
  ),
  SEATS_EVER_FILLED: counted<ExclusionReason>(
    "Seats that were taken at some time, also those given back, counted on the day on which they were offered.",
  ),
} as const satisfies Readonly<Record<string, IndicatorDefinition<ExclusionReason>>>;

/** Codes of this service's indicators. */
export type IndicatorCode = keyof typeof DEFINITIONS;

/** Which indicators are parts of which: what a reader of several of them can subtract. */
const DIVISIONS: readonly Division[] = [
  { whole: "ACC_COMPANIES", parts: ["ACC_GRADUATED", "ACC_EXITED"], isComplete: false },
  { whole: "ACC_COMPANIES", parts: ["ACC_GROWTH"], isComplete: false },
  { whole: "OPENINGS_PUBLISHED", parts: ["OPENINGS_OPEN", "OPENINGS_FILLED"], isComplete: false },
  { whole: "SEATS_EVER_FILLED", parts: ["SEATS_FILLED"], isComplete: false },
];

/** Codes that `Programme.acceleratorResults` publishes by themselves, with the version of their definition. */
export const RESULTS: Readonly<Partial<Record<IndicatorCode, number>>> = Object.fromEntries(
  (
    [
      ...(["ACC_COMPANIES", "ACC_GROWTH", "TRAINING_PLACES", "ORDINARY_HIRES", "INCLUSIVE_HIRES"] as const),
      ...(["WORKPLACES_NEW", "WORKPLACES_RETAINED", "WORKPLACES_LOST"] as const),
    ] as const
  ).map((code) => [code, DEFINITIONS[code].version]),
);

/** All that is counted of companies and their room for people. */
export const CATALOGUE: IndicatorCatalogue<ExclusionReason> = {
  schema: "accelerator",
  definitions: DEFINITIONS,
  divisions: DIVISIONS,
  publishedElsewhere: new Set(),
  rowScope: "companies:read",
  sensitiveScope: "companies:read",
};
