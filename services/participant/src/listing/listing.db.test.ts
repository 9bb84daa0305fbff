import { addDays, dayOf, localDate, UNLIMITED, type Viewer } from "@inclusion/kernel";
import { openTestService, type TestService, viewerWith, viewerWithin } from "@inclusion/kernel/testing";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { PLACES, sampleFiles, storeFiles, storePlaces } from "../indicator/stored-files.fixture.ts";
import type { ParticipationFile } from "../participation/participation-file.ts";
import { idOf, PROGRAMME } from "../participation/participation-rows.fixture.ts";
import { service } from "../service.ts";
import { fits, type World, wasMember } from "./brute-force.fixture.ts";
import type { ParticipationFilter } from "./participation-filter.repository.ts";

const today = dayOf(new Date());
const [FIRM, OLD_FIRM, OTHER] = [idOf(901), idOf(902), idOf(903)];
const PARTNERSHIPS = [idOf(911), idOf(912)];
const MEMBERSHIPS = [
  {
    courseId: idOf(921),
    programmeId: PROGRAMME,
    organisationId: FIRM,
    acceptedOn: localDate("2019-06-01"),
    exitedOn: localDate("2020-03-01"),
  },
];

/** Employers, partnerships and readiness differ from file to file. */
function varied(file: ParticipationFile, index: number): ParticipationFile {
  const { participation, employments } = file;
  const { id, programmeId, municipalityCode } = participation;
  const partnershipId = [null, ...PARTNERSHIPS][index % 3] ?? null;
  const owned = { id, participationId: id, programmeId, municipalityCode };
  const readyUntil = [null, addDays(today, -1), today][index % 3] ?? null;
  const readiness = {
    ...owned,
    readyFrom: addDays(today, (index % 5) - 3),
    readyUntil,
    hoursPerWeek: 10,
    needs: [],
    endReason: null,
  };
  return {
    ...file,
    participation: { ...participation, partnershipId },
    memberships: MEMBERSHIPS,
    employments: employments.map((job, at) => ({
      ...job,
      employerId: [FIRM, OLD_FIRM, OTHER][(index + at) % 3] ?? OTHER,
    })),
    readinesses: index % 2 === 0 ? [] : [readiness],
  };
}

const files = sampleFiles(90).map(varied);
const paid = new Map(
  files.map(({ participation: { id } }, index) => [
    id,
    index % 4 === 0 ? ["3B.1", "3B.4"].slice(0, 1 + (index % 2)) : [],
  ]),
);
const hidden = new Set([files[3], files[10]].map((file) => file?.participation.id ?? ""));
const world: World = {
  today,
  regionOf: new Map(PLACES.map(({ code, region }) => [code, region])),
  paid,
  survivorOf: (id) => (id === OLD_FIRM ? FIRM : id),
};

