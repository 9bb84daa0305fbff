/** The companies of the growth partnerships: three cohorts that are accepted, and the applicants that were turned down. Pure. */
import type { Call } from "@inclusion/accelerator/call/call";
import type { CompanyCourse } from "@inclusion/accelerator/course/course";
import { courseAccepted, courseExited } from "@inclusion/accelerator/course/course.facts";
import { courseMeasures } from "@inclusion/accelerator/course/course-measures";
import type { StoredRule } from "@inclusion/accelerator/growth/growth-rule";
import type { Session } from "@inclusion/accelerator/session/session";
import { type LocalDate, localDate, type MeasureEntry } from "@inclusion/kernel";
import { PartnershipSigned } from "@inclusion/schema/facts";
import { type CourseDays, courseFile, courseSteps, sessionsOf } from "./accelerator-course.ts";
import { type Fortune, figuresOf, QUARTERS } from "./accelerator-figures.ts";
import {
  type Applicant,
  applicationOf,
  appliedCourse,
  callsOf,
  checksOf,
  examinedFrom,
  intakeSteps,
  reviewsOf,
  takenSteps,
} from "./accelerator-intake.ts";
import { type AcceleratorRows, type FactRow, NO_COMPANIES, type Told } from "./accelerator-rows.ts";
import { daysFrom, movedBy } from "./days.ts";
import type { GrowthPartners, GrowthPartnership } from "./growth-partnerships.ts";
import type { ProgrammeSpan } from "./places.ts";
import { dayAfter, type Random } from "./random.ts";
import { inOrderOfRecording, toldEach } from "./recording.ts";
import { joined, type OrganisationRow } from "./rows.ts";

/** What is made of one applicant: the course's rows, and the course as it stands at the end. */
type ToldCompany = Readonly<{ rows: AcceleratorRows; course: CompanyCourse }>;

/** A company in the accelerator with its partnership, for the parts of the story that come after it. */
export type AcceleratorCompany = Readonly<{ course: CompanyCourse; partnershipId: string }>;

export type Companies = Readonly<{ rows: AcceleratorRows; companies: readonly AcceleratorCompany[] }>;

/** How accepted companies fare: all have grown in the end, eight of them later than others. */
const FORTUNES: readonly Fortune[] = [
  ...Array<Fortune>(10).fill("RISES"),
  ...Array<Fortune>(6).fill("FALTERS"),
  ...Array<Fortune>(2).fill("DIPS"),
];

/** How many quarters each of the applicants that were turned down tells of. */
const ANSWERED = [10, 10, 10, 10, 10, 6, 6, 6, 4, 4, 0, 0];

/** Accepted companies that had their partnership when their course was diagnosed; the others' was signed too late. */
const WITH_PARTNERSHIP = 13;

/**
 * Calls, courses, figures and what is counted of them.
 *
 * @param applicants companies that were turned down or withdrew
 */
