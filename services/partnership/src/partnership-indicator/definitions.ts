/** What this service counts: every indicator with the version and the words of its definition. Pure. */
import { counted, type IndicatorCatalogue, type IndicatorDefinition, leftOut } from "@inclusion/kernel";

/** Why some are not in a number. */
export type ExclusionReason = "NOT_YET";

/** The definition in force of an indicator of this service. */
export type PartnershipIndicator = IndicatorDefinition<ExclusionReason>;

const notYet = (whole: string, ...parts: readonly string[]) => leftOut<ExclusionReason>("NOT_YET", [whole], parts);

const RESULTS = {
  CASES_PUBLISHED: counted<ExclusionReason>(
    "Published cases of partnerships; one a partnership, until it is taken back.",
    {
      of: ["PARTNERSHIPS_SIGNED"],
      excluded: [notYet("PARTNERSHIPS_SIGNED", "CASES_PUBLISHED")],
    },
  ),
  OTHER_ACTOR_GROWTH: counted<ExclusionReason>("Other actors that grew through a partnership; one a municipality.", {
    of: ["MUNICIPALITIES"],
    excluded: [notYet("MUNICIPALITIES", "OTHER_ACTOR_GROWTH")],
  }),
  MUNICIPALITIES: counted<ExclusionReason>("Municipalities that take part."),
};

const STATES = {
  PARTNERSHIPS_DRAFTED: counted<ExclusionReason>("Partnerships that were ever drafted."),
  PARTNERSHIPS_SIGNED: counted<ExclusionReason>(
    "Partnerships that all parties have ever signed, from the last signature.",
  ),
  PARTNERSHIPS_SIGNED_GROWTH: counted<ExclusionReason>("Growth partnerships among those signed."),
  PARTNERSHIPS_SIGNED_PUBLIC_PRIVATE_SOCIAL: counted<ExclusionReason>(
    "Public-private social-economy partnerships among those signed.",
  ),
  PARTNERSHIPS_SIGNED_OTHER: counted<ExclusionReason>("Other partnerships among those signed."),
  PARTNERSHIPS_ACTIVE: counted<ExclusionReason>("Partnerships in force on the day, neither anchored nor ended."),
  PARTNERSHIPS_ANCHORED: counted<ExclusionReason>("Partnerships that were ever carried on after the EU support.", {
    of: ["PARTNERSHIPS_SIGNED"],
    excluded: [notYet("PARTNERSHIPS_SIGNED", "PARTNERSHIPS_ANCHORED")],
  }),
  PARTNERSHIPS_ANCHORED_GROWTH: counted<ExclusionReason>("Growth partnerships among those anchored."),
  PARTNERSHIPS_ANCHORED_PUBLIC_PRIVATE_SOCIAL: counted<ExclusionReason>(
    "Public-private social-economy partnerships among those anchored.",
  ),
  PARTNERSHIPS_ANCHORED_OTHER: counted<ExclusionReason>("Other partnerships among those anchored."),
  PARTNERSHIPS_CLOSED: counted<ExclusionReason>("Partnerships that have ended."),
  PARTNERSHIPS_PARTY_LOST: counted<ExclusionReason>("Partnerships in force that lack a party they need."),
  JOBS_PROMISED: counted<ExclusionReason>("Jobs that parties have promised, as the promises stand."),
  PLACES_PROMISED: counted<ExclusionReason>("Training places that parties have promised, as the promises stand."),
};

