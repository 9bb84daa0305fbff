/** A valid request of each mutation about organisations, suppliers, demand, initiatives and methods. */
import type { MutationExamples } from "@inclusion/kernel/testing";
import { CRITERIA, day } from "../organisation/parties.fixture.ts";
import { ORGANISATIONS, PROGRAMME } from "../record/stored-programme.fixture.ts";
import { CONTENT, type World } from "./world.fixture.ts";

const { municipality, enterprise } = ORGANISATIONS;
const HASH = "a".repeat(64);

export function organisationExamples(world: World): MutationExamples {
  const on = async (made: Promise<string>, input: object = {}) => ({
    input: { organisationId: await made, ...input },
    row: "organisationId",
  });
  return {
    organisationRegister: async () => ({
      input: { name: world.unique("Ny forening"), kinds: ["OTHER_ACTOR"] },
      row: null,
    }),
    organisationCorrect: () => on(world.organisation(), { name: world.unique("Andet navn") }),
    organisationAddAlias: () => on(world.organisation(), { alias: world.unique("Kaldenavn") }),
    organisationBecome: () => on(world.organisation(), { kind: "PUBLIC_BUYER", from: "2021-01-01" }),
    organisationCease: () =>
      on(world.organisation({ kindsFrom: "2018-01-01" }), { kind: "SOCIAL_ENTERPRISE", until: "2020-12-31" }),
    organisationMerge: async () => on(world.organisation(), { mergedId: await world.organisation({ cvr: null }) }),
    rsvRegister: () =>
      on(world.organisation(), { since: "2019-01-01", checkedOn: day(), source: "CVR", criteria: CRITERIA }),
    rsvCheck: () => on(world.registered(), { checkedOn: day(), source: "CVR" }),
    rsvDeregister: () => on(world.registered(), { until: day(), reason: "OWN_REQUEST" }),
    listingDraft: () => on(world.registered(), CONTENT),
    listingCorrect: async () => ({ input: { listingId: await world.listing(), ...CONTENT, profile: "Nyt profil." } }),
    listingSubmit: async () => ({ input: { listingId: await world.listing() } }),
    listingPublish: async () => ({ input: { listingId: await world.listing("listingSubmit") } }),
    listingRemove: async () => ({
      input: { listingId: await world.listing("listingSubmit", "listingPublish"), reason: "lukket" },
    }),
    listingMarkStale: async () => {
      const id = await world.listing("listingSubmit", "listingPublish");
      await world.opened().sql(
        `UPDATE partnership.rsv_registration SET checked_on = $2 WHERE organisation_id =
           (SELECT organisation_id FROM partnership.supplier_listing WHERE id = $1)`,
        [id, day(-200)],
      );
      return { input: {}, row: null };
    },
  };
}

export function demandExamples(world: World): MutationExamples {
  const { done, steps } = world;
  const tender = async (...list: readonly (readonly [string, Record<string, unknown>])[]) => {
    const { id } = await done("tenderRecord", newTender(world), "tender");
    const row = await steps("tender", id, list, "id clauses { id }");
    return { tenderId: id, clauseId: (row.clauses as { id: string }[] | undefined)?.[0]?.id };
  };
  const clause = ["tenderAddClause", { kind: "EMPLOYMENT_CLAUSE", promisedHours: 300, promisedPlaces: 2 }] as const;
  const training = ["tenderAddClause", { kind: "TRAINING_CLAUSE" }] as const;
  const award = ["tenderAward", { organisationId: enterprise, awardedOn: "2022-08-01" }] as const;
  const delivery = { month: "2022-08", hours: 100, places: 1, evidence: "lønliste", evidenceHash: HASH };
  const purchase = () => ({
    ...{ programmeId: PROGRAMME, buyerId: municipality, supplierId: enterprise, source: "økonomisystem" },
    ...{ quarter: "2021-Q3", amount: { amount: "1234.50", currency: "DKK" } },
  });
  return {
    tenderRecord: async () => ({ input: newTender(world) }),
    tenderAddClause: async () => ({ input: { tenderId: (await tender()).tenderId, kind: "LABOUR_CLAUSE" } }),
    tenderExplain: async () => ({ input: { tenderId: (await tender()).tenderId, reason: "for kort tid" } }),
    tenderAward: async () => ({
      input: { tenderId: (await tender(training)).tenderId, organisationId: enterprise, awardedOn: "2022-08-01" },
    }),
    tenderCancel: async () => ({
      input: { tenderId: (await tender()).tenderId, cancelledOn: "2022-08-01", reason: "ingen bud" },
    }),
    tenderReportDelivery: async () => ({ input: { ...(await tender(clause, training, award)), ...delivery } }),
    tenderCorrectDelivery: async () => {
      const { tenderId, clauseId } = await tender(clause, training, award);
      await done("tenderReportDelivery", { tenderId, clauseId, ...delivery }, "tender");
      return { input: { tenderId, clauseId, ...delivery, hours: 90, reason: "talt forkert" } };
    },
    tenderRecordHires: async () => ({
      input: {
        tenderId: (await tender(training, award)).tenderId,
        hiredOn: "2022-09-01",
        count: 2,
        source: "lønliste",
      },
    }),
    purchaseRecord: async () => ({ input: purchase() }),
    purchaseCorrect: async () => {
      const { id } = await done("purchaseRecord", { ...purchase(), quarter: "2021-Q4" }, "purchase");
      return { input: { purchaseId: id, amount: "99.00", reason: "kreditnota" } };
    },
    buyerSurveyRecord: async () => ({
      input: {
        ...{ programmeId: PROGRAMME, buyerId: municipality, dimension: "AWARENESS", phase: "BEFORE" },
        ...{ questionnaireVersion: 1, score: 3, answeredOn: "2019-03-01" },
      },
    }),
    demandActivityRecord: async () => ({
      input: {
        ...{ programmeId: PROGRAMME, municipalityCode: "0751", kind: "MEETING", title: world.unique("Møde") },
        ...{ heldOn: "2019-03-01", organisationIds: [enterprise] },
      },
    }),
  };
}

