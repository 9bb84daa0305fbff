/** Participants whom a caseworker proposed for the openings of the growth partnerships, and what came of it. Pure. */
import type { JobOpening, OpeningFill } from "@inclusion/accelerator/job-opening/job-opening";
import type { LocalDate } from "@inclusion/kernel";
import type { DeclineReason, Match } from "@inclusion/participant/match/match";
import type { Readiness } from "@inclusion/participant/readiness/readiness";
import { latest } from "./accelerator-people.ts";
import type { AcceleratorRows, Told } from "./accelerator-rows.ts";
import { daysFrom, movedBy } from "./days.ts";
import { earlier, later } from "./pathway.ts";
import type { Random } from "./random.ts";
import { inOrderOfRecording } from "./recording.ts";
import type { ParticipantRows, ParticipationRow } from "./rows.ts";

const REASONS: readonly DeclineReason[] = [
  ...(["PARTICIPANT_DECLINED", "COMPANY_DECLINED", "COMPANY_DECLINED", "HOURS_DO_NOT_FIT"] as const),
  ...(["TASKS_DO_NOT_FIT", "TOO_FAR", "OTHER"] as const),
];

type Stood = Readonly<{
  participant: ParticipantRows;
  readiness: readonly Told<Readiness>[];
  /** Partnerships that are closed at the end: they have no undecided match. */
  closed: ReadonlySet<string>;
}>;

/**
 * Up to two proposals for each opening, to people of its municipality who were ready while it was open, and the match
 * behind each seat that only the participant service told of; whoever is hired for an opening has one match for it.
 */
export function matchRows(random: Random, accelerator: AcceleratorRows, stood: Stood): Told<Match>[] {
  const participations = new Map(latest(stood.participant.participation).map((row) => [row.id, row]));
  const ready = Map.groupBy(latest(stood.readiness), ({ municipalityCode }) => municipalityCode);
  const matched = new Set<string>();
  return latest(accelerator.job_opening).flatMap((opening) => {
    const own = random.fork(`matches of ${opening.id}`);
    const hires = hiresOf(opening, accelerator, stood.participant);
    const hired = new Set(hires.map(({ participation }) => participation.id));
    const fitting = own.shuffle(ready.get(opening.municipalityCode) ?? []).flatMap((readiness) => {
      const participation = participations.get(readiness.participationId) as ParticipationRow;
      const days = daysTogether(opening, readiness, participation);
      return days === null || matched.has(participation.id) || hired.has(participation.id)
        ? []
        : [{ participation, days }];
    });
    const proposed = fitting.slice(0, own.between(1, 2)).flatMap(({ participation, days }) => {
      matched.add(participation.id);
      const mayBeOpen = participation.partnershipId === null || !stood.closed.has(participation.partnershipId);
      return versionsOf(own, { opening, participation, days, mayBeOpen });
    });
    return [...proposed, ...hires.flatMap((hire) => hiredRows(own, opening, hire))];
  });
}

/** The first and the last day on which somebody ready could be proposed; null when there are fewer than a week. */
function daysTogether(opening: JobOpening, readiness: Readiness, { leftOn }: ParticipationRow) {
  const first = later(opening.opensOn, readiness.readyFrom);
  const ends = [opening.closesOn, readiness.readyUntil, leftOn === null ? null : movedBy(leftOn, -1)];
  const last = ends.reduce<LocalDate>((end, day) => (day === null ? end : earlier(end, day)), movedBy(first, 60));
  return first <= last && daysFrom(first, last) >= 7 ? { first, last } : null;
}

type Proposal = Readonly<{
  opening: JobOpening;
  participation: ParticipationRow;
  days: Readonly<{ first: LocalDate; last: LocalDate }>;
  /** Whether it may be undecided at the end. */
  mayBeOpen: boolean;
}>;

function versionsOf(
  random: Random,
  { opening, participation, mayBeOpen, days: { first, last } }: Proposal,
): Told<Match>[] {
  const proposedOn = movedBy(first, random.below(Math.min(14, daysFrom(first, last))));
  const decidedOn = movedBy(proposedOn, random.below(daysFrom(proposedOn, last) + 1));
  const proposed = proposalOf(random, { opening, participation, proposedOn });
  const declined: Match = { ...proposed, status: "DECLINED", decidedOn, declineReason: random.pick(REASONS) };
  const accepted: Match = { ...proposed, status: "ACCEPTED", decidedOn };
  const way = random.below(10);
  const decisions = mayBeOpen && way < 3 ? [] : mayBeOpen && way < 6 ? [accepted] : [declined];
  return inOrderOfRecording(random, [
    { on: proposedOn, change: proposed },
    ...decisions.map((change) => ({ on: decidedOn, change })),
  ]);
}

type Hire = Readonly<{ participation: ParticipationRow; filledOn: LocalDate }>;

/** A seat without a participation was told by the hire of a match; whose it was, the job of that day says. */
function hiresOf(opening: JobOpening, accelerator: AcceleratorRows, participant: ParticipantRows): Hire[] {
  const participations = new Map(latest(participant.participation).map((row) => [row.id, row]));
  const isOfMatch = ({ openingId, participationId }: OpeningFill): boolean =>
    openingId === opening.id && participationId === null;
  return latest(accelerator.opening_fill)
    .filter(isOfMatch)
    .flatMap(({ filledOn }) => {
      const job = latest(participant.employment).find(
        ({ employerId, startedOn }) => employerId === opening.organisationId && startedOn === filledOn,
      );
      const participation = participations.get(job?.participationId ?? "");
      return participation === undefined ? [] : [{ participation, filledOn }];
    });
}

function hiredRows(random: Random, opening: JobOpening, { participation, filledOn }: Hire): Told<Match>[] {
  const proposedOn = later(opening.opensOn, movedBy(filledOn, -14));
  const proposed = proposalOf(random, { opening, participation, proposedOn });
  return inOrderOfRecording(random, [
    { on: proposedOn, change: proposed },
    { on: proposedOn, change: { ...proposed, status: "ACCEPTED" as const, decidedOn: proposedOn } },
    { on: filledOn, change: { ...proposed, status: "HIRED" as const, decidedOn: filledOn } },
  ]);
}

type Proposed = Readonly<{ opening: JobOpening; participation: ParticipationRow; proposedOn: LocalDate }>;

function proposalOf(random: Random, { opening, participation, proposedOn }: Proposed): Match {
  const { id: participationId, programmeId, municipalityCode } = participation;
  return {
    ...{ id: random.id(proposedOn), participationId, programmeId, municipalityCode, openingId: opening.id, proposedOn },
    ...{ decidedOn: null, status: "PROPOSED", declineReason: null },
  };
}
