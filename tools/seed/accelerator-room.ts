/** Room for people in the growth partnerships: places, ordinary hires, workplaces and the readiness of employers. Pure. */
import { createHash } from "node:crypto";
import { recordReadiness } from "@inclusion/accelerator/employer-readiness/employer-readiness";
import {
  establishWorkplace,
  type InclusiveWorkplace,
  stepWorkplace,
  workplaceMeasures,
} from "@inclusion/accelerator/inclusive-workplace/inclusive-workplace";
import type { OfCompany } from "@inclusion/accelerator/job-opening/job-opening";
import { hireMeasures, recordHire } from "@inclusion/accelerator/ordinary-hire/ordinary-hire";
import {
  bookPlace,
  establishPlace,
  freePlace,
  type PlaceFile,
  placeMeasures,
} from "@inclusion/accelerator/training-place/training-place";
import { placeFact } from "@inclusion/accelerator/training-place/training-place.facts";
import type { LocalDate } from "@inclusion/kernel";
import type { EmployerReadinessMeasured } from "@inclusion/schema/facts";
import { done } from "./accelerator-openings.ts";
import { type AcceleratorRows, NO_COMPANIES, type Told } from "./accelerator-rows.ts";
import { movedBy } from "./days.ts";
import type { ProgrammeSpan } from "./places.ts";
import { dayAfter, type Random } from "./random.ts";
import { inOrderOfRecording, ledgerOf, toldEach } from "./recording.ts";

/** Whose room is made, how much of it and from when on; `acceptedOn` is null for an ordinary company. */
export type RoomPlan = Readonly<{
  company: Omit<OfCompany, "id">;
  acceptedOn: LocalDate | null;
  from: LocalDate;
  count: number;
}>;

/** Training places, most of them booked and freed again. */
export function placeRows(
  random: Random,
  span: ProgrammeSpan,
  { company, acceptedOn, from, count }: RoomPlan,
): AcceleratorRows {
  const files = Array.from({ length: count }, (_, index) => {
    const establishedOn = dayInCourse(random, span, from);
    const entered = {
      ...{ kind: random.pick(["APPRENTICESHIP", "INTERNSHIP", "INTERNSHIP", "WORK_TRIAL"] as const), establishedOn },
      ...({
        axis: "AXIS_3B2",
        reference: `plads ${index + 1}`,
        evidenceHash: hashOf(random.id(establishedOn)),
      } as const),
    };
    const at = (today: LocalDate) => ({ today, newId: () => random.id(today) });
    const bookedOn = dayAfter(random, establishedOn, 5, 40);
    const freedOn = dayAfter(random, bookedOn, 28, 120);
    const owner = { company: { ...company, id: random.id(establishedOn) }, acceptedOn };
    const place = done(establishPlace(owner, entered, null, at(establishedOn)));
    const booked = done(bookPlace(place, bookedOn, at(bookedOn)));
    const steps = [place, ...(random.chance(75) ? [booked, done(freePlace(booked, freedOn, at(freedOn)))] : [])];
    const days = [establishedOn, bookedOn, freedOn].map((day) => (day < span.endsOn ? day : movedBy(span.endsOn, -3)));
    return inOrderOfRecording(
      random,
      steps.map((change, step) => ({ on: days[step] as LocalDate, change })),
    );
  });
  const established = files.map(([first]) => first as Told<PlaceFile>);
  return {
    ...NO_COMPANIES,
    training_place: established.map(({ row, recordedAt }) => ({ row: row.place, recordedAt })),
    place_booking: files.flatMap((steps) =>
      steps.slice(1).flatMap(({ row, recordedAt }) => row.bookings.map((booking) => ({ row: booking, recordedAt }))),
    ),
    measure_entry: established.flatMap(({ row, recordedAt }) => {
      return placeMeasures(row).map((entry) => ({ row: entry, recordedAt }));
    }),
    fact: files.flat().map(({ row, recordedAt }) => {
      return { row: { id: random.id(row.place.establishedOn), ...placeFact(row) }, recordedAt };
    }),
  };
}

