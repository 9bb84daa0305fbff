/** Courses as tests walk them: through the graph, as named viewers. */
import type { Viewer } from "@inclusion/kernel";
import { systemViewer, UNLIMITED } from "@inclusion/kernel";
import { type Fact, unitOfWork } from "@inclusion/kernel/runtime";
import { type TestService, viewerWith, viewerWithin } from "@inclusion/kernel/testing";
import { handlers } from "../facts.ts";

export const idOf = (number: number): string => `0190a000-0000-7000-8000-${String(number).padStart(12, "0")}`;
export const PROGRAMME = idOf(1);
export const PARTNERSHIP = idOf(2);
const SCOPES = ["companies:read", "courses:write", "applications:read", "applications:write", "indicators:read"];

/** Runs the programme's accelerator. */
export const lead: Viewer = viewerWith(...SCOPES, "reviews:write");
/** A second person with the same rights. */
export const second: Viewer = { ...lead, subject: "test:second" };
export const third: Viewer = { ...lead, subject: "test:third" };
/** Sees companies and changes none. */
export const readerOnly: Viewer = viewerWith("companies:read", "applications:read");
/** Has every right, in Odense only. */
export const inOdense: Viewer = viewerWithin({ ...UNLIMITED, municipalities: ["0461"] }, ...SCOPES, "reviews:write");
/** Sees published figures only. */
export const partner: Viewer = viewerWith("indicators:read");

/** Eight digits that are a register number. */
export function cvrOf(number: number): string {
  for (let base = 1_000_000 + number * 10; ; base += 1) {
    const digits = String(base);
    const weights = [2, 7, 6, 5, 4, 3, 2];
    const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (weights[index] as number), 0);
    const check = (11 - (sum % 11)) % 11;
    if (check < 10) return `${digits}${check}`;
  }
}

let facts = 0;

/** Applies a fact of another service, as its follower would. */
export async function told(opened: TestService, from: string, type: string, payload: unknown): Promise<void> {
  const handler = handlers[from]?.[type];
  if (handler === undefined) throw new Error(`${from} ${type} is not followed`);
  facts += 1;
  const fact: Fact = { id: idOf(900_000 + facts), position: String(facts), type, version: 1, subject: "test", payload };
  await unitOfWork(opened.service.database, systemViewer("accelerator"), "test", (tx) => handler(tx, fact));
}

/** Tells of a programme. */
export function programmeTold(opened: TestService, programmeId: string = PROGRAMME): Promise<void> {
  return told(opened, "partnership", "ProgrammePeriodSet", { programmeId, startsOn: null, endsOn: null });
}

/** Tells of a social enterprise in a municipality. */
export function company(opened: TestService, number: number, more: Record<string, unknown> = {}): Promise<void> {
  return told(opened, "partnership", "OrganisationSet", {
    organisationId: idOf(number),
    cvr: null,
    kinds: ["SOCIAL_ENTERPRISE"],
    sizeClass: "SMALL",
    municipalityCode: "0751",
    rsvRegistered: false,
    mergedInto: null,
    ...more,
  });
}

/** What a mutation answered: the course and the refusals, code by code. */
export type Answer = Readonly<{
  course: Readonly<{ id: string; state: string; version: number }> | null;
  codes: readonly string[];
  refusals: readonly Readonly<{ code: string; message: string; field: readonly string[] | null }>[];
  /** Code of the fault, when there is one. */
  fault: unknown;
}>;

