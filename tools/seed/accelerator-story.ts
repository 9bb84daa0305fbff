/** Companies in the accelerator: from the application to the last figures, with what they opened. Pure. */

import type { CompanyCourse } from "@inclusion/accelerator/course/course";
import { courseMeasures } from "@inclusion/accelerator/course/course-measures";
import { courseAccepted } from "@inclusion/accelerator/facts";
import { type MetricSnapshot, UNKNOWN_FIGURES } from "@inclusion/accelerator/growth/metric-snapshot";
import { hireMeasures, type OrdinaryHire } from "@inclusion/accelerator/ordinary-hire/ordinary-hire";
import { placeMeasures, type TrainingPlace } from "@inclusion/accelerator/training-place/training-place";
import { addMonths, type LocalDate, localDate } from "@inclusion/kernel";
import { type AcceleratorRows, NO_COMPANIES, type Told } from "./accelerator-rows.ts";
import { movedBy } from "./days.ts";
import type { ProgrammeSpan } from "./places.ts";
import { dayAfter, type Random } from "./random.ts";
import { inOrderOfRecording, toldEach } from "./recording.ts";

/** A company that is accepted, and how much comes of it. */
export type AcceptedCompany = Readonly<{
  organisationId: string;
  partnershipId: string | null;
  municipalityCode: string;
  acceptedOn: LocalDate;
  placesCount: number;
  hiresCount: number;
  hasGrown: boolean;
}>;

/** One accepted company's course of twelve months, with its ledger and the fact that tells the others. */
export function acceptedCourse(random: Random, span: ProgrammeSpan, company: AcceptedCompany): AcceleratorRows {
  const { acceptedOn } = company;
  const graduatedOn = addMonths(acceptedOn, 12);
  const appliedOn = movedBy(acceptedOn, -random.between(45, 100));
  const applied = courseRow(random, span, company, appliedOn);
  const accepted = { acceptedOn, decidedOn: acceptedOn };
  const graduated: CompanyCourse = { ...applied, ...accepted, state: "GRADUATED", endedOn: graduatedOn };
  const versions = inOrderOfRecording(random, [
    { on: appliedOn, change: applied },
    { on: acceptedOn, change: { ...applied, ...accepted, state: "ACCEPTED" } satisfies CompanyCourse },
    {
      on: dayAfter(random, acceptedOn, 50, 90),
      change: { ...applied, ...accepted, state: "IN_SPRINTS" } satisfies CompanyCourse,
    },
    { on: graduatedOn, change: graduated },
  ]);
  const places = placesOf(random, span, graduated, company.placesCount);
  const hires = hiresOf(random, span, graduated, company.hiresCount);
  const snapshots = snapshotsOf(random, graduated, company.hasGrown);
  const recordedAt = (versions[1] as Told<CompanyCourse>).recordedAt;
  return {
    ...NO_COMPANIES,
    company_course: versions,
    training_place: toldEach(random, places, ({ establishedOn }) => establishedOn),
    ordinary_hire: toldEach(random, hires, ({ hiredOn }) => hiredOn),
    metric_snapshot: toldEach(random, snapshots, ({ periodTo }) => periodTo),
    measure_entry: [
      ...courseMeasures({ course: graduated, snapshots, mergedInto: null }, []),
      ...places.flatMap((place) => placeMeasures({ place, bookings: [], version: 1 })),
      ...hires.flatMap(hireMeasures),
    ].flatMap((row) => {
      return row.indicator === "ACC_COMPANIES" ? [{ row, recordedAt }] : toldEach(random, [row], () => row.validOn);
    }),
    fact: [{ row: { id: random.id(acceptedOn), ...courseAccepted({ ...graduated, acceptedOn }) }, recordedAt }],
  };
}