/** Hires of people who were unemployed and are no participants. */
export function ordinaryHireRows(
  random: Random,
  span: ProgrammeSpan,
  { company, acceptedOn, from, count }: RoomPlan,
): AcceleratorRows {
  const hires = Array.from({ length: count }, () => {
    const hiredOn = dayInCourse(random, span, from);
    const evidenceHash = hashOf(random.id(hiredOn));
    const entered = { hiredOn, hoursPerWeek: random.pick([25, 30, 32, 37, 37]), wasUnemployed: true, evidenceHash };
    const owner = { company: { ...company, id: random.id(hiredOn) }, acceptedOn };
    return done(recordHire(owner, entered, false, { today: hiredOn, newId: () => random.id(hiredOn) }));
  });
  const told = toldEach(random, hires, ({ hiredOn }) => hiredOn);
  const entries = told.flatMap(({ row, recordedAt }) => hireMeasures(row).map((entry) => ({ row: entry, recordedAt })));
  return { ...NO_COMPANIES, ordinary_hire: told, measure_entry: entries };
}

/** From the second month on, until a quarter of a year before the programme ends. */
function dayInCourse(random: Random, { endsOn }: ProgrammeSpan, from: LocalDate): LocalDate {
  const day = dayAfter(random, from, 30, 800);
  return day < movedBy(endsOn, -90) ? day : movedBy(endsOn, -90 - random.below(60));
}

/** One or two workplaces of a company: made, most of them kept, some lost. */
export function workplaceRows(random: Random, company: Omit<OfCompany, "id">, from: LocalDate): AcceleratorRows {
  const made = Array.from({ length: random.between(1, 2) }, () => {
    const since = dayAfter(random, from, 60, 420);
    const at = (today: LocalDate) => ({ today, newId: () => random.id(today) });
    const entered = {
      axis: random.pick(["AXIS_3B1", "AXIS_3B2", "AXIS_3B2"] as const),
      since,
      evidenceHash: hashOf(random.id(since)),
    };
    const status = random.pick(["NEW", "NEW", "RETAINED"] as const);
    const first = done(
      establishWorkplace({ ...company, id: random.id(since) }, { ...entered, status }, false, at(since)),
    );
    const steps: { on: LocalDate; change: InclusiveWorkplace }[] = [{ on: since, change: first }];
    const keptOn = movedBy(since, 365);
    if (status === "NEW" && random.chance(60)) {
      steps.push({
        on: keptOn,
        change: done(stepWorkplace(first, { status: "RETAINED", since: keptOn, reason: null }, at(keptOn))),
      });
    }
    const lostOn = movedBy(keptOn, 90);
    if (random.chance(15)) {
      const last = (steps.at(-1) as (typeof steps)[number]).change;
      const reason = "Afdelingen blev lukket";
      steps.push({
        on: lostOn,
        change: done(stepWorkplace(last, { status: "LOST", since: lostOn, reason }, at(lostOn))),
      });
    }
    return inOrderOfRecording(random, steps);
  });
  return {
    ...NO_COMPANIES,
    inclusive_workplace: made.flat(),
    measure_entry: made.flatMap((versions) =>
      ledgerOf(
        versions.map(({ row, recordedAt }) => ({ row: workplaceMeasures(row), recordedAt })),
        "inclusive workplace",
      ),
    ),
  };
}

/** How ready an employer was before, and a year after, in both dimensions. */
export function employerReadinessRows(
  random: Random,
  company: Omit<OfCompany, "id">,
  from: LocalDate,
): AcceleratorRows {
  const [competence, capacity, mentors] = [random.between(1, 3), random.between(1, 3), random.below(2)];
  const measured = [0, 1].flatMap((year) => {
    const measuredOn = movedBy(from, 380 * year);
    const scores = { COMPETENCE: competence + year * random.below(3), CAPACITY: capacity + year * random.below(2) };
    return (["COMPETENCE", "CAPACITY"] as const).map((dimension) => {
      const id = random.id(measuredOn);
      const mentorCount = mentors + year * random.between(0, 2);
      const entered = { dimension, score: scores[dimension], mentorCount, questionnaireVersion: 1, measuredOn };
      return done(recordReadiness({ ...company, id }, entered, false, { today: measuredOn, newId: () => id }));
    });
  });
  const told = toldEach(random, measured, ({ measuredOn }) => measuredOn);
  const fact = told.map(({ row, recordedAt }) => {
    const { programmeId, organisationId, dimension, score, mentorCount, questionnaireVersion, measuredOn } = row;
    const payload: EmployerReadinessMeasured = {
      programmeId,
      organisationId,
      dimension,
      score,
      mentorCount,
      questionnaireVersion,
      measuredOn,
    };
    const told = { type: "EmployerReadinessMeasured", version: 1, subject: organisationId, payload };
    return { row: { id: random.id(measuredOn), ...told }, recordedAt };
  });
  return { ...NO_COMPANIES, employer_readiness: told, fact };
}

/** A made-up piece of evidence, named as evidence is. */
function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