export function growthCompanies(
  random: Random,
  span: ProgrammeSpan,
  partners: Pick<GrowthPartners, "files" | "partnerships">,
  applicants: readonly OrganisationRow[],
): Companies {
  const calls = callsOf(random.fork("calls"), span);
  const rule = ruleOf(random.fork("rule"), span);
  const sessions = calls.map((call, round) => {
    const first = partners.partnerships.filter((each) => each.round === round).map(({ acceptedOn }) => acceptedOn);
    return sessionsOf(random.fork(`sessions ${call.cohort}`), call, first.sort()[0] as LocalDate);
  });
  const fortunes = random.fork("fortunes").shuffle(FORTUNES);
  const linked = withPartnershipInTime(partners);
  const exits = partners.partnerships.findIndex(({ round }) => round === 0);
  const accepted = partners.partnerships.map((partnership, index) => {
    const own = random.fork(`company ${index}`);
    const signedOn = linked.get(partnership.id);
    const days: CourseDays = {
      acceptedOn: partnership.acceptedOn,
      diagnosedOn: signedOn === undefined ? movedBy(partnership.acceptedOn, 6) : movedBy(signedOn, 3),
      exitedOn: index === exits ? movedBy(span.endsOn, -180) : null,
    };
    const applicant = acceptedApplicant(partnership, { isLinked: signedOn !== undefined, hasConflict: index === 4 });
    const call = calls[partnership.round] as Call;
    const told = { call, rule, fortune: fortunes[index] as Fortune, sessions: sessions[partnership.round] ?? [] };
    return { ...acceptedCompany(own, applicant, days, told), partnershipId: partnership.id };
  });
  const answers = random.fork("answers").shuffle(ANSWERED);
  const refused = applicants.map((organisation, index) => {
    const own = random.fork(`applicant ${index}`);
    const round = index % calls.length;
    return refusedCompany(
      own,
      calls[round] as Call,
      refusedApplicant(own, organisation, index),
      answers[index % 12] ?? 0,
    );
  });
  const shared: AcceleratorRows = {
    ...NO_COMPANIES,
    accelerator_call: toldEach(random.fork("told calls"), calls, ({ opensOn }) => movedBy(opensOn, -20)),
    course_session: toldEach(random.fork("told sessions"), sessions.flat(), ({ heldOn }) => heldOn),
    growth_rule: toldEach(random.fork("told rule"), [rule], ({ countsFrom }) => countsFrom),
  };
  const rows = joined<AcceleratorRows>([shared, ...accepted.map((each) => each.rows), ...refused], NO_COMPANIES);
  return { rows, companies: accepted.map(({ course, partnershipId }) => ({ course, partnershipId })) };
}

function ruleOf(random: Random, { programmeId, startsOn }: ProgrammeSpan): StoredRule {
  const thresholds = { turnoverAboveBp: 0, fteAboveBp: 0, needsBoth: false };
  return { id: random.id(startsOn), programmeId, ruleVersion: 1, countsFrom: startsOn, ...thresholds };
}

/** The partnerships that were signed soonest after their company was accepted, with the day. */
function withPartnershipInTime({ files, partnerships }: Pick<GrowthPartners, "files" | "partnerships">) {
  const told = files.facts.filter(({ row }) => row.type === "PartnershipSigned");
  const signed = new Map(
    told.map(({ row }) => [row.subject, localDate(PartnershipSigned.parse(row.payload).signedOn)] as const).reverse(),
  );
  const lag = ({ id, acceptedOn }: GrowthPartnership): number => daysFrom(acceptedOn, signed.get(id) as LocalDate);
  const soonest = [...partnerships].sort((a, b) => lag(a) - lag(b)).slice(0, WITH_PARTNERSHIP);
  return new Map(soonest.map(({ id }) => [id, signed.get(id) as LocalDate]));
}

function acceptedApplicant(
  { id, companyId, municipalityCode, round, acceptedOn }: GrowthPartnership,
  { isLinked, hasConflict }: Readonly<{ isLinked: boolean; hasConflict: boolean }>,
): Applicant {
  const of = { organisationId: companyId, municipalityCode, partnershipId: isLinked ? id : null };
  return { ...of, round, fate: "ACCEPTED", decidedOn: acceptedOn, hasConflict };
}

/** Two withdraw; of the others every second one is turned down by its score alone. */
function refusedApplicant(random: Random, { id, municipalityCode }: OrganisationRow, index: number): Applicant {
  const fate = index >= 12 ? "WITHDRAWN" : index % 2 === 0 ? "SCORED_OUT" : "EXAMINED_OUT";
  const decidedOn = dayAfter(random, DECISIONS[index % 3] as LocalDate, 0, 20);
  return {
    organisationId: id,
    municipalityCode,
    partnershipId: null,
    round: index % 3,
    fate,
    decidedOn,
    hasConflict: false,
  };
}

const DECISIONS = ["2018-06-04", "2019-01-07", "2019-08-12"] as LocalDate[];

type Around = Readonly<{ call: Call; rule: StoredRule; fortune: Fortune; sessions: readonly Session[] }>;

