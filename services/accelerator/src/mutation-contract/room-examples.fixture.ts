/** A valid request of each mutation about the room that companies make for people. */
import type { MutationExamples } from "@inclusion/kernel/testing";
import { idOf, PROGRAMME, told } from "../course/course-rows.fixture.ts";
import type { World } from "./world.fixture.ts";

const OPENING = { form: "SMALL_JOB", axis: "AXIS_3B2", hoursPerWeek: 12.5, seats: 1, opensOn: "2019-04-01" };
const WORKPLACE = { axis: "AXIS_3B2", status: "NEW", since: "2019-01-07" };
const PLACE = { kind: "INTERNSHIP", axis: "AXIS_3B2", establishedOn: "2019-01-07" };
const HIRE = { hiredOn: "2019-02-04", hoursPerWeek: 30, wasUnemployed: true };

export function roomExamples(world: World): MutationExamples {
  /** Evidence that nothing else has. */
  const evidence = () => ({ evidenceHash: world.next().toString(16).padStart(64, "0") });
  const made = async (name: string, noun: string, terms: object): Promise<string> =>
    (await world.done(name, { ...(await world.owned()), ...terms }, noun)).id;
  const opening = async (...steps: readonly (readonly [string, object])[]): Promise<string> => {
    const id = await made("jobOpeningDraft", "jobOpening", OPENING);
    for (const [name, input] of steps) await world.done(name, { id, ...input }, "jobOpening");
    return id;
  };
  const published = () => opening(["jobOpeningPublish", {}]);
  const fill = async () => {
    const participationId = idOf(5_000 + world.next());
    await told(world.opened(), "participant", "ReadinessSet", {
      ...{ participationId, programmeId: PROGRAMME, municipalityCode: "0751", readyFrom: "2019-01-01" },
      ...{ readyUntil: null, hoursPerWeek: 15, needs: [], earlierForms: [] },
    });
    return { participationId, filledOn: "2019-04-10" };
  };
  const workplace = () => made("inclusiveWorkplaceEstablish", "inclusiveWorkplace", { ...WORKPLACE, ...evidence() });
  const place = () => made("trainingPlaceEstablish", "trainingPlace", { ...PLACE, ...evidence() });
  const hire = () => made("ordinaryHireRecord", "ordinaryHire", { ...HIRE, ...evidence() });
  const on = async (row: Promise<string>, input: object = {}) => ({ input: { id: await row, ...input } });
  const anew = async (terms: object) => ({ input: { ...(await world.owned()), ...terms }, row: "organisationId" });
  return {
    jobOpeningDraft: () => anew(OPENING),
    jobOpeningChange: () => on(published(), { seats: 3 }),
    jobOpeningPublish: () => on(opening()),
    jobOpeningClose: () => on(published(), { closesOn: "2019-05-31" }),
    jobOpeningFill: async () => on(published(), await fill()),
    jobOpeningBreakOff: async () => {
      const id = await published();
      const { fills } = await world.done("jobOpeningFill", { id, ...(await fill()) }, "jobOpening", "id fills { id }");
      const fillId = (fills as { id: string }[])[0]?.id;
      return { input: { id, fillId, endedOn: "2019-05-01", reason: "Opgaverne passede ikke." } };
    },
    employerReadinessRecord: () =>
      anew({ dimension: "CAPACITY", score: 2, mentorCount: 1, questionnaireVersion: 1, measuredOn: "2019-01-07" }),
    inclusiveWorkplaceEstablish: () => anew({ ...WORKPLACE, ...evidence() }),
    inclusiveWorkplaceRetain: () => on(workplace(), { since: "2019-07-01" }),
    inclusiveWorkplaceLose: () => on(workplace(), { since: "2019-07-01", reason: "Butikken lukkede." }),
    ordinaryHireRecord: () => anew({ ...HIRE, ...evidence() }),
    ordinaryHireWithdraw: () => on(hire(), { reason: "Ikke et nyt job." }),
    trainingPlaceEstablish: () => anew({ ...PLACE, ...evidence() }),
    trainingPlaceBook: () => on(place(), { bookedOn: "2019-02-04" }),
    trainingPlaceFree: async () => {
      const id = await place();
      await world.done("trainingPlaceBook", { id, bookedOn: "2019-02-04" }, "trainingPlace");
      return { input: { id, freedOn: "2019-03-01" } };
    },
    trainingPlaceWithdraw: () => on(place(), { reason: "Talt andetsteds." }),
  };
}
