/** The accelerator's whole story in the growth partnerships: who applied, what became of them, and whom they made room for. Pure. */
import type { OfCompany } from "@inclusion/accelerator/job-opening/job-opening";
import { type LocalDate, localDate } from "@inclusion/kernel";
import type { Employment } from "@inclusion/participant/employment/employment";
import type { ToldGrowth } from "@inclusion/partnership/partnership-indicator/other-actor-growth";
import { type AcceleratorCompany, type Companies, growthCompanies } from "./accelerator-companies.ts";
import { copyRows, otherActorRows, type ToldByPartnership } from "./accelerator-copies.ts";
import { MORE_APPLICANTS } from "./accelerator-names.ts";
import { type OpeningPlan, openingRows, type Seat } from "./accelerator-openings.ts";
import { hireRows, latest, readyRows } from "./accelerator-people.ts";
import { employerReadinessRows, ordinaryHireRows, placeRows, workplaceRows } from "./accelerator-room.ts";
import { type AcceleratorRows, NO_COMPANIES } from "./accelerator-rows.ts";
import { daysFrom, movedBy } from "./days.ts";
import type { GrowthPartners } from "./growth-partnerships.ts";
import type { ProgrammeSpan } from "./places.ts";
import type { Random } from "./random.ts";
import { joined, type OrganisationRow, type ParticipantRows } from "./rows.ts";

/** Companies that applied beside those of the partnership's own list. */
export function moreApplicants(random: Random, { startsOn }: ProgrammeSpan): readonly OrganisationRow[] {
  return MORE_APPLICANTS.map(({ name, code }) => {
    return { id: random.id(startsOn), name, kinds: ["SOCIAL_ENTERPRISE"], municipalityCode: code, synthetic: true };
  });
}

/** Companies and their courses: what can be told before anybody is hired. */
export function acceleratedCompanies(
  random: Random,
  span: ProgrammeSpan,
  partners: GrowthPartners,
  more: readonly OrganisationRow[],
): Companies {
  return growthCompanies(random, span, partners, [...partners.applicants, ...more]);
}

type Known = Readonly<{
  span: ProgrammeSpan;
  companies: Companies;
  employers: readonly OrganisationRow[];
  participant: ParticipantRows;
  growth: readonly ToldGrowth[];
}> &
  ToldByPartnership;

/** Everything else, which follows from who was hired: room for people, hires and readiness. */
export function acceleratorStory(random: Random, known: Known) {
  const { span, companies, employers, participant, growth } = known;
  const courses = companies.companies.map(({ course }) => course);
  const hired = hireRows(random.fork("hires"), participant, courses);
  const { readiness, ready } = readyRows(random.fork("ready"), participant);
  const hires = hiresByCompany(participant);
  const room = companies.companies.map((company, index) =>
    companyRoom(random.fork(`room ${index}`), span, company, { index, hires }),
  );
  const elsewhere = employers.map((employer, index) =>
    employerRoom(random.fork(`employer ${index}`), span, employer, { index, hires }),
  );
  const told = joined<AcceleratorRows>(
    [
      copyRows(random.fork("copies"), known),
      companies.rows,
      ...room,
      ...elsewhere,
      otherActorRows(random.fork("other actors"), growth),
      { ...NO_COMPANIES, ...hired, ready_participation: ready },
    ],
    NO_COMPANIES,
  );
  return { accelerator: told, readiness };
}

/** The first counted job of each participation, by its company, the earliest first. */
function hiresByCompany({ employment, measure_entry }: ParticipantRows): ReadonlyMap<string, readonly Employment[]> {
  const counted = new Set(measure_entry.flatMap(({ row }) => (/^3B\.[34]$/.test(row.indicator) ? [row.cause] : [])));
  const jobs = latest(employment).filter(({ id, form }) => counted.has(`employment ${id}`) && form !== "WAGE_SUBSIDY");
  return Map.groupBy(
    jobs.sort((a, b) => (a.startedOn < b.startedOn ? -1 : 1)),
    ({ employerId }) => employerId,
  );
}

/** Where the demo caseworker looks for openings: those there stay open. */
const AARHUS = "0751";

/** What the programme's sheet promises of each of its eighteen companies: 90 places and 36 hires. */
const PLACES_OF_COURSE = 5;
const HIRES_OF_COURSE = 2;

type At = Readonly<{ index: number; hires: ReadonlyMap<string, readonly Employment[]> }>;

