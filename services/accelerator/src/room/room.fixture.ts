import { type Limits, systemViewer, UNLIMITED, type Viewer } from "@inclusion/kernel";
import { type Fact, unitOfWork } from "@inclusion/kernel/runtime";
import { openTestService, type TestPostgres, type TestService, viewerWithin } from "@inclusion/kernel/testing";
import { handlers } from "../facts.ts";
import { service } from "../service.ts";

export const idOf = (number: number): string => `0190a000-0000-7000-8000-${String(number).padStart(12, "0")}`;

export const PROGRAMME = idOf(1);
/** A company in Aarhus with an accepted course, one in Odense, and an ordinary company in Aarhus. */
export const [AARHUS, ODENSE, ORDINARY] = [idOf(11), idOf(12), idOf(13)] as const;
export const [COURSE_AARHUS, COURSE_ODENSE] = [idOf(21), idOf(22)] as const;
export const PARTNERSHIP = idOf(31);
export const participation = (number: number): string => idOf(1_000 + number);
export const hashOf = (letter: string): string => letter.repeat(64);

const EVERYTHING = ["companies:read", "openings:write", "places:write", "matching:read", "indicators:read"];

/** A viewer with every scope of this noun, within limits. */
export function roomViewer(limits: Partial<Limits> = {}, scopes: readonly string[] = EVERYTHING): Viewer {
  return viewerWithin({ ...UNLIMITED, ...limits }, ...scopes);
}

export const lead = roomViewer();
export const inAarhus = roomViewer({ municipalities: ["0751"] });
export const inOdense = roomViewer({ municipalities: ["0461"] });
export const mentorOfOdense = roomViewer({ courses: [COURSE_ODENSE], organisations: [ODENSE] });
export const reader = roomViewer({}, ["companies:read"]);

/** The service with two accepted courses. */
export async function openRoom(postgres: TestPostgres, clock?: () => Date): Promise<TestService> {
  const opened = await openTestService(service, postgres, clock);
  for (const [id, organisation, municipality] of [
    [COURSE_AARHUS, AARHUS, "0751"],
    [COURSE_ODENSE, ODENSE, "0461"],
  ]) {
    await opened.sql(
      `INSERT INTO accelerator.company_course (id, organisation_id, programme_id, partnership_id, municipality_code,
         state, accepted_on, synthetic) VALUES ($1, $2, $3, $4, $5, 'IN_SPRINTS', '2018-09-03', true)`,
      [id, organisation, PROGRAMME, PARTNERSHIP, municipality],
    );
  }
  for (const organisation of [AARHUS, ODENSE, ORDINARY]) await tellOrganisation(opened, organisation);
  await tellProgramme(opened, PROGRAMME);
  await opened.sql(
    `INSERT INTO accelerator.partnership_copy (id, programme_id, municipality_codes, parties, signed_on, closed_on)
     VALUES ($1, $2, '{0751}', '[]', '2018-06-01', '2030-01-01')`,
    [PARTNERSHIP, PROGRAMME],
  );
  return opened;
}

/** Tells of a programme, as the partnership service does. */
export async function tellProgramme(opened: TestService, programmeId: string): Promise<void> {
  await unitOfWork(opened.service.database, systemViewer("accelerator"), "facts", async (tx) => {
    const fact = toldFact("ProgrammePeriodSet", { programmeId, startsOn: null, endsOn: null });
    await handlers.partnership?.ProgrammePeriodSet?.(tx, fact);
  });
}

/** Tells of an organisation, as the partnership service does. */
export async function tellOrganisation(
  opened: TestService,
  id: string,
  mergedInto: string | null = null,
): Promise<void> {
  const kinds = id === ORDINARY ? ["ORDINARY_COMPANY"] : ["SOCIAL_ENTERPRISE"];
  const told = { organisationId: id, cvr: null, kinds, sizeClass: null, municipalityCode: null, rsvRegistered: false };
  await unitOfWork(opened.service.database, systemViewer("accelerator"), "facts", async (tx) => {
    await handlers.partnership?.OrganisationSet?.(tx, toldFact("OrganisationSet", { ...told, mergedInto }));
  });
}

let facts = 0;

/** A fact of the participant service as it comes, at the next position. */
export function toldFact(type: string, payload: unknown): Fact {
  facts += 1;
  return { position: String(facts), id: idOf(900_000 + facts), type, version: 1, subject: "", payload };
}

/** Applies facts in one transaction, as a page of them is applied. */
export async function hear(opened: TestService, ...told: readonly Fact[]): Promise<void> {
  await unitOfWork(opened.service.database, systemViewer("accelerator"), "facts", async (tx) => {
    for (const fact of told) await handlers.participant?.[fact.type]?.(tx, fact);
  });
}

/** A participation that is ready for work from the start of 2019. */
export function ready(number: number, parts: Readonly<Record<string, unknown>> = {}): Fact {
  return toldFact("ReadinessSet", {
    participationId: participation(number),
    programmeId: PROGRAMME,
    municipalityCode: "0751",
    readyFrom: "2019-01-01",
    readyUntil: null,
    hoursPerWeek: 15,
    needs: ["CALM_SETTING"],
    earlierForms: [],
    ...parts,
  });
}

/** Runs a mutation by its name; fails on errors. */
export async function act(
  opened: TestService,
  viewer: Viewer,
  name: string,
  wanted: Readonly<{ fields: string; input: Readonly<Record<string, unknown>> }>,
): Promise<
  Record<string, unknown> & Readonly<{ refusals: readonly Readonly<{ code: string; field: string[] | null }>[] }>
> {
  const answer = await askMutation(opened, viewer, name, wanted);
  if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors));
  return answer.data?.[name] as never;
}

/** Like `act`, with the whole answer. */
export function askMutation(
  opened: TestService,
  viewer: Viewer,
  name: string,
  { fields, input }: Readonly<{ fields: string; input: Readonly<Record<string, unknown>> }>,
) {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation($input: ${type}!) { ${name}(input: $input) { ${fields} refusals { code field message } } }`;
  return opened.ask(viewer, query, { input });
}

/** What the ledger says of an indicator: the sum of its amounts. */
export async function ledgerSum(opened: TestService, indicator: string): Promise<number> {
  const [row] = await opened.sql<{ sum: number }>(
    "SELECT coalesce(sum(amount), 0)::int AS sum FROM accelerator.measure_entry WHERE indicator = $1",
    [indicator],
  );
  return row?.sum ?? 0;
}
