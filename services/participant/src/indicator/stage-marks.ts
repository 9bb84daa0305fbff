/** The marks on the way through a programme: referral, place, company, job, and how long the job lasts. Pure. */
import { addMonths, daysBetween, type LocalDate } from "@inclusion/kernel";
import { countsAsEmployed, type Employment } from "../employment/employment.ts";
import { compareTexts, firstOf, type Mark } from "../participation/ledger-entry.ts";
import type { ParticipationFile } from "../participation/participation-file.ts";
import type { PathwayEventKind } from "../pathway/pathway.ts";
import { minimumHoursOn } from "../programme-terms/programme-terms.ts";

/** Something on a day, and the row that says so. */
type Happening = Readonly<{ on: LocalDate; cause: string }>;

/** Forms in which the hours are not paid by the employer. */
const UNPAID_FORMS: ReadonlySet<string> = new Set(["WORK_TRIAL", "UTILITY_JOB"]);

const ADMISSIONS: ReadonlySet<PathwayEventKind> = new Set(["ADMIT_ALUMNUS", "OFFER_PLACE", "SCREEN_FIT"]);

/** Every mark of a file's way, each code once; a mark that lies ahead holds unless something is known to prevent it. */
export function stageMarks(file: ParticipationFile): readonly Mark[] {
  return [...before(file), ...during(file), ...aftercare(file)];
}

function once(indicator: string, happenings: readonly Happening[]): readonly Mark[] {
  const first = firstOf(happenings);
  return first === null ? [] : [{ indicator, on: first.on, cause: first.cause }];
}

/** What can happen to somebody who never enters. */
function before({ referrals, screenings, events, contacts }: ParticipationFile): readonly Mark[] {
  const steps = (kinds: ReadonlySet<PathwayEventKind>): readonly Happening[] =>
    events
      .filter(({ kind }) => kinds.has(kind))
      .map(({ id, happenedOn }) => ({ on: happenedOn, cause: `pathway-event ${id}` }));
  return [
    ...once("REFERRED", [
      ...referrals.map(({ id, referredOn }) => ({ on: referredOn, cause: `referral ${id}` })),
      ...steps(new Set(["REFER", "ADMIT_ALUMNUS"])),
    ]),
    ...once("ACCEPTED", [
      ...screenings
        .filter(({ outcome }) => outcome === "FIT")
        .map(({ id, screenedOn }) => ({ on: screenedOn, cause: `screening ${id}` })),
      ...steps(ADMISSIONS),
    ]),
    ...once(
      "CONTACTED",
      contacts.map(({ id, happenedOn }) => ({ on: happenedOn, cause: `company-contact ${id}` })),
    ),
  ];
}

/** What counts from the first day on; a job from before is no result. */
function during(file: ParticipationFile): readonly Mark[] {
  const { enteredOn } = file.participation;
  if (enteredOn === null) return [];
  const since = ({ on }: Happening): boolean => on >= enteredOn;
  const paid = file.employments
    .filter(({ form }) => !UNPAID_FORMS.has(form))
    .map(startOf)
    .filter(since);
  const firstPaid = once("PAID_HOURS", paid);
  return [
    ...once(
      "PLACED",
      file.placements.map(({ id, startedOn }) => ({ on: startedOn, cause: `placement ${id}` })).filter(since),
    ),
    ...firstPaid,
    ...firstPaid
      .filter(({ on }) => on <= addMonths(enteredOn, 6))
      .map((mark) => ({ ...mark, indicator: "PAID_WITHIN_6_MONTHS" })),
    ...once(
      "MENTORED",
      file.activities
        .filter(({ kind }) => kind === "MENTOR")
        .map(({ id, happenedOn }) => ({ on: happenedOn, cause: `activity ${id}` }))
        .filter(since),
    ),
    ...inWork(file, enteredOn),
  ];
}

function startOf({ id, startedOn }: Employment): Happening {
  return { on: startedOn, cause: `employment ${id}` };
}

/** The first job that counts, and whether there is one 3, 6 and 12 calendar months after it began. */
function inWork({ employments, terms }: ParticipationFile, enteredOn: LocalDate): readonly Mark[] {
  const jobs = employments.filter(
    (job) => job.startedOn >= enteredOn && countsAsEmployed(job, minimumHoursOn(terms, job.startedOn)),
  );
  return once("HIRED", jobs.map(startOf)).flatMap((hired) => [
    hired,
    ...([3, 6, 12] as const).flatMap((months) => {
      const on = addMonths(hired.on, months);
      const held = jobs.filter((job) => job.startedOn <= on && (job.endedOn === null || job.endedOn >= on));
      const causes = held.map((job) => ({ on, cause: startOf(job).cause }));
      return once(`AT_${months}_MONTHS`, causes);
    }),
  ]);
}

/** Fast-track aftercare, and the way from the loss of a job to the next. */
function aftercare({ courses, employments, terms, participation: { enteredOn } }: ParticipationFile): readonly Mark[] {
  const [began] = once(
    "AFTERCARE",
    courses
      .filter(({ kind, startedOn }) => kind === "FAST_TRACK_AFTERCARE" && enteredOn !== null && startedOn >= enteredOn)
      .map(({ id, startedOn }) => ({ on: startedOn, cause: `course ${id}` })),
  );
  if (began === undefined) return [];
  const [back] = once(
    "REEMPLOYED",
    employments
      .filter((job) => job.startedOn >= began.on && countsAsEmployed(job, minimumHoursOn(terms, job.startedOn)))
      .map(startOf),
  );
  if (back === undefined) return [began];
  const lostOn = employments
    .flatMap(({ endedOn }) => (endedOn !== null && endedOn <= began.on ? [endedOn] : []))
    .sort(compareTexts)
    .at(-1);
  const days = lostOn === undefined ? 0 : daysBetween(lostOn, back.on);
  return days > 0 ? [began, back, { ...back, indicator: "DAYS_TO_REEMPLOYMENT", amount: days }] : [began, back];
}
