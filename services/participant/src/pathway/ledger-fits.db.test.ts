import { addDays, type LocalDate, localDate } from "@inclusion/kernel";
import { openTestService, type TestService } from "@inclusion/kernel/testing";
import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { ParticipationState } from "../participation/participation.ts";
import { service } from "../service.ts";
import { ledgerSums, recomputedSums } from "./ledger-fits.fixture.ts";
import {
  COMPANY,
  EMPLOYER,
  EXIT,
  FACTS,
  FIT,
  openWays,
  type Participation,
  REFERRAL,
  type Ways,
} from "./pathway-ways.fixture.ts";

let opened: TestService;
let ways: Ways;

beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
  ways = await openWays(opened);
});
afterAll(() => opened?.drop());

/** One draw: which of the mutations that fit, on which day, and which of two values. */
type Draw = Readonly<{ pick: number; day: number; other: boolean; back: number; asOf: number }>;

const draws: fc.Arbitrary<Draw> = fc.record({
  pick: fc.nat(99),
  day: fc.integer({ min: 1, max: 40 }),
  other: fc.boolean(),
  back: fc.nat(20),
  asOf: fc.nat(1_000),
});

type Input = Readonly<Record<string, unknown>>;
type Made = readonly (readonly [string, Input])[];

/** The mutations that can be done in a state, and corrections in every state; `on` is a day after the last step. */
function movesOf(now: Participation, on: LocalDate, { other, day }: Draw): Made {
  const course = { axis: "AXIS_3B1", plannedWeeks: other ? 8 : 26, startedOn: on };
  const open = (rows: Participation["courses"]) => rows.find(({ endedOn }) => endedOn === null)?.id ?? COMPANY;
  const job = { form: other ? "ORDINARY" : "FLEX_JOB", employerId: EMPLOYER, startedOn: on, hoursPerWeek: 8 + day };
  const leave = ["participationLeave", { ...EXIT, labourStatus: other ? "EMPLOYED" : "INACTIVE", leftOn: on }] as const;
  const lost = ["employmentEnd", { employmentId: open(now.employments), endedOn: on }] as const;
  const begin: Partial<Record<ParticipationState, Made>> = {
    REFERRED: [
      ["participationScreen", { ...FIT, screenedOn: on, outcome: other ? "FIT" : "WAITLIST" }],
      ["entryFactsRecord", { ...FACTS, labourStatus: other ? "INACTIVE" : "UNEMPLOYED" }],
    ],
    WAITLISTED: [["participationOfferPlace", { offeredOn: on }]],
    ACCEPTED: [
      ["entryFactsRecord", FACTS],
      ["participationEnrol", { ...course, kind: other ? "ENTRY" : "INCLUSION" }],
    ],
    ENROLLED: [
      ["placementStart", { form: "WORK_TRIAL", companyId: COMPANY, startedOn: on, hoursPerWeek: 12 }],
      ["participationComplete", { endedOn: on, endFormOn: on }],
      ["participationDropOut", { endedOn: on, reasonCode: "OTHER" }],
      ["employmentStart", { ...job, courseContinues: other }],
      ["sensitiveFactsRecord", { disability: other ? "YES" : "REFUSED", askedOn: on }],
    ],
    IN_PLACEMENT: [
      ["placementEnd", { placementId: open(now.placements), endedOn: on }],
      ["employmentStart", job],
    ],
    COMPLETED: [["employmentStart", job], leave],
    DROPPED_OUT: [leave],
    EMPLOYED: [lost, leave, ["aftercareStart", course], ["participationComplete", { endedOn: on, endFormOn: on }]],
    FOLLOW_UP: [...followUps(now, other), lost, ["participationClose", { closedOn: on }], ["aftercareStart", course]],
    CLOSED: [lost, ["aftercareStart", course]],
    AFTERCARE: [["employmentStart", job], leave],
  };
  return [...(begin[now.state as ParticipationState] ?? []), ...correctionsOf(now, day, other)];
}

