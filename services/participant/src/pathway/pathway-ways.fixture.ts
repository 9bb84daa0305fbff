import { type LocalDate, localDate, systemViewer, UNLIMITED, type Viewer } from "@inclusion/kernel";
import { unitOfWork } from "@inclusion/kernel/runtime";
import { type TestService, viewerWith, viewerWithin } from "@inclusion/kernel/testing";
import { handlers } from "../facts.ts";
import { idOf } from "../participation/participation-rows.fixture.ts";

export const PROGRAMME = idOf(71);
export const OTHER_PROGRAMME = idOf(72);
export const COMPANY = idOf(73);
export const EMPLOYER = idOf(74);

const SCOPES = ["participations:read", "participations:write", "sensitive:read", "sensitive:write", "indicators:read"];

/** May do everything. */
export const worker: Viewer = viewerWith(...SCOPES);
/** May do everything in another municipality. */
export const elsewhere: Viewer = viewerWithin({ ...UNLIMITED, municipalities: ["0461"] }, ...SCOPES);
/** Sees everything and may change nothing. */
export const onlooker: Viewer = viewerWith("participations:read", "sensitive:read");

/** What a mutation answered. */
export type Answer = Readonly<{
  participation: Participation | null;
  refusals: readonly Readonly<{ code: string; message: string; field: readonly string[] | null }>[];
  /** Code of the error, when the whole operation failed. */
  fault: string | null;
  statements: number;
}>;

type Row = Readonly<Record<string, unknown> & { id: string }>;

export type Participation = Readonly<{
  id: string;
  version: number;
  state: string;
  enteredOn: string | null;
  leftOn: string | null;
  previousProgramme: string | null;
  benefit: string;
  daysToReemployment: number | null;
  courses: readonly Row[];
  placements: readonly Row[];
  employments: readonly Row[];
  screenings: readonly Row[];
  followUps: readonly Row[];
  events: readonly Row[];
  referral: Row | null;
  entryFacts: Row | null;
  exit: Row | null;
}>;

export const FIELDS = `id version state enteredOn leftOn previousProgramme benefit daysToReemployment
  courses { id kind startedOn endedOn completion endFormOn } placements { id startedOn endedOn hoursPerWeek pairedWithId }
  employments { id form startedOn endedOn } screenings { id outcome criteria reasonCode }
  referral { id referredOn priorEfforts { kind result } noPriorEffortReason } additionality { whatIsAdded }
  entryFacts { id labourStatus education startFormOn } exit { id leftOn labourStatus }
  followUps { id kind dueOn status recordedOn } events { id kind from to happenedOn reasonCode recordedAt }`;

export type Ways = Readonly<{
  /** Sends a mutation. */
  send: (mutation: string, input: Readonly<Record<string, unknown>>, viewer?: Viewer) => Promise<Answer>;
  /** Sends a mutation that has to be accepted. */
  done: (mutation: string, input: Readonly<Record<string, unknown>>) => Promise<Participation>;
  /** A participation brought to a state on the usual way. */
  at: (state: State) => Promise<Participation>;
  /** Tells a fact, as the other service would. */
  tell: (service: "partnership" | "accelerator" | "finance", type: string, payload: unknown) => Promise<void>;
}>;

export type State =
  | "REFERRED"
  | "WAITLISTED"
  | "ACCEPTED"
  | "ENROLLED"
  | "IN_PLACEMENT"
  | "COMPLETED"
  | "EMPLOYED"
  | "FOLLOW_UP"
  | "FOLLOWED_UP"
  | "LOST_JOB";

/** What the ways need: a programme with two municipalities, and its accelerator. */
export async function openWays(opened: TestService): Promise<Ways> {
  const tell: Ways["tell"] = async (service, type, payload) => {
    const fact = { position: "1", id: idOf(9), type, version: 1, subject: PROGRAMME, payload };
    await unitOfWork(opened.service.database, systemViewer("participant"), "test", async (tx) => {
      await handlers[service]?.[type]?.(tx, fact);
    });
  };
  for (const programmeId of [PROGRAMME, OTHER_PROGRAMME]) {
    await tell("partnership", "ProgrammePeriodSet", { programmeId, startsOn: "2019-01-01", endsOn: "2021-12-31" });
    const place = { joinedOn: "2019-02-01", leftOn: null, capacity: null };
    const places = [
      { ...place, municipalityCode: "0751" },
      { ...place, municipalityCode: "0461", leftOn: "2020-12-31", capacity: 1 },
    ];
    await tell("partnership", "ProgrammePlacesSet", { programmeId, places });
  }
  const send = senderOf(opened);
  const done: Ways["done"] = async (mutation, input) => {
    const answer = await send(mutation, input);
    if (answer.participation === null) throw new Error(`${mutation}: ${JSON.stringify(answer)}`);
    return answer.participation;
  };
  return { send, done, tell, at: (state) => broughtTo(done, state) };
}