function courseRow(
  random: Random,
  { programmeId }: ProgrammeSpan,
  company: Pick<AcceptedCompany, "organisationId" | "partnershipId" | "municipalityCode">,
  on: LocalDate,
): CompanyCourse {
  const { organisationId, partnershipId, municipalityCode } = company;
  const of = { organisationId, programmeId, partnershipId, municipalityCode };
  const days = { appliedOn: on, decidedOn: null, acceptedOn: null, endedOn: null };
  return { id: random.id(on), ...of, ...days, callId: null, cohort: null, state: "APPLIED", synthetic: true };
}

/** Places are opened from the second month on, until a quarter of a year before the programme ends. */
function placesOf(random: Random, span: ProgrammeSpan, course: CompanyCourse, count: number): TrainingPlace[] {
  return Array.from({ length: count }, () => {
    const establishedOn = dayInCourse(random, span, course);
    const kind = random.pick(["APPRENTICESHIP", "INTERNSHIP", "INTERNSHIP", "WORK_TRIAL", "WORK_TRIAL"] as const);
    return {
      ...childOf(random, course, establishedOn),
      ...roomOf(course),
      kind,
      axis: "AXIS_3B2",
      reference: null,
      establishedOn,
    };
  });
}

function hiresOf(random: Random, span: ProgrammeSpan, course: CompanyCourse, count: number): OrdinaryHire[] {
  return Array.from({ length: count }, () => {
    const hiredOn = dayInCourse(random, span, course);
    const hoursPerWeek = random.pick([25, 30, 32, 37, 37, 37]);
    return { ...childOf(random, course, hiredOn), ...roomOf(course), hiredOn, hoursPerWeek, wasUnemployed: true };
  });
}

/** Whose room it is, and what is not told of it. */
function roomOf({ organisationId, partnershipId }: CompanyCourse) {
  return { organisationId, partnershipId, evidenceHash: null, withdrawnOn: null, withdrawReason: null };
}

function dayInCourse(random: Random, { endsOn }: ProgrammeSpan, { acceptedOn }: CompanyCourse): LocalDate {
  const day = dayAfter(random, acceptedOn as LocalDate, 30, 800);
  return day < movedBy(endsOn, -90) ? day : movedBy(endsOn, -90 - random.below(60));
}

/** Turnover and full-time equivalents of the year before the decision and of the first whole year after it. */
function snapshotsOf(random: Random, course: CompanyCourse, hasGrown: boolean): MetricSnapshot[] {
  const month = localDate(`${(course.decidedOn as LocalDate).slice(0, 7)}-01`);
  const [before, after] = [addMonths(month, -12), addMonths(month, 1)];
  const turnoverThousands = random.between(1_500, 14_000);
  const fteHundredths = random.between(250, 2_400);
  const turnoverPercent = hasGrown ? random.between(-4, 28) : -random.between(3, 22);
  const morePeople = hasGrown ? random.between(turnoverPercent <= 0 ? 20 : 0, 320) : -random.between(0, 150);
  const year = (kind: "BASELINE" | "FOLLOW_UP", from: LocalDate, thousands: number, fte: number): MetricSnapshot => {
    const periodTo = movedBy(addMonths(from, 12), -1);
    const turnoverMinor = BigInt(thousands) * 100_000n;
    return {
      ...UNKNOWN_FIGURES,
      ...childOf(random, course, periodTo),
      month: kind === "FOLLOW_UP" ? 12 : null,
      source: "syntetisk årsrapport",
      frozenOn: kind === "BASELINE" ? course.decidedOn : null,
      kind,
      periodFrom: from,
      periodTo,
      turnoverMinor,
      fteHundredths: fte,
    };
  };
  const laterThousands = Math.round((turnoverThousands * (100 + turnoverPercent)) / 100);
  return [
    year("BASELINE", before, turnoverThousands, fteHundredths),
    year("FOLLOW_UP", after, laterThousands, fteHundredths + morePeople),
  ];
}

function childOf(random: Random, { id, programmeId, municipalityCode }: CompanyCourse, on: LocalDate) {
  return { id: random.id(on), courseId: id, programmeId, municipalityCode, synthetic: true };
}
