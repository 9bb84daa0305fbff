/** A valid request of each mutation about partnerships. */
import type { MutationExamples } from "@inclusion/kernel/testing";
import { day } from "../organisation/parties.fixture.ts";
import { ORGANISATIONS, PROGRAMME } from "../record/stored-programme.fixture.ts";
import { PARTIES, PLAN, TEXT, type World } from "./world.fixture.ts";

const { municipality, otherActor, enterprise, newActor } = ORGANISATIONS;
const CASE = { title: "Et job på lageret", summary: "Virksomheden åbnede et job med få timer." };

export function agreementExamples(world: World): MutationExamples {
  const { step, active, proposed, signature } = world;
  const on = async (made: Promise<string>, input: object = {}) => ({
    input: { partnershipId: await made, ...input },
  });
  const written = async (): Promise<string> => {
    const id = await active();
    await step(id, ["partnershipCaseWrite", CASE]);
    return id;
  };
  const approved = async (): Promise<string> => {
    const id = await written();
    for (const { organisationId } of PARTIES) {
      await step(id, ["partnershipCaseApprove", { organisationId, approvedOn: day() }]);
    }
    return id;
  };
  const published = async (): Promise<string> => {
    const id = await approved();
    await step(id, ["partnershipCasePublish", { publishedOn: day() }]);
    return id;
  };
  const addendum = {
    ...{ leavingOrganisationId: otherActor, joiningOrganisationId: newActor, role: "OTHER_ACTOR" },
    ...{ text: "Ny aktør.", validFrom: day() },
  };
  const promise = { kind: "JOB", seats: 4, organisationId: enterprise, promisedOn: day() };
  return {
    partnershipDraft: async () => ({
      input: {
        ...{ programmeId: PROGRAMME, municipalityCode: "0751", kind: "GROWTH", origin: "NEW", axis: "AXIS_3B2" },
        ...{ draftedOn: "2019-01-07", parties: PARTIES },
      },
    }),
    partnershipWriteAgreement: () => on(world.drafted(), { text: TEXT, validFrom: "2019-02-01" }),
    partnershipPropose: () => on(world.written()),
    partnershipSign: () => on(proposed(), signature(municipality)),
    partnershipRevise: () =>
      on(proposed(), { text: "Anden tekst.", validFrom: "2019-02-01", reason: "fejl i teksten" }),
    partnershipActivate: () => on(world.signed(), { activeFrom: "2019-02-01" }),
    partnershipReplaceParty: () => on(active(), addendum),
    partnershipWithdrawAddendum: async () => {
      const id = await active();
      await step(id, ["partnershipReplaceParty", addendum]);
      return { input: { partnershipId: id, reason: "aktøren blev" } };
    },
    partnershipRecordLeave: () =>
      on(active(), { organisationId: otherActor, role: "OTHER_ACTOR", leftOn: day(), reason: "lukket" }),
    partnershipAnchor: async () => {
      const { partnershipId } = await world.adopted();
      await world.tell("finance", "GrantEnded", {
        ...{ programmeId: PROGRAMME, grantId: PROGRAMME, eligibleTo: "2022-09-30" },
      });
      return { input: { partnershipId, anchoredOn: day() } };
    },
    partnershipTerminate: () => on(active(), { closedOn: day(), reason: "slut" }),
    partnershipClose: async () => {
      const { partnershipId } = await world.adopted();
      await world.tell("finance", "GrantEnded", {
        ...{ programmeId: PROGRAMME, grantId: PROGRAMME, eligibleTo: "2022-09-30" },
      });
      await step(partnershipId, ["partnershipAnchor", { anchoredOn: day() }]);
      return { input: { partnershipId, closedOn: day() } };
    },
    partnershipCaseWrite: () => on(active(), CASE),
    partnershipCaseApprove: () => on(written(), { organisationId: enterprise, approvedOn: day() }),
    partnershipCasePublish: () => on(approved(), { publishedOn: day() }),
    partnershipCaseUnpublish: () => on(published(), { withdrawnOn: day(), reason: "fortrudt" }),
    commitmentMake: () => on(active(), promise),
    commitmentChange: async () => {
      const partnershipId = await active();
      const { commitments } = await step(partnershipId, ["commitmentMake", promise]);
      const commitmentId = (commitments as { id: string }[])[0]?.id;
      return { input: { partnershipId, commitmentId, seats: 2, reason: "færre ordrer" } };
    },
    anchoringPropose: () => on(active(), PLAN),
    anchoringAdopt: async () => ({ input: { ...(await world.planned()), decidedOn: day(), reference: "pkt. 7" } }),
    anchoringReject: async () => ({ input: { ...(await world.planned()), decidedOn: day(), reference: "pkt. 7" } }),
    anchoringRun: async () => ({ input: { ...(await world.adopted()), runningFrom: day() } }),
  };
}
