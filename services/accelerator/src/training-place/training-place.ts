/** Training places: established with evidence, booked, freed, and withdrawn when they were none. Pure. */
import { acceptUnless, type Decision, type LocalDate, type MeasureEntry } from "@inclusion/kernel";
import type { Axis, OfCompany } from "../job-opening/job-opening.ts";
import { evidenceGiven, type Given, type Moment, notBefore, notInFuture, reasonGiven, when } from "../refusal/rule.ts";
import type { AcceleratorRefusalCode } from "../refusals.ts";
import { acceptanceProblems, type RoomOwner } from "../room/company.ts";

export type TrainingPlaceKind = "APPRENTICESHIP" | "INTERNSHIP" | "WORK_TRIAL";

/** A place; it counts from the day on which it is established, filled or not. */
export type TrainingPlace = OfCompany &
  Readonly<{
    kind: TrainingPlaceKind;
    axis: Axis;
    /** The company's own name for it; unique by kind within the course, and without one within the programme. */
    reference: string | null;
    establishedOn: LocalDate;
    evidenceHash: string | null;
    withdrawnOn: LocalDate | null;
    withdrawReason: string | null;
  }>;

/** That somebody had the place; nothing of the person is known. */
export type PlaceBooking = Readonly<{
  id: string;
  placeId: string;
  courseId: string | null;
  organisationId: string;
  programmeId: string;
  municipalityCode: string;
  bookedOn: LocalDate;
  freedOn: LocalDate | null;
}>;

/** A place with every booking, and the version that was read; 0 is a new one. */
export type PlaceFile = Readonly<{ place: TrainingPlace; bookings: readonly PlaceBooking[]; version: number }>;

type Decided = Decision<PlaceFile, AcceleratorRefusalCode>;

/** A new place. */
export type PlaceEntered = Readonly<{
  kind: TrainingPlaceKind;
  axis: Axis;
  reference: string | null;
  establishedOn: LocalDate;
  evidenceHash: string;
}>;

/**
 * Establishes a place.
 *
 * @param earlier a place that counts with the same evidence, or under the same name; null when there is none
 * @refuses EVIDENCE_MISSING, PLACE_ALREADY_COUNTED, ILLEGAL_TRANSITION, DATE_ORDER, DATE_IN_FUTURE, VALUE_OUT_OF_RANGE
 */
export function establishPlace(
  owner: RoomOwner,
  entered: PlaceEntered,
  earlier: Readonly<{ id: string; establishedOn: string }> | null,
  at: Moment,
): Decided {
  const counted = `The place is counted already, from ${earlier?.establishedOn} on: withdraw that one first if it is wrong.`;
  const isLong = (entered.reference?.length ?? 0) > LONGEST_REFERENCE;
  const problems = [
    ...evidenceGiven(entered.evidenceHash),
    ...when(earlier !== null, "PLACE_ALREADY_COUNTED", counted, "evidenceHash"),
    ...acceptanceProblems(owner, entered.establishedOn, "establishedOn"),
    ...notInFuture(at, entered.establishedOn, "establishedOn"),
    ...when(isLong, "VALUE_OUT_OF_RANGE", `Write at most ${LONGEST_REFERENCE} characters.`, "reference"),
  ];
  return acceptUnless(problems, () => ({
    place: { ...owner.company, ...entered, withdrawnOn: null, withdrawReason: null },
    bookings: [],
    version: 0,
  }));
}

/** @refuses PLACE_BOOKED, ILLEGAL_TRANSITION, DATE_ORDER, DATE_IN_FUTURE */
export function bookPlace(file: PlaceFile, bookedOn: LocalDate, at: Moment): Decided {
  const { place, bookings } = file;
  const open = bookings.find(({ freedOn }) => freedOn === null);
  const [lastFreed] = bookings
    .flatMap(({ freedOn }) => (freedOn === null ? [] : [freedOn]))
    .sort()
    .reverse();
  const problems = [
    ...when(place.withdrawnOn !== null, "ILLEGAL_TRANSITION", "The place was withdrawn: it is none.", "id"),
    ...when(open !== undefined, "PLACE_BOOKED", `Somebody has the place since ${open?.bookedOn}.`, "id"),
    ...notInFuture(at, bookedOn, "bookedOn"),
    ...notBefore(bookedOn, place.establishedOn, "the day it was established", "bookedOn"),
    ...(lastFreed === undefined ? [] : notBefore(bookedOn, lastFreed, "the day it was freed", "bookedOn")),
  ];
  const { courseId, organisationId, programmeId, municipalityCode } = place;
  return acceptUnless(problems, () => {
    const of = { placeId: place.id, courseId, organisationId, programmeId, municipalityCode };
    const booking = { id: at.newId(), ...of, bookedOn, freedOn: null };
    return { ...file, bookings: [...bookings, booking] };
  });
}

/** @refuses PLACE_NOT_BOOKED, DATE_ORDER, DATE_IN_FUTURE */
export function freePlace(file: PlaceFile, freedOn: LocalDate, at: Moment): Decided {
  const open = file.bookings.find((booking) => booking.freedOn === null);
  const problems = [
    ...when(open === undefined, "PLACE_NOT_BOOKED", "Nobody has the place.", "id"),
    ...notInFuture(at, freedOn, "freedOn"),
    ...(open === undefined ? [] : notBefore(freedOn, open.bookedOn, "the day it was booked", "freedOn")),
  ];
  return acceptUnless(problems, () => ({
    ...file,
    bookings: file.bookings.map((booking) => (booking.id === open?.id ? { ...booking, freedOn } : booking)),
  }));
}

/** @refuses ILLEGAL_TRANSITION, PLACE_BOOKED, REASON_REQUIRED, VALUE_OUT_OF_RANGE */
export function withdrawPlace(file: PlaceFile, reason: Given<string>, at: Moment): Decided {
  const isBooked = file.bookings.some(({ freedOn }) => freedOn === null);
  const problems = [
    ...when(file.place.withdrawnOn !== null, "ILLEGAL_TRANSITION", "The place was withdrawn already.", "id"),
    ...when(isBooked, "PLACE_BOOKED", "Somebody has the place: free it first.", "id"),
    ...reasonGiven(reason),
  ];
  const withdrawn = { withdrawnOn: at.today, withdrawReason: reason?.trim() ?? null };
  return acceptUnless(problems, () => ({ ...file, place: { ...file.place, ...withdrawn } }));
}

/**
 * One place from the day on which it is established; none when it was withdrawn. Places of ordinary companies are
 * another number, beside what the accelerator promised.
 */
export function placeMeasures({ place }: PlaceFile): readonly MeasureEntry[] {
  const { id, courseId, organisationId, programmeId, municipalityCode, establishedOn, withdrawnOn, synthetic } = place;
  const indicator = courseId === null ? "TRAINING_PLACES_ELSEWHERE" : "TRAINING_PLACES";
  if (withdrawnOn !== null) return [];
  return [
    {
      ...{ indicator, amount: 1, programmeId, municipalityCode, subjectId: id, synthetic },
      ...{ validOn: establishedOn, definitionVersion: 1, cause: `training place ${id}` },
      dimensions: { course_id: courseId, organisation_id: organisationId },
    },
  ];
}

const LONGEST_REFERENCE = 100;
