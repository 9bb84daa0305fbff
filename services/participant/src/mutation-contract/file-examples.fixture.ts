/** A valid request of each mutation of a participation's file. */
import { type MutationExamples, viewerWith } from "@inclusion/kernel/testing";
import { idOf } from "../participation/participation-rows.fixture.ts";
import { PATHWAY_EXAMPLES, preparedFor } from "../pathway/pathway-examples.fixture.ts";
import { COMPANY, DAY, PROGRAMME, type State } from "../pathway/pathway-ways.fixture.ts";
import { done, type World } from "./world.fixture.ts";

type Input = Readonly<Record<string, unknown>>;

/** Who may do everything that comes before an example. */
const everybody = viewerWith("participations:read", "participations:write");

const ACTIVITY = { kind: "MENTOR", axis: "AXIS_3B1", happenedOn: "2019-05-06", hours: 1.25 };
const READY = { readyFrom: "2019-05-06", hoursPerWeek: 12.5, needs: ["FIXED_HOURS"] };
const MEASURED = {
  ...{ instrument: "BELONGING", instrumentVersion: 1, rater: "PARTICIPANT", measuredOn: "2019-05-06" },
  scores: [{ item: "KNOWS_COLLEAGUES", score: 3 }],
};

export function fileExamples(world: World): MutationExamples {
  const at = async (state: State): Promise<string> => (await world.ways().at(state)).id;
  /** The id of the row that a mutation on a participation makes. */
  const made = async (participationId: string, name: string, noun: string, input: Input): Promise<string> =>
    (await done(world.opened(), everybody, name, { input: { participationId, ...input }, noun })).id as string;
  const on = async (state: State, more: Input = {}) => ({ input: { participationId: await at(state), ...more } });

  const activity = async () => {
    const participationId = await at("ENROLLED");
    return { participationId, activityId: await made(participationId, "activityRecord", "activity", ACTIVITY) };
  };
  let openings = 0;
  /** A job opening that nobody is matched with. */
  const opening = async (): Promise<string> => {
    openings += 1;
    const openingId = idOf(8_000 + openings);
    await world.ways().tell("accelerator", "JobOpeningPublished", {
      ...{ openingId, programmeId: PROGRAMME, organisationId: COMPANY, municipalityCode: "0751", form: "SMALL_JOB" },
      ...{ hoursPerWeek: 12.5, opensOn: "2019-04-01" },
    });
    return openingId;
  };
  const proposed = async () => {
    const participationId = await at("ENROLLED");
    const input = { openingId: await opening(), proposedOn: "2019-06-03" };
    const matchId = await made(participationId, "matchPropose", "match", input);
    return { participationId, matchId, decidedOn: "2019-06-04" };
  };
  const accepted = async () => {
    const { participationId, ...decision } = await proposed();
    await made(participationId, "matchAccept", "match", decision);
    return { participationId, ...decision };
  };
  const owned = async () => {
    const participationId = await at("ENROLLED");
    const assigned = { caseworkerRef: "SB-1", from: DAY.started };
    return { participationId, ownerId: await made(participationId, "ownerAssign", "owner", assigned) };
  };
  return {
    ...Object.fromEntries(
      PATHWAY_EXAMPLES.map((example) => [
        example[0],
        async () => {
          const { input } = await preparedFor(world.ways(), example);
          // What begins a participation is on no row that limits hide but the programme's place.
          return "participationId" in input ? { input } : { input, row: "programmeId" };
        },
      ]),
    ),
    activityRecord: () => on("ENROLLED", ACTIVITY),
    activityCorrect: async () => ({ input: { ...(await activity()), ...ACTIVITY, hours: 2 } }),
    activityWithdraw: async () => ({ input: await activity() }),
    companyContactRecord: () => on("ENROLLED", { companyId: COMPANY, kind: "CALL", happenedOn: "2019-05-06" }),
    matchPropose: async () => on("ENROLLED", { openingId: await opening(), proposedOn: "2019-06-03" }),
    matchAccept: async () => ({ input: await proposed() }),
    matchDecline: async () => ({ input: { ...(await proposed()), reason: "TOO_FAR" } }),
    matchHire: async () => ({ input: await accepted() }),
    measurementRecord: () => on("ENROLLED", MEASURED),
    measurementCorrect: async () => {
      const participationId = await at("ENROLLED");
      const measurementId = await made(participationId, "measurementRecord", "measurement", MEASURED);
      const scores = [{ item: "KNOWS_COLLEAGUES", score: 4 }];
      return { input: { participationId, measurementId, measuredOn: "2019-05-07", scores } };
    },
    ownerAssign: () => on("ENROLLED", { caseworkerRef: "SB-1", from: DAY.started }),
    ownerEnd: async () => ({ input: { ...(await owned()), until: "2019-06-01" } }),
    readinessState: () => on("IN_PLACEMENT", READY),
    readinessWithdraw: async () => {
      const participationId = await at("IN_PLACEMENT");
      const input = { participationId, ...READY };
      await done(world.opened(), everybody, "readinessState", { input, noun: "readiness", fields: "readyFrom" });
      return { input: { participationId, withdrawnOn: "2019-05-20" } };
    },
  };
}