const SCOPES = ["participations:read", "indicators:read"];
const tokens: Readonly<Record<string, Viewer>> = {
  "of the whole programme": viewerWith(...SCOPES),
  "of Aarhus": viewerWithin({ ...UNLIMITED, municipalities: ["0751"] }, ...SCOPES),
  "of the capital's region": viewerWithin({ ...UNLIMITED, municipalities: [], regions: ["1084"] }, ...SCOPES),
  "of another programme": viewerWithin({ ...UNLIMITED, programmes: [idOf(1_234)] }, ...SCOPES),
};
const holds: Readonly<Record<string, (file: ParticipationFile) => boolean>> = {
  "of the whole programme": () => true,
  "of Aarhus": ({ participation }) => participation.municipalityCode === "0751",
  "of the capital's region": ({ participation }) => ["0101", "0400"].includes(participation.municipalityCode),
  "of another programme": () => false,
};
const names = Object.keys(tokens);

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
  await storeFiles(opened.service, files);
  await storePlaces((text) => opened.sql(text));
  for (const { courseId, organisationId, acceptedOn, exitedOn } of MEMBERSHIPS) {
    await opened.sql("INSERT INTO participant.accelerator_membership VALUES ($1, $2, $3, $4, $5)", [
      ...[courseId, PROGRAMME, organisationId, acceptedOn, exitedOn],
    ]);
  }
  await opened.sql("INSERT INTO participant.organisation VALUES ($1, NULL, $1), ($2, $1, $1)", [FIRM, OLD_FIRM]);
  let number = 30_000;
  for (const [id, metrics] of paid) {
    for (const metric of [...metrics, "3B.2"]) {
      number += 1;
      await opened.sql(
        `INSERT INTO participant.paid_outcome SELECT $1, id, programme_id, municipality_code, $3, '2020-01-01', $4::date
         FROM participant.participation WHERE id = $2`,
        [idOf(number), id, metric, metric === "3B.2" ? "2020-02-01" : null],
      );
    }
  }
  for (const id of hidden) {
    await opened.sql(
      `INSERT INTO participant.participation_restriction
         (id, participation_id, programme_id, municipality_code, restricted_on)
       SELECT id, id, programme_id, municipality_code, '2020-01-01' FROM participant.participation WHERE id = $1`,
      [id],
    );
  }
}, 120_000);
afterAll(() => opened?.drop());

type Page = Readonly<{
  totalCount: number;
  nodes: readonly Readonly<{ id: string }>[];
  pageInfo: Readonly<{ hasNextPage: boolean; endCursor: string | null }>;
}>;

const TYPES: Readonly<Record<string, string>> = {
  participations: "ParticipationFilter",
  employments: "EmploymentFilter",
  placements: "PlacementFilter",
  followUps: "FollowUpFilter",
};

type Wanted = Readonly<{ filter: unknown; first: number; after?: string | null }>;

async function page(viewer: Viewer, list: string, { filter, first, after = null }: Wanted) {
  const { data, errors } = await opened.ask(
    viewer,
    `query($of: [_Any!]!, $filter: ${TYPES[list]}, $first: Int, $after: String) {
       _entities(representations: $of) { ... on Programme {
         ${list}(filter: $filter, first: $first, after: $after) {
           totalCount nodes { id } pageInfo { hasNextPage endCursor } } } } }`,
    { of: [{ __typename: "Programme", id: PROGRAMME }], filter, first, after },
  );
  return { page: (data?._entities as Record<string, Page>[] | undefined)?.[0]?.[list], errors };
}

/** Every id of a list, page by page; each page says the same count, which is how many there are. */
async function walk(viewer: Viewer, list: string, filter: unknown, first = 17): Promise<readonly string[]> {
  const ids: string[] = [];
  const counts = new Set<number>();
  let after: string | null = null;
  do {
    const { page: got, errors } = await page(viewer, list, { filter, first, after });
    if (got === undefined) throw new Error(JSON.stringify(errors));
    ids.push(...got.nodes.map(({ id }) => id));
    counts.add(got.totalCount);
    after = got.pageInfo.hasNextPage ? got.pageInfo.endCursor : null;
  } while (after !== null);
  expect([...counts]).toEqual([ids.length]);
  expect(ids).toEqual([...new Set(ids)].sort());
  return ids;
}

