/** What a row of an import becomes: the file of a participation, before it is stored. Pure. */
import type { Course } from "../course/course.ts";
import type { EntryFacts } from "../entry-facts/entry-facts.ts";
import type { AcceleratorMembership } from "../participation/accelerator-membership.ts";
import type { Participation } from "../participation/participation.ts";
import type { ParticipationFile } from "../participation/participation-file.ts";
import type { PathwayEvent } from "../pathway/pathway.ts";
import type { ProgrammeTerms } from "../programme-terms/programme-terms.ts";
import type { Referral } from "../referral/referral.ts";
import type { ImportRow } from "./row.ts";

/** Everything that a row needs to become a file. */
export type Arrival = Readonly<{
  terms: ProgrammeTerms;
  memberships: readonly AcceleratorMembership[];
  synthetic: boolean;
  actor: string;
  newId: () => string;
}>;

/** Why somebody could start without the steps in between: the municipality told of all of it at once. */
const IMPORTED = "IMPORTED";

/** The file of a row whose person has this id; referred, or started when the row says so. */
export function importedFile(row: ImportRow, personId: string, arrival: Arrival): ParticipationFile {
  const { terms, memberships, synthetic } = arrival;
  const { programmeId } = terms;
  const { municipalityCode, benefit } = row;
  const participation: Participation = {
    id: arrival.newId(),
    ...{ programmeId, municipalityCode, partnershipId: null, entryGate: "REFERRAL", previousProgramme: null },
    state: row.course === null ? "REFERRED" : "ENROLLED",
    enteredOn: row.course?.startedOn ?? null,
    ...{ leftOn: null, benefit, synthetic },
  };
  const owned = { participationId: participation.id, programmeId, municipalityCode };
  const { birthDate, sex } = row.person;
  return {
    ...EMPTY_LISTS,
    ...{ participation, terms, memberships, version: 0 },
    person: { id: personId, birthDate, sex, synthetic },
    referrals: [referralOf(row, owned)],
    entryFacts: entryFactsOf(row, owned),
    courses: coursesOf(row, owned, arrival),
    events: eventsOf(row, owned, arrival),
  };
}

const EMPTY_LISTS = {
  ...{ screenings: [], sensitiveFacts: [], activities: [], contacts: [], placements: [], employments: [] },
  ...{ exits: [], followUps: [], matches: [], measurements: [], owners: [], readinesses: [] },
} as const;

type Owned = Readonly<{ participationId: string; programmeId: string; municipalityCode: string }>;

function referralOf({ referredOn, caseReference }: ImportRow, owned: Owned): Referral {
  return {
    ...owned,
    id: owned.participationId,
    ...{ referredOn, caseworkerRef: caseReference, priorEfforts: [], noPriorEffortReason: null },
    ...{ ordinaryEffort: null, whatIsAdded: null },
  };
}

/** Nothing when the row has no fact at all. */
function entryFactsOf({ labourStatus, education, startFormOn }: ImportRow, owned: Owned): readonly EntryFacts[] {
  if (labourStatus === null && education === null && startFormOn === null) return [];
  const facts = { labourStatus, education, startFormOn, household: null, seniorityWeeks: null };
  return [{ ...owned, id: owned.participationId, ...facts }];
}

function coursesOf({ course }: ImportRow, owned: Owned, { newId }: Arrival): readonly Course[] {
  if (course === null) return [];
  const open = { endedOn: null, completion: null, endFormOn: null };
  return [{ ...owned, id: newId(), axis: "AXIS_3B1", ...course, ...open }];
}

function eventsOf({ referredOn, course }: ImportRow, owned: Owned, { actor, newId }: Arrival): readonly PathwayEvent[] {
  const said = { ...owned, actor, reasonCode: IMPORTED };
  const referred: PathwayEvent = {
    ...{ ...said, id: newId(), kind: "REFER", happenedOn: referredOn },
    ...{ fromState: null, toState: "REFERRED" },
  };
  if (course === null) return [referred];
  const enrolled: PathwayEvent = {
    ...{ ...said, id: newId(), kind: "ENROL", happenedOn: course.startedOn },
    ...{ fromState: "REFERRED", toState: "ENROLLED" },
  };
  return [referred, enrolled];
}