const DEMAND = {
  TENDERS_WITH_CLAUSE: counted<ExclusionReason>("Tenders with a social clause, by the day they were published."),
  TENDERS_AWARDED: counted<ExclusionReason>("Tenders with a social clause that were awarded.", {
    of: ["TENDERS_WITH_CLAUSE"],
    excluded: [notYet("TENDERS_WITH_CLAUSE", "TENDERS_AWARDED")],
  }),
  CLAUSES: counted<ExclusionReason>("Social clauses of tenders that were not cancelled."),
  CLAUSES_LABOUR_CLAUSE: counted<ExclusionReason>("Labour clauses among them."),
  CLAUSES_TRAINING_CLAUSE: counted<ExclusionReason>("Training clauses among them."),
  CLAUSES_EMPLOYMENT_CLAUSE: counted<ExclusionReason>("Employment clauses among them."),
  CLAUSES_RESERVED_CONTRACT: counted<ExclusionReason>("Reserved contracts among them."),
  CLAUSES_SOCIAL_AWARD_CRITERION: counted<ExclusionReason>("Social award criteria among them."),
  CLAUSE_HIRES: counted<ExclusionReason>("People whom winners of tenders with clauses have reported as hired."),
  DEMAND_ACTIVITIES: counted<ExclusionReason>("Meetings, campaigns and guides for public buyers."),
  SUPPLIER_LISTINGS: counted<ExclusionReason>("Listings of social enterprises that are published on the day."),
};

const INITIATIVES = {
  INITIATIVES: counted<ExclusionReason>("Needs that were registered."),
  INITIATIVES_PILOTED: counted<ExclusionReason>("Initiatives that came to be tried.", {
    of: ["INITIATIVES"],
    excluded: [notYet("INITIATIVES", "INITIATIVES_PILOTED")],
  }),
  NEW_ENTERPRISES: counted<ExclusionReason>(
    "Social enterprises that initiatives became, each with its register number.",
  ),
  DEVELOPMENT_PROJECTS: counted<ExclusionReason>("Development projects that initiatives became."),
  INITIATIVES_DROPPED: counted<ExclusionReason>("Initiatives that were given up."),
};

/** By code, in the order in which they are answered when nobody names any. */
export const DEFINITIONS = {
  ...RESULTS,
  ...STATES,
  ...DEMAND,
  ...INITIATIVES,
} as const satisfies Readonly<Record<string, PartnershipIndicator>>;

/** All that is counted of partnerships and of demand. Whoever may read partnerships sees every number as it is. */
export const CATALOGUE: IndicatorCatalogue<ExclusionReason> = {
  schema: "partnership",
  definitions: DEFINITIONS,
  divisions: [
    parts(
      "PARTNERSHIPS_SIGNED",
      true,
      "PARTNERSHIPS_SIGNED_GROWTH",
      "PARTNERSHIPS_SIGNED_PUBLIC_PRIVATE_SOCIAL",
      "PARTNERSHIPS_SIGNED_OTHER",
    ),
    parts(
      "PARTNERSHIPS_ANCHORED",
      true,
      "PARTNERSHIPS_ANCHORED_GROWTH",
      "PARTNERSHIPS_ANCHORED_PUBLIC_PRIVATE_SOCIAL",
      "PARTNERSHIPS_ANCHORED_OTHER",
    ),
    parts("PARTNERSHIPS_SIGNED", false, "PARTNERSHIPS_ANCHORED"),
    parts("PARTNERSHIPS_SIGNED", false, "CASES_PUBLISHED"),
    parts("PARTNERSHIPS_ACTIVE", false, "PARTNERSHIPS_PARTY_LOST"),
    parts("MUNICIPALITIES", false, "OTHER_ACTOR_GROWTH"),
    parts("TENDERS_WITH_CLAUSE", false, "TENDERS_AWARDED"),
    parts(
      ...(["CLAUSES", true, "CLAUSES_LABOUR_CLAUSE", "CLAUSES_TRAINING_CLAUSE", "CLAUSES_EMPLOYMENT_CLAUSE"] as const),
      ...["CLAUSES_RESERVED_CONTRACT", "CLAUSES_SOCIAL_AWARD_CRITERION"],
    ),
    parts("INITIATIVES", false, "INITIATIVES_PILOTED"),
    parts("INITIATIVES", false, "NEW_ENTERPRISES", "DEVELOPMENT_PROJECTS", "INITIATIVES_DROPPED"),
  ],
  publishedElsewhere: new Set(["CASES_PUBLISHED", "OTHER_ACTOR_GROWTH", "MUNICIPALITIES"]),
  rowScope: "partnerships:read",
  sensitiveScope: "partnerships:read",
};

function parts(whole: string, isComplete: boolean, ...names: readonly string[]) {
  return { whole, parts: names, isComplete };
}
