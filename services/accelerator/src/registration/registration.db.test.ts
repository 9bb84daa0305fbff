/** Registrations that lapse during a course, by their own days: on any day, as known at any instant. */
import { addDays, type LocalDate, localDate, systemViewer } from "@inclusion/kernel";
import { type Fact, unitOfWork } from "@inclusion/kernel/runtime";
import { openTestService, type TestService } from "@inclusion/kernel/testing";
import type { RsvSet } from "@inclusion/schema/facts";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import {
  company,
  idOf,
  inOdense,
  lead,
  openCall,
  PROGRAMME,
  partner,
  submit,
  TO_ACCEPTED,
  walk,
} from "../course/course-rows.fixture.ts";
import { handlers } from "../facts.ts";
import { service } from "../service.ts";

/** The day on which every course of these tests begins. */
const ACCEPTED = localDate("2018-09-03");

let opened: TestService;
let callId: string;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
  callId = await openCall(opened, "registered", { capacity: 90 });
});
afterAll(() => opened?.drop());

let position = 2_000_000;

function rsvSet(number: number, registrations: RsvSet["registrations"]): Fact {
  position += 1;
  const payload: RsvSet = { organisationId: idOf(number), registrations };
  return { position: String(position), id: idOf(position), type: "RsvSet", version: 1, subject: "", payload };
}

async function hear(...facts: readonly Fact[]): Promise<void> {
  await unitOfWork(opened.service.database, systemViewer("accelerator"), "facts", async (tx) => {
    for (const fact of facts) await handlers.partnership?.[fact.type]?.(tx, fact);
  });
}

/** The accepted course of a company. */
async function accepted(number: number, endedOn: string | null = null): Promise<string> {
  await company(opened, number);
  const id = (await submit(opened, callId, number)).course?.id ?? "";
  await walk(opened, id, TO_ACCEPTED);
  if (endedOn !== null) await walk(opened, id, [["courseExit", { exitedOn: endedOn, reason: "Ophørt" }]]);
  return id;
}

type Lapse = Readonly<{ course: Readonly<{ id: string }>; registeredFrom: string; registeredUntil: string }>;

const QUERY = `query($of: [_Any!]!, $asOf: LocalDate, $knownAt: Instant) { _entities(representations: $of) {
  ... on Programme { lapsedRegistrations(asOf: $asOf, knownAt: $knownAt) {
    course { id } registeredFrom registeredUntil } } } }`;

const ask = (viewer: typeof lead, clocks: Readonly<{ asOf?: string; knownAt?: string }> = {}) =>
  opened.ask(viewer, QUERY, { of: [{ __typename: "Programme", id: PROGRAMME }], ...clocks });

/** Lapses of one course, as first and last day. */
async function lapsesOf(courseId: string, clocks: Readonly<{ asOf?: string; knownAt?: string }> = {}) {
  const { data, errors } = await ask(lead, clocks);
  expect(errors).toBeUndefined();
  const [found] = (data?._entities ?? []) as readonly { lapsedRegistrations: readonly Lapse[] }[];
  return found?.lapsedRegistrations
    .filter(({ course }) => course.id === courseId)
    .map(({ registeredFrom, registeredUntil }) => [registeredFrom, registeredUntil]);
}

const now = () => new Date().toISOString();