function senderOf(opened: TestService): Ways["send"] {
  return async (mutation, input, viewer = worker) => {
    const inputType = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
    const { data, errors, statements } = await opened.ask(
      viewer,
      `mutation($input: ${inputType}!) { ${mutation}(input: $input) {
         participation { ${FIELDS} } refusals { code message field } } }`,
      { input },
    );
    const answer = (data as Readonly<Record<string, Pick<Answer, "participation" | "refusals">>> | null)?.[mutation];
    const fault = errors === undefined ? null : String(errors[0]?.extensions?.code);
    return { participation: answer?.participation ?? null, refusals: answer?.refusals ?? [], fault, statements };
  };
}

export const REFERRAL = {
  programmeId: PROGRAMME,
  municipalityCode: "0751",
  benefit: "CASH_ACTIVITY_READY",
  birthDate: "1985-04-03",
  sex: "F",
  referredOn: "2019-03-01",
  priorEfforts: [{ kind: "WORK_TRIAL", endedOn: "2018-06-01", result: "NO_JOB" }],
  whatIsAdded: "A mentor in the company.",
};

/** Days of the usual way. */
export const DAY = {
  screened: localDate("2019-03-10"),
  started: localDate("2019-04-01"),
  placed: localDate("2019-05-01"),
  completed: localDate("2019-09-01"),
  hired: localDate("2019-10-01"),
  left: localDate("2019-11-15"),
} as const satisfies Readonly<Record<string, LocalDate>>;

export const FIT = { screenedOn: DAY.screened, outcome: "FIT", criteria: ["LONG_ON_BENEFIT"] };
export const FACTS = { labourStatus: "INACTIVE", education: "ISCED_2", startFormOn: "2019-03-20" };
export const COURSE = { kind: "ENTRY", axis: "AXIS_3B1", plannedWeeks: 26, startedOn: DAY.started };
export const PLACEMENT = { form: "WORK_TRIAL", companyId: COMPANY, startedOn: DAY.placed, hoursPerWeek: 20 };
export const JOB = { form: "ORDINARY", employerId: EMPLOYER, startedOn: DAY.hired, hoursPerWeek: 20 };
export const EXIT = {
  leftOn: DAY.left,
  reasonCode: "IN_WORK",
  labourStatus: "EMPLOYED",
  searchesJob: false,
  inEducation: false,
  gainedQualification: false,
};

const REACHED = { reached: true, labourStatus: "EMPLOYED" };

/** The usual way: each state with the steps that lead to it from the one before. */
const WAY: readonly (readonly [State, readonly (readonly [string, Readonly<Record<string, unknown>>])[]])[] = [
  ["ACCEPTED", [["participationScreen", FIT]]],
  [
    "ENROLLED",
    [
      ["entryFactsRecord", FACTS],
      ["participationEnrol", COURSE],
    ],
  ],
  ["IN_PLACEMENT", [["placementStart", PLACEMENT]]],
  [
    "COMPLETED",
    [
      ["placementEnd", { endedOn: "2019-08-01" }],
      ["participationComplete", { endedOn: DAY.completed, endFormOn: DAY.completed }],
    ],
  ],
  ["EMPLOYED", [["employmentStart", JOB]]],
  ["FOLLOW_UP", [["participationLeave", EXIT]]],
  [
    "FOLLOWED_UP",
    [
      ["followUpRecord", { ...REACHED, kind: "IMMEDIATE_4W", recordedOn: "2019-12-13" }],
      ["followUpRecord", { ...REACHED, kind: "LONG_TERM_6M", recordedOn: "2020-05-15" }],
    ],
  ],
  ["LOST_JOB", [["employmentEnd", { endedOn: "2020-06-30" }]]],
];

async function broughtTo(done: Ways["done"], state: State): Promise<Participation> {
  let now = await done("participationRefer", REFERRAL);
  if (state === "REFERRED") return now;
  if (state === "WAITLISTED") {
    return done("participationScreen", { ...FIT, outcome: "WAITLIST", participationId: now.id });
  }
  for (const [next, steps] of WAY) {
    for (const [mutation, input] of steps) {
      const placed = mutation === "placementEnd" ? { placementId: now.placements[0]?.id } : {};
      const job = mutation === "employmentEnd" ? { employmentId: now.employments[0]?.id } : {};
      now = await done(mutation, { ...input, ...placed, ...job, participationId: now.id });
    }
    if (next === state) break;
  }
  return now;
}