const maybe = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { freq: 2, nil: undefined });
const day = fc.integer({ min: 0, max: 900 }).map((offset) => addDays(localDate("2019-01-07"), offset));
const filters: fc.Arbitrary<ParticipationFilter> = fc.record({
  states: maybe(fc.subarray(["REFERRED", "ENROLLED", "EMPLOYED", "FOLLOW_UP", "COMPLETED", "CLOSED"] as const)),
  municipalityCode: maybe(fc.constantFrom("0751", "0461", "0101")),
  regionCode: maybe(fc.constantFrom("1082", "1084", "1085")),
  entryGate: maybe(fc.constantFrom("REFERRAL", "ALUMNI_LOST_JOB")),
  partnershipId: maybe(fc.constantFrom(...PARTNERSHIPS, idOf(999), "none")),
  axis: maybe(fc.constantFrom("AXIS_3B1", "AXIS_3B2")),
  courseKind: maybe(fc.constantFrom("ENTRY", "INCLUSION", "RETENTION")),
  enteredFrom: maybe(day),
  enteredUntil: maybe(day),
  leftFrom: maybe(day),
  leftUntil: maybe(day),
  employerId: maybe(fc.constantFrom(FIRM, OLD_FIRM, OTHER)),
  employerInAccelerator: maybe(fc.boolean()),
  hasPaidOutcome: maybe(fc.boolean()),
  paidMetric: maybe(fc.constantFrom("3B.1", "3B.2", "3B.4")),
  hasOpenFollowUp: maybe(fc.boolean()),
  ready: maybe(fc.boolean()),
});
/** One to three parts of a filter, so that lists are seldom empty. */
const few = fc
  .tuple(filters, fc.uniqueArray(fc.nat(16), { minLength: 1, maxLength: 3 }))
  .map(([filter, kept]) => Object.fromEntries(Object.entries(filter).filter((_, at) => kept.includes(at))));

const visible = (token: string): readonly ParticipationFile[] =>
  files.filter((file) => holds[token]?.(file) === true && !hidden.has(file.participation.id));

describe("participations", () => {
  test.for(names)("count as many as they list, for the token %s", async (token) => {
    const expected = visible(token).map(({ participation }) => participation.id);
    expect(await walk(tokens[token] as Viewer, "participations", null)).toEqual(expected.sort());
  });

  test("are those that fit every part of the filter, for every token", async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(few, fc.constantFrom(...names), async (filter, token) => {
        const expected = visible(token).filter((file) => fits(file, filter, world));
        found += expected.length;
        const ids = await walk(tokens[token] as Viewer, "participations", filter, 40);
        expect(ids).toEqual(expected.map(({ participation }) => participation.id).sort());
      }),
      {
        numRuns: 120,
        examples: Object.entries({
          employerInAccelerator: true,
          ready: true,
          paidMetric: "3B.1",
          employerId: OLD_FIRM,
        }).map(([part, value]) => [{ [part]: value }, names[0] as string] as [ParticipationFilter, string]),
      },
    );
    expect(found).toBeGreaterThan(100);
  });

  test("are walked with cursors of the same filter and token only", async () => {
    const [all, aarhus] = [tokens["of the whole programme"] as Viewer, tokens["of Aarhus"] as Viewer];
    const first = await page(all, "participations", { filter: { municipalityCode: "0751" }, first: 2 });
    const after = first.page?.pageInfo.endCursor ?? null;
    expect(
      (await page(all, "participations", { filter: { municipalityCode: "0751", states: null }, first: 2, after }))
        .errors,
    ).toBeUndefined();
    for (const [viewer, filter] of [
      [all, null],
      [all, { municipalityCode: "0461" }],
      [aarhus, { municipalityCode: "0751" }],
    ] as const) {
      const { errors } = await page(viewer, "participations", { filter: filter, first: 2, after });
      expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", reason: "CURSOR_OTHER_LIST" });
    }
  });

  test("are for those who may see rows", async () => {
    const { errors } = await page(viewerWith("indicators:read"), "participations", { filter: null, first: 2 });
    expect(errors?.[0]?.extensions?.code).toBe("FORBIDDEN_FIELD");
  });
});

