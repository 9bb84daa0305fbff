/** The indicators that programmes promise numbers of, with our words for what is counted. Pure. */

/** One indicator: what is counted, and the version of these words. */
export type IndicatorDefinition = Readonly<{ definition: string; version: number }>;

/**
 * Definitions by code. The funds' own wording of 3B.1 to 3B.4 is not published; these follow the project sheet.
 *
 * @source docs/sources.md#indicators
 */
export const INDICATORS: Readonly<Record<string, IndicatorDefinition>> = {
  "3B.1": { version: 1, definition: "Citizens who start the entry course; once per participation." },
  "3B.2": { version: 1, definition: "Citizens who complete the entry course; once per participation." },
  "3B.3": { version: 1, definition: "Citizens hired by a company in the accelerator; once per participation." },
  "3B.4": { version: 1, definition: "Citizens hired by any other employer, and not counted in 3B.3." },
  ACC_COMPANIES: { version: 1, definition: "Social enterprises accepted into the accelerator." },
  ACC_GROWTH: { version: 1, definition: "Accelerator companies that have grown beyond their frozen baseline." },
  TRAINING_PLACES: { version: 1, definition: "Training and internship places established; counted once each." },
  ORDINARY_HIRES: { version: 1, definition: "Ordinary unemployed people hired by accelerator companies." },
  CASES_PUBLISHED: { version: 1, definition: "Published cases of growth partnerships; one a partnership." },
  OTHER_ACTOR_GROWTH: { version: 1, definition: "Other actors that grew through a partnership; one a municipality." },
  MUNICIPALITIES: { version: 1, definition: "Municipalities that take part." },
};

/** Codes that this service counts itself, with the version of their definition. */
export const PARTNERSHIP_INDICATORS: Readonly<Record<string, number>> = {
  CASES_PUBLISHED: 1,
  OTHER_ACTOR_GROWTH: 1,
  MUNICIPALITIES: 1,
};
