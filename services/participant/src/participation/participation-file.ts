/** Everything that is known of one participation: what a rule looks at, and what a change is a change of. Pure. */
import type { Activity, CompanyContact } from "../activity/activity.ts";
import type { Course } from "../course/course.ts";
import type { Employment } from "../employment/employment.ts";
import type { EntryFacts, SensitiveFacts } from "../entry-facts/entry-facts.ts";
import type { Exit } from "../exit/exit.ts";
import type { FollowUp } from "../follow-up/follow-up.ts";
import type { Match } from "../match/match.ts";
import type { Measurement } from "../measurement/measurement.ts";
import type { Owner } from "../owner/owner.ts";
import type { PathwayEvent } from "../pathway/pathway.ts";
import type { Placement } from "../placement/placement.ts";
import type { ProgrammeTerms } from "../programme-terms/programme-terms.ts";
import type { Readiness } from "../readiness/readiness.ts";
import type { Referral } from "../referral/referral.ts";
import type { Screening } from "../screening/screening.ts";
import type { AcceleratorMembership } from "./accelerator-membership.ts";
import type { Participation } from "./participation.ts";
import type { Person } from "./person.ts";

/** The lists of a file, by the noun that their rows are; each list is in the order of its days. */
export type FileLists = Readonly<{
  referrals: readonly Referral[];
  screenings: readonly Screening[];
  entryFacts: readonly EntryFacts[];
  sensitiveFacts: readonly SensitiveFacts[];
  courses: readonly Course[];
  activities: readonly Activity[];
  contacts: readonly CompanyContact[];
  placements: readonly Placement[];
  employments: readonly Employment[];
  exits: readonly Exit[];
  followUps: readonly FollowUp[];
  matches: readonly Match[];
  measurements: readonly Measurement[];
  owners: readonly Owner[];
  readinesses: readonly Readiness[];
  events: readonly PathwayEvent[];
}>;

/** The file of one participation. `referrals`, `entryFacts`, `sensitiveFacts`, `exits`
 * and `readinesses` hold at most one row. */
export type ParticipationFile = FileLists &
  Readonly<{
    participation: Participation;
    /** Raised by every change, for optimistic locking. */
    version: number;
    person: Person;
    terms: ProgrammeTerms;
    memberships: readonly AcceleratorMembership[];
  }>;

/** The file of a participation that is not stored yet. */
export function newFile(
  known: Pick<ParticipationFile, "participation" | "person" | "terms" | "memberships">,
): ParticipationFile {
  const none = { referrals: [], screenings: [], entryFacts: [], sensitiveFacts: [], courses: [], activities: [] };
  const nothing = { contacts: [], placements: [], employments: [], exits: [], followUps: [], matches: [] };
  return { ...known, version: 0, ...none, ...nothing, measurements: [], owners: [], readinesses: [], events: [] };
}

/** A list with `row` in the place of the one with its id, or at the end. */
export function withRow<Row extends Readonly<{ id: string }>>(rows: readonly Row[], row: Row): readonly Row[] {
  return rows.some(({ id }) => id === row.id) ? rows.map((each) => (each.id === row.id ? row : each)) : [...rows, row];
}

/** The first row that `after` has and `before` has not, or null. */
export function addedRow<Row extends Readonly<{ id: string }>>(
  before: readonly Row[],
  after: readonly Row[],
): Row | null {
  const known = new Set(before.map(({ id }) => id));
  return after.find(({ id }) => !known.has(id)) ?? null;
}

/** The columns that every row of a file repeats, so that row policies need no join. */
export function ownedBy(file: Pick<ParticipationFile, "participation">): Readonly<{
  participationId: string;
  programmeId: string;
  municipalityCode: string;
}> {
  const { id, programmeId, municipalityCode } = file.participation;
  return { participationId: id, programmeId, municipalityCode };
}