/** Runs a mutation of a course. */
export async function run(
  opened: TestService,
  viewer: Viewer,
  name: string,
  input: Record<string, unknown>,
): Promise<Answer> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation($input: ${type}!) { ${name}(input: $input) {
    course { id state version } refusals { code message field } } }`;
  const { data, errors } = await opened.ask(viewer, query, { input });
  const answer = data?.[name] as Pick<Answer, "course" | "refusals"> | undefined;
  const fault = errors?.[0]?.extensions?.code ?? errors?.[0]?.message ?? null;
  const refusals = answer?.refusals ?? [];
  return { course: answer?.course ?? null, codes: refusals.map(({ code }) => code), refusals, fault };
}

export const CRITERIA = [
  { code: "IMPACT", label: "Social effekt", weight: 2 },
  { code: "MARKET", label: "Marked", weight: 1 },
];

/** Opens a call for a cohort of the programme, which is told, and gives the call's id. */
export async function openCall(
  opened: TestService,
  cohort: string,
  more: Record<string, unknown> = {},
): Promise<string> {
  await programmeTold(opened);
  const input = {
    ...{ programmeId: PROGRAMME, title: "Forår 2018", opensOn: "2018-02-06", closesOn: "2018-06-30", cohort },
    ...{ capacity: 2, partnershipRequired: false, lowest: 1, highest: 5, criteria: CRITERIA, ...more },
  };
  const { data, errors } = await opened.ask(
    lead,
    "mutation($input: CallOpenInput!) { callOpen(input: $input) { call { id } refusals { code } } }",
    { input },
  );
  const call = (data?.callOpen as { call: { id: string } | null } | undefined)?.call;
  if (call == null) throw new Error(`no call: ${JSON.stringify([data, errors])}`);
  return call.id;
}

/** Figures of a year: DKK and full-time equivalents. */
export function year(number: number, turnover: string, fte: string): Record<string, unknown> {
  const period = { periodFrom: `${number}-01-01`, periodTo: `${number}-12-31` };
  return { ...period, currency: "DKK", turnover, fte, source: "årsrapport" };
}

/** Submits an application of company `number`; gives the course's id. */
export async function submit(
  opened: TestService,
  callId: string,
  number: number,
  more: Record<string, unknown> = {},
): Promise<Answer> {
  const input = { callId, organisationId: idOf(number), cvr: cvrOf(number), submittedOn: "2018-03-01", answers: [] };
  return run(opened, lead, "applicationSubmit", { ...input, ...more });
}

export const CHECKS = ["SOCIAL_PURPOSE", "INDEPENDENCE", "FINANCES", "MANAGEMENT", "GROWTH_POTENTIAL", "STATE_AID"];

/** Does one thing after the other with a course; throws when one is refused. */
export async function walk(
  opened: TestService,
  courseId: string,
  steps: readonly (readonly [string, Record<string, unknown>])[],
): Promise<void> {
  for (const [name, input] of steps) {
    const { course, refusals, fault } = await run(opened, lead, name, { courseId, ...input });
    if (course === null) throw new Error(`${name}: ${JSON.stringify([refusals, fault])}`);
  }
}

/** From the application to acceptance. */
export const TO_ACCEPTED: readonly (readonly [string, Record<string, unknown>])[] = [
  ["snapshotRecord", { kind: "BASELINE", ...year(2017, "4123456.00", "6.50") }],
  ["dueDiligenceStart", { startedOn: "2018-07-02" }],
  ...CHECKS.map((kind) => ["dueDiligenceRecord", { kind, result: "PASSED", checkedOn: "2018-08-01" }] as const),
  ["applicationAccept", { acceptedOn: "2018-09-03" }],
];

export const GOALS = [
  {
    ...{ code: "HIRES", kind: "SOCIAL", label: "Ansatte fra kanten", unit: "PERSONS", baseline: "0.00" },
    ...{ baselineOn: "2018-09-03", target: "4.00", dueOn: "2019-09-03" },
  },
  {
    ...{ code: "SALES", kind: "BUSINESS", label: "Omsætning", unit: "DKK", baseline: "4123456.00" },
    ...{ baselineOn: "2018-09-03", target: "5000000.00", dueOn: "2019-09-03" },
  },
];

/** From acceptance to the sprints. */
export const TO_SPRINTS: readonly (readonly [string, Record<string, unknown>])[] = [
  ["courseDiagnose", { diagnosedOn: "2018-09-20", summary: "Salg mangler.", needs: ["salg"] }],
  ["growthPlanWrite", { writtenOn: "2018-10-01", goals: GOALS, jobsPlanned: 4, placesPlanned: 5 }],
  ["growthPlanApprove", { approvedOn: "2018-10-05" }],
];

/** The first entity of an answer to `_entities`, as the test expects it. */
export function entityOf<Entity>({ data }: Readonly<{ data?: Record<string, unknown> | null }>): Entity {
  const [entity] = (data?._entities ?? []) as readonly Entity[];
  if (entity === undefined) throw new Error("there is no entity");
  return entity;
}
