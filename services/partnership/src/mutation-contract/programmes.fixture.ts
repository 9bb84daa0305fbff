/** A valid request of each mutation about programmes. */
import type { MutationExamples } from "@inclusion/kernel/testing";
import { day } from "../organisation/parties.fixture.ts";
import type { World } from "./world.fixture.ts";

const SOURCE = { source: "Styregruppen" };
const FILE = {
  ...{ kind: "FINAL", title: "Evaluering", author: "Et firma", fileUrl: "https://example.org/e.pdf" },
  mediaType: "application/pdf",
};

export function programmeExamples(world: World): MutationExamples {
  const { done, programme, lived, evaluation } = world;
  const on = async (made: Promise<string>, input: object = {}) => ({ input: { programmeId: await made, ...input } });
  const joined = async (): Promise<string> => {
    const programmeId = await programme();
    await done("programmePlaceJoin", { programmeId, municipalityCode: "0751", joinedOn: "2021-01-01" }, "programme");
    return programmeId;
  };
  /** A programme with a row in one of its lists, and the row's id. */
  const listed = async (name: string, input: object, list: string) => {
    const programmeId = await programme();
    const row = await done(name, { programmeId, ...input }, "programme", `id ${list} { id }`);
    return { programmeId, id: (row[list] as { id: string }[])[0]?.id };
  };
  const support = { regionCode: "1082", kind: "ADVICE", from: "2021-01-01" };
  return {
    programmeDraft: async () => ({ input: { name: world.unique("Nyt program"), endsOn: "2022-12-31" }, row: null }),
    programmeGrant: () => on(programme(), { on: day() }),
    programmeStart: () => on(lived(1), { on: day() }),
    programmeExtend: () => on(lived(2), { on: day(), endsOn: "2023-06-30", ...SOURCE }),
    programmeWindUp: () => on(lived(2), { on: day() }),
    programmeClose: () => on(lived(3), { on: day() }),
    programmeArchive: () => on(lived(4), { on: day() }),
    programmePlaceJoin: () => on(programme(), { municipalityCode: "0751", joinedOn: "2021-01-01" }),
    programmePlaceLeave: () => on(joined(), { municipalityCode: "0751", leftOn: "2021-12-31" }),
    programmePlaceProfile: () =>
      on(joined(), { municipalityCode: "0751", companies: 10, asOf: "2021-01-01", ...SOURCE }),
    regionalSupportBegin: () => on(programme(), support),
    regionalSupportEnd: async () => {
      const { programmeId, id } = await listed("regionalSupportBegin", support, "regionalSupports");
      return { input: { programmeId, supportId: id, until: "2021-12-31" } };
    },
    programmeRoleAssign: async () =>
      on(programme(), { role: "PROJECT_LEAD", organisationId: await world.organisation(), from: "2021-01-01" }),
    programmeRoleEnd: async () => {
      const role = { role: "PROJECT_LEAD", organisationId: await world.organisation(), from: "2021-01-01" };
      const { programmeId, id } = await listed("programmeRoleAssign", role, "roles");
      return { input: { programmeId, roleId: id, until: "2021-12-31" } };
    },
    programmeElementPut: () =>
      on(programme(), { code: "3b2", title: "Arbejdspladser", axis: "AXIS_3B2", description: "Rummelige" }),
    targetSet: () => on(programme(), { code: "3B.1", target: 148, definition: "Startede", statedOn: day(), ...SOURCE }),
    settingSet: () => on(programme(), { name: "MINIMUM_WEEKLY_HOURS", value: "10", from: "2021-01-01", ...SOURCE }),
    statementRecord: () => on(programme(), { kind: "GRANTED", euSupport: "100.00", statedOn: day(), ...SOURCE }),
    publishedResultRecord: () =>
      on(programme(), { code: "PEOPLE", what: "Citizens", value: 966, unit: "persons", countedAt: "end", ...SOURCE }),
    evaluationRegister: () => on(programme(), FILE),
    evaluationCorrect: async () => ({
      input: { evaluationId: await evaluation(await programme()), title: "Slutevaluering" },
    }),
    evaluationPublish: async () => ({
      input: { evaluationId: await evaluation(await programme()), publishedOn: day() },
    }),
    programmeImportSheet: async () => ({
      input: { text: sheet(world.unique("Arkets indsats")), readOn: "2024-03-01" },
      row: null,
    }),
  };
}

function sheet(title: string): string {
  const facts = {
    ...{ Startdato: "01.02.2024", Slutdato: "31.12.2025", "EU-støtte til projektet (kr.)": "500.000" },
    ...{ "Samlede støtteberettigede projektudgifter (kr.)": "1.000.000", Geografi: "Fyn, Bornholm" },
    ...{ Finansiering: "Socialfonden", Indsatsområde: "Iværksætteri" },
    "Støttemodtagerens navn": "Opdigtet Forening",
  };
  const lines = Object.entries(facts).map(([label, value]) => ` • ${label}\n\n  ${value}`);
  return [title, "", "Info om indsatsen", ...lines].join("\n");
}