describe("a lapse", () => {
  test.for([
    { case: "on the first day of the course", until: "2018-09-03", isLapse: true },
    { case: "on the day before it", until: "2018-09-02", isLapse: false },
    { case: "on the day before the last", until: "2018-12-02", isLapse: true },
    { case: "on the last day", until: "2018-12-03", isLapse: false },
  ])("$case is one: $isLapse", async ({ until, isLapse }) => {
    const number = Number(until.slice(5).replace("-", "")) + 1_000;
    const id = await accepted(number, "2018-12-03");
    await hear(rsvSet(number, [{ from: "2018-01-01", until }]));
    expect(await lapsesOf(id)).toEqual(isLapse ? [["2018-01-01", until]] : []);
  });

  test("is dated by the registration, whenever it was told, and is there from the day after on", async () => {
    const id = await accepted(301);
    await hear(rsvSet(301, [{ from: "2018-02-15", until: "2018-11-16" }]));
    expect(await lapsesOf(id)).toEqual([["2018-02-15", "2018-11-16"]]);
    expect(await lapsesOf(id, { asOf: "2018-11-16" })).toEqual([]);
    expect(await lapsesOf(id, { asOf: "2018-11-17" })).toEqual([["2018-02-15", "2018-11-16"]]);
  });

  test("is known from when it was told, and a correction is as well", async () => {
    const id = await accepted(302);
    const before = now();
    await hear(rsvSet(302, [{ from: "2018-02-15", until: null }]));
    const standing = now();
    await hear(rsvSet(302, [{ from: "2018-02-15", until: "2018-11-16" }]));
    const ended = now();
    await hear(rsvSet(302, [{ from: "2018-02-15", until: "2018-12-16" }]));
    expect(await lapsesOf(id, { knownAt: before })).toEqual([]);
    expect(await lapsesOf(id, { knownAt: standing })).toEqual([]);
    expect(await lapsesOf(id, { knownAt: ended })).toEqual([["2018-02-15", "2018-11-16"]]);
    expect(await lapsesOf(id)).toEqual([["2018-02-15", "2018-12-16"]]);
  });

  test("is none where the next registration begins the day after, and two where there is a gap", async () => {
    const id = await accepted(303);
    const first = { from: "2018-02-15", until: "2018-11-16" };
    await hear(rsvSet(303, [first, { from: "2018-11-17", until: "2019-03-31" }]));
    expect(await lapsesOf(id)).toEqual([["2018-02-15", "2019-03-31"]]);
    await hear(rsvSet(303, [first, { from: "2018-11-18", until: "2019-03-31" }]));
    expect(await lapsesOf(id)).toEqual([
      ["2018-02-15", "2018-11-16"],
      ["2018-11-18", "2019-03-31"],
    ]);
  });

  test("goes with the company into the one that it was found to be, and was its own before", async () => {
    const id = await accepted(304);
    const days = [{ from: "2018-02-15", until: "2018-11-16" }];
    await hear(rsvSet(304, days));
    const alone = now();
    await company(opened, 304, { mergedInto: idOf(305) });
    await hear(rsvSet(305, days), rsvSet(304, []));
    expect(await lapsesOf(id)).toEqual([["2018-02-15", "2018-11-16"]]);
    await hear(rsvSet(305, [{ from: "2018-02-15", until: "2018-12-31" }]));
    expect(await lapsesOf(id)).toEqual([["2018-02-15", "2018-12-31"]]);
    expect(await lapsesOf(id, { knownAt: alone })).toEqual([["2018-02-15", "2018-11-16"]]);
  });

  test("is seen by who sees the course, and by nobody else", async () => {
    const courseId = await accepted(306);
    await hear(rsvSet(306, [{ from: "2018-02-15", until: "2018-11-16" }]));
    expect(await lapsesOf(courseId)).toHaveLength(1);
    expect((await ask(inOdense)).data?._entities).toEqual([{ lapsedRegistrations: [] }]);
    expect((await ask(partner)).errors?.[0]?.extensions?.code).toBe("FORBIDDEN_FIELD");
  });
});

type Span = Readonly<{ gap: number; length: number | null }>;

/** Registrations one after the other, the last of which may stand. */
const lists: fc.Arbitrary<readonly Span[]> = fc.array(
  fc.record({ gap: fc.integer({ min: 1, max: 400 }), length: fc.option(fc.integer({ min: 0, max: 400 })) }),
  { maxLength: 3 },
);

function registrationsOf(spans: readonly Span[]): RsvSet["registrations"] {
  let after: LocalDate | null = localDate("2017-12-31");
  return spans.flatMap(({ gap, length }) => {
    if (after === null) return [];
    const from: LocalDate = addDays(after, gap);
    after = length === null ? null : addDays(from, length);
    return [{ from, until: after }];
  });
}

/** The same by going through the days of the course one by one. */
function lastDaysIn(registrations: RsvSet["registrations"], asOf: LocalDate): string[] {
  const isOn = (day: LocalDate) => registrations.some(({ from, until }) => from <= day && (until ?? "9999") >= day);
  const last: string[] = [];
  for (let day = ACCEPTED; day < asOf; day = addDays(day, 1)) if (isOn(day) && !isOn(addDays(day, 1))) last.push(day);
  return last;
}

test("lapses are those of the last list that was told, in every order and by any repetition", async () => {
  const id = await accepted(307);
  let lapsed = 0;
  const ways = fc.record({
    told: fc.array(lists, { minLength: 1, maxLength: 4 }),
    keys: fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
    asOf: fc.integer({ min: 0, max: 1_200 }).map((days) => addDays(ACCEPTED, days)),
  });
  await fc.assert(
    fc.asyncProperty(ways, async ({ told, keys, asOf }) => {
      const facts = told.map((spans) => rsvSet(307, registrationsOf(spans)));
      const delivered = [...facts, ...facts]
        .map((fact, index) => ({ fact, key: keys[index % keys.length] ?? 0 }))
        .sort((a, b) => a.key - b.key);
      for (const { fact } of delivered) await hear(fact);
      const expected = lastDaysIn(registrationsOf(told.at(-1) ?? []), asOf);
      lapsed += expected.length;
      expect((await lapsesOf(id, { asOf }))?.map(([, until]) => until)).toEqual(expected);
    }),
    { numRuns: 60 },
  );
  expect(lapsed).toBeGreaterThan(0);
});