function companyRoom(
  random: Random,
  span: ProgrammeSpan,
  company: AcceleratorCompany,
  { index, hires }: At,
): AcceleratorRows {
  const { course, partnershipId } = company;
  const { organisationId, programmeId, municipalityCode } = course;
  const owner = { programmeId, organisationId, municipalityCode, courseId: course.id, partnershipId, synthetic: true };
  const own = hires.get(organisationId) ?? [];
  const pairs = [own.slice(0, 2), own.slice(2)].filter((jobs) => jobs.length > 0);
  const plans = pairs.map((jobs, pair) =>
    filledOpening(random, span, owner, { jobs, isOverbooked: index === 3 && pair === 1 }),
  );
  if (index % 3 === 0 || municipalityCode === AARHUS) plans.push(openOpening(random, owner, index));
  const acceptedOn = course.acceptedOn as LocalDate;
  const plan = { company: owner, acceptedOn, from: acceptedOn };
  return joined<AcceleratorRows>(
    [
      placeRows(random, span, { ...plan, count: PLACES_OF_COURSE }),
      ordinaryHireRows(random, span, { ...plan, count: HIRES_OF_COURSE }),
      workplaceRows(random, owner, acceptedOn),
      ...(index < 6 ? [employerReadinessRows(random, owner, movedBy(acceptedOn, 20))] : []),
      ...plans.map((plan) => openingRows(random, plan)),
    ],
    NO_COMPANIES,
  );
}

/** An ordinary company: no course, an opening, a place or two, and how ready it was before and after. */
function employerRoom(
  random: Random,
  span: ProgrammeSpan,
  employer: OrganisationRow,
  { index, hires }: At,
): AcceleratorRows {
  const { id: organisationId, municipalityCode } = employer;
  const { programmeId } = span;
  const owner = { programmeId, organisationId, municipalityCode, courseId: null, partnershipId: null, synthetic: true };
  const from = movedBy(localDate("2019-02-01"), 20 * index);
  const [first] = hires.get(organisationId) ?? [];
  const plans = [openOpening(random, owner, index)];
  if (first !== undefined) {
    const seat = { ...seatOf(first), endedOn: movedBy(first.startedOn, 60) };
    plans.push({ ...planOf(random, owner, first), seatCount: 1, closedOn: null, seats: [seat] });
  }
  const plan = { company: owner, acceptedOn: null, from };
  return joined<AcceleratorRows>(
    [
      workplaceRows(random, owner, from),
      employerReadinessRows(random, owner, from),
      placeRows(random.fork("places"), span, { ...plan, count: 1 + (index % 2) }),
      ordinaryHireRows(random.fork("hires"), span, { ...plan, count: (index + 1) % 2 }),
      ...plans.map((plan) => openingRows(random, plan)),
    ],
    NO_COMPANIES,
  );
}

type Filled = Readonly<{ jobs: readonly Employment[]; isOverbooked: boolean }>;

/** An opening that the company's hires fill. An overbooked one has a seat fewer than were hired: the last was told by fact. */
function filledOpening(
  random: Random,
  span: ProgrammeSpan,
  owner: Omit<OfCompany, "id">,
  { jobs, isOverbooked }: Filled,
): OpeningPlan {
  const [first, last] = [jobs[0] as Employment, jobs.at(-1) as Employment];
  const closing = movedBy(last.startedOn, 30);
  const seats = jobs.map((job, index) => {
    const isShort = job.endedOn !== null && daysFrom(job.startedOn, job.endedOn) < 120;
    return { ...seatOf(job), endedOn: isShort ? job.endedOn : null, isTold: isOverbooked && index === jobs.length - 1 };
  });
  return {
    ...planOf(random, owner, first),
    seatCount: isOverbooked ? jobs.length - 1 : jobs.length,
    closedOn: closing < span.endsOn && seats.every(({ endedOn }) => endedOn === null) ? closing : null,
    seats,
  };
}

/** An opening that nobody has filled yet: half of them are taken back at the end of 2020. */
function openOpening(random: Random, owner: Omit<OfCompany, "id">, index: number): OpeningPlan {
  const opensOn = movedBy(localDate("2020-03-16"), 11 * index);
  return {
    ...{ company: { ...owner, id: random.id(opensOn) }, opensOn, seats: [], seatCount: random.between(1, 3) },
    form: random.pick(["SMALL_JOB", "ORDINARY", "FLEX_JOB"] as const),
    hoursPerWeek: random.pick([8, 10, 12, 15, 18, 20]),
    closedOn: index % 2 === 0 || owner.municipalityCode === AARHUS ? null : localDate("2020-12-18"),
  };
}

function planOf(random: Random, owner: Omit<OfCompany, "id">, { form, hoursPerWeek, startedOn }: Employment) {
  const opensOn = movedBy(startedOn, -random.between(14, 60));
  return { company: { ...owner, id: random.id(opensOn) }, form, hoursPerWeek, opensOn };
}

function seatOf({ participationId, startedOn }: Employment): Seat {
  return { participationId, filledOn: startedOn, endedOn: null, isTold: false };
}