function acceptedCompany(random: Random, applicant: Applicant, days: CourseDays, around: Around): ToldCompany {
  const { call, rule, fortune, sessions } = around;
  const begun = intakeRows(random, call, applicant, courseSteps(days));
  const { course } = begun;
  const figures = toldFigures(random, course, { fortune, answered: QUARTERS });
  const [accepted, ended] = ["ACCEPTED", course.state].map((state) =>
    begun.rows.company_course.find(({ row }) => row.state === state),
  );
  if (accepted === undefined || ended === undefined) throw new Error("An accepted course is accepted and ends.");
  const instants = new Map(figures.map(({ row, recordedAt }) => [`snapshot ${row.id}`, recordedAt]));
  const knownAt = ({ indicator, cause }: MeasureEntry): string =>
    instants.get(cause) ?? (indicator === "ACC_COMPANIES" ? accepted : ended).recordedAt;
  const entries = courseMeasures({ course, snapshots: figures.map(({ row }) => row), mergedInto: null }, [rule]);
  const fact: Told<FactRow>[] = [
    {
      row: { id: random.id(days.acceptedOn), ...courseAccepted({ ...course, acceptedOn: days.acceptedOn }) },
      recordedAt: accepted.recordedAt,
    },
    ...(days.exitedOn === null
      ? []
      : [
          {
            row: { id: random.id(days.exitedOn), ...courseExited(course, days.exitedOn) },
            recordedAt: ended.recordedAt,
          },
        ]),
  ];
  return {
    course,
    rows: {
      ...begun.rows,
      ...courseFile(random, course, days, sessions),
      metric_snapshot: figures,
      measure_entry: entries.map((row) => ({ row, recordedAt: knownAt(row) })),
      fact,
    },
  };
}

function refusedCompany(random: Random, call: Call, applicant: Applicant, answered: number): AcceleratorRows {
  const { rows, course } = intakeRows(random, call, applicant, []);
  if (course.state !== "REJECTED") return rows;
  const fortune = random.pick(["RISES", "FALLS", "FALLS", "FALTERS"] as const);
  return { ...rows, metric_snapshot: toldFigures(random, course, { fortune, answered }) };
}

/** Figures in the order in which they were told: the baseline with the application. */
function toldFigures(random: Random, course: CompanyCourse, about: Parameters<typeof figuresOf>[2]) {
  const figures = figuresOf(random, course, about);
  return inOrderOfRecording(
    random,
    figures.map((change) => {
      const isBaseline = change.kind === "BASELINE";
      const day =
        isBaseline && course.appliedOn !== null && course.appliedOn > change.periodTo
          ? course.appliedOn
          : change.periodTo;
      return { on: day, change };
    }),
  );
}

/** The course with every step, its application, reviews and examination. */
function intakeRows(random: Random, call: Call, applicant: Applicant, later: ReturnType<typeof courseSteps>) {
  const applied = appliedCourse(random, call, applicant);
  const steps = takenSteps(random, applied, [...intakeSteps(call, applied, applicant), ...later]);
  const told = inOrderOfRecording(random, steps);
  const versions = told.filter(({ recordedAt, row }, index) => {
    const next = told[index + 1];
    return next === undefined || next.recordedAt !== recordedAt || next.row.course.state !== row.course.state;
  });
  const isExamined = applicant.fate === "ACCEPTED" || applicant.fate === "EXAMINED_OUT";
  const checks = isExamined ? checksOf(random, applied, examinedFrom(call), applicant.fate) : [];
  const reviews = applicant.fate === "WITHDRAWN" ? [] : reviewsOf(random, applied, call, applicant);
  const rows: AcceleratorRows = {
    ...NO_COMPANIES,
    company_course: versions.map(({ row, recordedAt }) => ({ row: row.course, recordedAt })),
    course_event: told.map(({ row, recordedAt }) => ({ row: row.event, recordedAt })),
    application: toldEach(random, [applicationOf(random, applied)], ({ submittedOn }) => submittedOn),
    application_review: toldEach(random, reviews, ({ scoredOn, conflictOn }) => (scoredOn ?? conflictOn) as LocalDate),
    due_diligence_check: toldEach(random, checks, ({ checkedOn }) => checkedOn),
  };
  return { rows, course: (told.at(-1) as (typeof told)[number]).row.course };
}