describe("rows of participations", () => {
  test.for(names)("count as many as they list and leave out the restricted, for the token %s", async (token) => {
    const viewer = tokens[token] as Viewer;
    const idsOf = (rows: (file: ParticipationFile) => readonly Readonly<{ id: string }>[]) =>
      visible(token)
        .flatMap(rows)
        .map(({ id }) => id)
        .sort();
    expect(await walk(viewer, "employments", null)).toEqual(idsOf(({ employments }) => employments));
    expect(await walk(viewer, "placements", null)).toEqual(idsOf(({ placements }) => placements));
    expect(await walk(viewer, "followUps", null)).toEqual(idsOf(({ followUps }) => followUps));
    const inAccelerator = { employerInAccelerator: true, participation: { municipalityCode: "0751" } };
    expect(await walk(viewer, "employments", inAccelerator)).toEqual(
      idsOf((file) =>
        file.participation.municipalityCode === "0751"
          ? file.employments.filter((job) => wasMember(file, job, world))
          : [],
      ),
    );
    expect(await walk(viewer, "employments", { employerId: FIRM, isOpen: true })).toEqual(
      idsOf(({ employments }) =>
        employments.filter(({ employerId, endedOn }) => employerId !== OTHER && endedOn === null),
      ),
    );
    expect(await walk(viewer, "followUps", { statuses: ["PLANNED"], dueUntil: "2020-12-31" })).toEqual(
      idsOf(({ followUps }) => followUps.filter(({ status, dueOn }) => status === "PLANNED" && dueOn <= "2020-12-31")),
    );
    expect(await walk(viewer, "placements", { form: "WORK_TRIAL", startedFrom: "2019-09-01" })).toEqual(
      idsOf(({ placements }) =>
        placements.filter(({ form, startedOn }) => form === "WORK_TRIAL" && startedOn >= "2019-09-01"),
      ),
    );
  });
});

test("the list behind a figure goes on past restricted persons, and counts what it lists", async () => {
  const FIGURE = `query($of: [_Any!]!, $after: String) { _entities(representations: $of) { ... on Programme {
    participantIndicators(codes: ["3B.1"], knownAt: "2999-01-01T00:00:00.000Z") { participations(first: 1, after: $after) {
      totalCount nodes { id } pageInfo { hasNextPage endCursor } } } } } }`;
  const ids: string[] = [];
  let [after, total]: [string | null, number] = [null, -1];
  do {
    const of = [{ __typename: "Programme", id: PROGRAMME }];
    const { data, errors } = await opened.ask(tokens["of the whole programme"] as Viewer, FIGURE, { of, after });
    expect(errors).toBeUndefined();
    const [found] = (data?._entities ?? []) as unknown as [{ participantIndicators: [{ participations: Page }] }];
    const { nodes, pageInfo, totalCount } = found.participantIndicators[0].participations;
    ids.push(...nodes.map(({ id }) => id));
    [after, total] = [pageInfo.hasNextPage ? pageInfo.endCursor : null, totalCount];
  } while (after !== null);
  expect(total).toBe(ids.length);
  const started = visible("of the whole programme").filter(({ courses }) =>
    courses.some(({ kind }) => kind === "ENTRY"),
  );
  expect(ids).toEqual(started.map(({ participation }) => participation.id).sort());
});

test("a page's placements are each of their own participation, and so are its employments", async () => {
  const { data, errors } = await opened.ask(
    viewerWith("participations:read"),
    `{ _entities(representations: [{ __typename: "Programme", id: "${PROGRAMME}" }]) { ... on Programme {
      participations(first: 50) { nodes { id placements { id form } employments { id form } } } } } }`,
  );
  expect(errors).toBeUndefined();
  type Rows = readonly Readonly<{ id: string; form: string }>[];
  type Node = Readonly<{ id: string; placements: Rows; employments: Rows }>;
  const [programme] = (data as { _entities: [{ participations: { nodes: Node[] } }] })._entities;
  const { nodes } = programme.participations;
  expect(nodes.flatMap(({ placements }) => placements).length).toBeGreaterThan(5);
  expect(nodes.flatMap(({ employments }) => employments).length).toBeGreaterThan(5);
  const formsOf = (rows: Rows): string[] => rows.map(({ id, form }) => `${id} ${form}`).sort();
  for (const { id, placements, employments } of nodes) {
    const file = files.find(({ participation }) => participation.id === id);
    expect(formsOf(placements)).toEqual(formsOf(file?.placements ?? []));
    expect(formsOf(employments)).toEqual(formsOf(file?.employments ?? []));
  }
});
