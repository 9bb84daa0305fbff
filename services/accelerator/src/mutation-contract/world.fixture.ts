/** What the examples of mutations stand on: companies, courses and calls that are made anew for each of them. */
import type { Viewer } from "@inclusion/kernel";
import { type TestService, viewerWith } from "@inclusion/kernel/testing";
import {
  company,
  idOf,
  openCall,
  PARTNERSHIP,
  PROGRAMME,
  programmeTold,
  submit,
  TO_ACCEPTED,
  TO_SPRINTS,
  told,
  walk,
} from "../course/course-rows.fixture.ts";

type Row = Readonly<Record<string, unknown>> & Readonly<{ id: string }>;
type Steps = Parameters<typeof walk>[2];

/** Who may do everything that comes before an example; another than who does the example. */
const everybody: Viewer = {
  ...viewerWith(
    ...["companies:read", "courses:write", "applications:read", "applications:write", "reviews:write"],
    ...["openings:write", "places:write", "matching:read"],
  ),
  subject: "test:before",
};

export type World = ReturnType<typeof worldOf>;

/** Ways to make rows of a service that is opened before they are gone. */
export function worldOf(opened: () => TestService) {
  let made = 0;
  const next = (): number => {
    made += 1;
    return 100 + made;
  };
  let calls: Promise<string> | null = null;
  /** A call with room for every course. */
  const call = (): Promise<string> => {
    calls ??= openCall(opened(), "all", { capacity: 500 });
    return calls;
  };
  /** Does a mutation that must succeed; the row that its payload holds under `noun`. */
  const done = async (name: string, input: Record<string, unknown>, noun: string, fields = "id"): Promise<Row> => {
    const { data, errors } = await opened().ask(
      everybody,
      `mutation($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) {
         ${noun} { ${fields} } refusals { code message } } }`,
      { input },
    );
    const row = (data?.[name] as Readonly<Record<string, Row | null>> | undefined)?.[noun];
    if (row === null || row === undefined) throw new Error(`${name}: ${JSON.stringify(errors ?? data)}`);
    return row;
  };
  /** A social enterprise that was told. */
  const enterprise = async (): Promise<number> => {
    const number = next();
    await company(opened(), number);
    return number;
  };
  /** A course that has applied and done these steps. */
  const course = async (...steps: Steps): Promise<string> => {
    const { course: applied, refusals } = await submit(opened(), await call(), await enterprise());
    if (applied === null) throw new Error(JSON.stringify(refusals));
    await walk(opened(), applied.id, steps);
    return applied.id;
  };
  /** The one row of a list of a course. */
  const rowOf = async (courseId: string, list: string): Promise<string | undefined> => {
    const query = `query($id: ID!) { companyCourse(id: $id) { ${list} { id } } }`;
    const { data } = await opened().ask(everybody, query, { id: courseId });
    return (data?.companyCourse as Record<string, { id: string }[]> | undefined)?.[list]?.[0]?.id;
  };
  const partnership = (organisationId: string) =>
    told(opened(), "partnership", "PartnershipSigned", {
      ...{ partnershipId: PARTNERSHIP, programmeId: PROGRAMME, municipalityCodes: ["0751"], signedOn: "2018-09-10" },
      parties: [{ organisationId, role: "OTHER_ACTOR" }],
    });
  /** The id of a company, and whose a place or an opening of it is. */
  const owned = async () => ({
    ...{ programmeId: PROGRAMME, organisationId: idOf(await enterprise()), municipalityCode: "0751" },
  });
  /** A programme that has no rule of growth yet. */
  const programme = async (): Promise<string> => {
    const programmeId = idOf(next());
    await programmeTold(opened(), programmeId);
    return programmeId;
  };
  return {
    ...{ opened, programme, next, call, done, enterprise, course, rowOf, partnership, owned },
    accepted: (...steps: Steps) => course(...TO_ACCEPTED, ...steps),
    inSprints: (...steps: Steps) => course(...TO_ACCEPTED, ...TO_SPRINTS, ...steps),
  };
}
