/** Commitments: jobs and training places that a partnership promises, and what came of them. Pure. */
import { accept, type LocalDate } from "@inclusion/kernel";
import type { PartnershipFile } from "../partnership/partnership.ts";
import { ownedBy, presentParties } from "../partnership/partnership.ts";
import {
  type Given,
  inState,
  notBefore,
  notInFuture,
  type Rule,
  reasonGiven,
  refusedFor,
  when,
  wholeBetween,
  withRow,
} from "../record/rule.ts";
import type { Commitment, CommitmentKind } from "./promised-seats.ts";

export type { Commitment, CommitmentKind };

/** A promise as it is made. */
export type Promised = Readonly<{
  kind: CommitmentKind;
  seats: number;
  organisationId: string;
  promisedOn: LocalDate;
  dueOn: Given<LocalDate>;
}>;

const MOST_SEATS = 10_000;

/** A party promises seats. @refuses ILLEGAL_TRANSITION, NOT_A_PARTY, VALUE_OUT_OF_RANGE, DATE_IN_FUTURE, DATE_ORDER */
export function commit(promised: Promised): Rule<PartnershipFile> {
  return (file, at) => {
    const { organisationId, seats, promisedOn, dueOn } = promised;
    const isParty = presentParties(file.parties).some((party) => party.organisationId === organisationId);
    const problems = [
      ...inState(file.record.state, ["DRAFTED", "PROPOSED", "SIGNED", "ACTIVE", "ANCHORED"], "promising"),
      ...when(!isParty, "NOT_A_PARTY", "The organisation is no party.", "organisationId"),
      ...wholeBetween(seats, [1, MOST_SEATS], "seats"),
      ...notInFuture(at, promisedOn, "promisedOn"),
      ...notBefore(dueOn, promisedOn, "the day of the promise", "dueOn"),
    ];
    const row: Commitment = { ...ownedBy(file), ...promised, dueOn: dueOn ?? null, id: at.newId(), changeReason: null };
    return refusedFor(problems) ?? accept({ ...file, commitments: [...file.commitments, row] });
  };
}

/** Changes a promise; 0 seats take it back. @refuses ROW_UNKNOWN alone; VALUE_OUT_OF_RANGE, REASON_REQUIRED, DATE_ORDER */
export function changeCommitment(
  changed: Readonly<{ commitmentId: string; seats: number; dueOn: Given<LocalDate>; reason: string }>,
): Rule<PartnershipFile> {
  return (file) => {
    const known = file.commitments.find(({ id }) => id === changed.commitmentId);
    if (known === undefined) {
      const unknown = when(true, "ROW_UNKNOWN", "The partnership has no promise of this id.", "commitmentId");
      return refusedFor(unknown) ?? accept(file);
    }
    const problems = [
      ...wholeBetween(changed.seats, [0, MOST_SEATS], "seats"),
      ...reasonGiven(changed.reason),
      ...notBefore(changed.dueOn, known.promisedOn, "the day of the promise", "dueOn"),
    ];
    const row: Commitment = {
      ...known,
      ...{ seats: changed.seats, dueOn: changed.dueOn ?? known.dueOn, changeReason: changed.reason },
    };
    return refusedFor(problems) ?? accept({ ...file, commitments: withRow(file.commitments, row) });
  };
}

/** A job opening or training place of the partnership, as the accelerator has told it. */
export type Room = Readonly<{
  partnershipId: string | null;
  kind: CommitmentKind;
  seats: number;
  filled: number;
  brokenOff: number;
  opensOn: LocalDate;
  closesOn: LocalDate | null;
}>;

/** Promised against delivered, of one kind. */
export type CommitmentBalance = Readonly<{
  kind: CommitmentKind;
  promised: number;
  /** Seats that were made. */
  offered: number;
  filled: number;
  /** Seats that are neither filled nor shut on the day. */
  open: number;
  brokenOff: number;
  /** Promised seats that were not made, of promises that are due on the day. */
  shortfall: number;
}>;

/** Sums promises and rooms that are there on `day`, both kinds always. */
export function balanceOf(
  commitments: readonly Pick<Commitment, "kind" | "seats" | "promisedOn" | "dueOn">[],
  rooms: readonly Room[],
  day: LocalDate,
): readonly CommitmentBalance[] {
  return (["JOB", "TRAINING_PLACE"] as const).map((kind) => {
    const made = commitments.filter((each) => each.kind === kind && each.promisedOn <= day);
    const there = rooms.filter((room) => room.kind === kind && room.opensOn <= day);
    const due = made.filter(({ dueOn }) => dueOn !== null && dueOn <= day);
    const offered = sumOf(there, ({ seats }) => seats);
    return {
      kind,
      promised: sumOf(made, ({ seats }) => seats),
      offered,
      filled: sumOf(there, ({ filled }) => filled),
      open: sumOf(there, (room) => openSeats(room, day)),
      brokenOff: sumOf(there, ({ brokenOff }) => brokenOff),
      shortfall: Math.max(0, sumOf(due, ({ seats }) => seats) - offered),
    };
  });
}

function openSeats({ seats, filled, closesOn }: Room, day: LocalDate): number {
  return closesOn !== null && closesOn < day ? 0 : Math.max(0, seats - filled);
}

function sumOf<Row>(rows: readonly Row[], numberOf: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + numberOf(row), 0);
}