function followUps(now: Participation, other: boolean): Made {
  return now.followUps
    .filter(({ status }) => status === "PLANNED")
    .map(({ kind, dueOn }) => [
      "followUpRecord",
      { kind, recordedOn: dueOn, reached: true, labourStatus: other ? "EMPLOYED" : "UNEMPLOYED" },
    ]);
}

function correctionsOf(now: Participation, day: number, other: boolean): Made {
  const moved = (on: unknown) => addDays(localDate(String(on)), other ? -(day % 5) : day % 5);
  const last = (rows: Participation["courses"]) => rows.at(-1);
  const [course, job, placement] = [last(now.courses), last(now.employments), last(now.placements)];
  const corrections: (readonly [string, Input])[] = [
    ["participationCorrect", { benefit: other ? "SICKNESS" : "CASH_JOB_READY", education: `ISCED_${day % 9}` }],
  ];
  if (course !== undefined)
    corrections.push(["courseCorrect", { courseId: course.id, startedOn: moved(course.startedOn) }]);
  if (course?.endedOn != null)
    corrections.push([
      "courseCorrect",
      { courseId: course.id, completion: other ? "DROPPED_OUT" : "COMPLETED", endFormOn: course.endedOn },
    ]);
  if (job !== undefined)
    corrections.push([
      "employmentCorrect",
      { employmentId: job.id, form: other ? "ORDINARY" : "WAGE_SUBSIDY", startedOn: moved(job.startedOn) },
    ]);
  if (placement !== undefined)
    corrections.push(["placementCorrect", { placementId: placement.id, startedOn: moved(placement.startedOn) }]);
  if (now.exit !== null)
    corrections.push(["exitCorrect", { leftOn: moved(now.exit.leftOn), labourStatus: "UNEMPLOYED" }]);
  return corrections.map(([mutation, input]) => [mutation, { ...input, reasonCode: "NEW_EVIDENCE" }]);
}

/** An instant of the database after everything that was committed. */
async function instantNow(): Promise<string> {
  const [row] = await opened.sql<{ at: string }>(
    "SELECT pg_sleep(0.003), date_trunc('milliseconds', clock_timestamp())::text AS at FROM pg_sleep(0.003)",
  );
  return row?.at as string;
}

test("the ledger says of every day and instant what the rules say of the rows that were known then", async () => {
  let [sent, accepted] = [0, 0];
  await fc.assert(
    fc.asyncProperty(fc.array(draws, { minLength: 16, maxLength: 24 }), async (moves) => {
      let now = await ways.done("participationRefer", REFERRAL);
      let on = localDate(REFERRAL.referredOn);
      const instants = [await instantNow()];
      for (const draw of moves) {
        const possible = movesOf(now, addDays(on, draw.day), draw);
        const [mutation, input] = possible[draw.pick % possible.length] as (typeof possible)[number];
        const answer = await ways.send(mutation, { ...input, participationId: now.id });
        expect(answer.fault, `${mutation} ${JSON.stringify(input)}`).toBeNull();
        sent += 1;
        if (answer.participation !== null) {
          accepted += 1;
          now = answer.participation;
          on = localDate(
            now.events
              .map(({ kind, happenedOn }) => (kind === "CORRECT" ? on : String(happenedOn)))
              .sort()
              .at(-1) ?? on,
          );
        }
        instants.push(await instantNow());
        for (const knownAt of [instants.at(-1), instants.at(-1 - draw.back) ?? instants[0]] as string[]) {
          const asOf = addDays(localDate("2019-02-25"), draw.asOf);
          const ledger = await ledgerSums(opened.sql, now.id, asOf, knownAt);
          expect(ledger, `${mutation} ${asOf} ${knownAt}`).toEqual(
            await recomputedSums(opened.sql, now.id, asOf, knownAt),
          );
        }
      }
    }),
    { numRuns: 5, endOnFailure: true, seed: 20_180_206 },
  );
  expect(accepted).toBeGreaterThan(sent / 3);
}, 120_000);