function newTender(world: World) {
  return {
    ...{ programmeId: PROGRAMME, buyerId: municipality, title: "Rengøring", contractKind: "SERVICES" },
    ...{ durationMonths: 12, value: { amount: "5000000.00", currency: "DKK" }, tenderedOn: "2022-07-01" },
    reference: world.unique("2022"),
  };
}

export function initiativeExamples(world: World): MutationExamples {
  const { done, steps } = world;
  const need = () => ({
    ...{ programmeId: PROGRAMME, municipalityCode: "0751", kind: "SOCIAL_ENTERPRISE", title: world.unique("Værksted") },
    ...{ need: "Ingen tager imod unge med få timer.", registeredOn: "2019-01-01" },
  });
  const NAMES = ["initiativeExplore", "initiativeDesign", "initiativePilot"];
  const reached = { reachedOn: "2019-06-01" };
  /** An initiative that has done so many steps. */
  const initiative = async (count: number, input: object = {}) => {
    const { id } = await done("initiativeRegister", need(), "initiative");
    const list = NAMES.slice(0, count).map((name) => [name, reached] as const);
    await steps("initiative", id, list);
    return { input: { initiativeId: id, ...reached, ...input } };
  };
  const EVIDENCE = { title: "Rapport", link: "https://example.org/r.pdf", contentHash: "b".repeat(64) };
  /** A method whose first version has done these steps. */
  const method = async (...names: readonly string[]) => {
    const begun = { programmeId: PROGRAMME, name: world.unique("Indslusning"), description: "Små skridt." };
    const row = await done("methodBegin", begun, "method", "id versions { id }");
    const methodVersionId = (row.versions as { id: string }[])[0]?.id;
    const inputs: Readonly<Record<string, object>> = {
      methodAddEvidence: EVIDENCE,
      methodTestVersion: { testedOn: "2020-01-01" },
    };
    for (const name of names) await done(name, { methodId: row.id, methodVersionId, ...inputs[name] }, "method");
    return { methodId: row.id, methodVersionId };
  };
  return {
    initiativeRegister: async () => ({ input: need() }),
    initiativeExplore: () => initiative(0),
    initiativeDesign: () => initiative(1),
    initiativePilot: () => initiative(2),
    initiativeEstablish: () => initiative(3, { organisationId: enterprise }),
    initiativeDrop: () => initiative(1, { reason: "ingen ville" }),
    methodBegin: async () => ({
      input: { programmeId: PROGRAMME, name: world.unique("Metode"), description: "Små skridt." },
    }),
    methodWriteVersion: async () => {
      const { methodId } = await method("methodAddEvidence", "methodTestVersion");
      return { input: { methodId, description: "Mindre skridt." } };
    },
    methodAddEvidence: async () => ({ input: { ...(await method()), ...EVIDENCE } }),
    methodTestVersion: async () => ({ input: { ...(await method("methodAddEvidence")), testedOn: "2020-01-01" } }),
    methodAdoptVersion: async () => ({
      input: {
        ...(await method("methodAddEvidence", "methodTestVersion")),
        ...{ adoptedOn: "2020-02-01", scalability: "I alle kommuner." },
      },
    }),
  };
}
