import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { done, figure, refusedWith } from "./operating.ts";
import { startSeededSystem } from "./seeded-system.ts";
import type { TestSystem } from "./test-system.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startSeededSystem();
});
afterAll(() => system?.stop());

const SLUG = "social-inklusion-gennem-vaekstpartnerskaber";
const operate = (field: string, input: object, fields = "tender { id }") =>
  done(system, { as: "operator", field, input, fields });
const sha = (text: string) => createHash("sha256").update(text).digest("hex");

test("a public buyer asks for jobs, a listed enterprise wins, and fills them", async () => {
  const asked = await system.ask(
    `{ programme(slug: "${SLUG}") { id tenders(first: 50, municipalityCode: "0751") { nodes { buyer { id name } } } } }`,
    {},
    "operator",
  );
  const programmeId = asked.data.programme.id;
  const buyer = asked.data.programme.tenders.nodes[0].buyer;
  expect(buyer.name).toBe("Aarhus Kommune");

  const found = await system.ask(
    `{ supplierSearch(filter: { text: "kantine", municipalityCode: "0751" }) { nodes { listing { state organisation { id name } } } } }`,
  );
  const [hit] = found.data.supplierSearch.nodes;
  expect(hit.listing).toMatchObject({ state: "PUBLISHED", organisation: { name: "Opdigtet Kantinekøkken" } });

  const hiresBefore = await figure(system, SLUG, "CLAUSE_HIRES");
  const { tender } = await operate("tenderRecord", {
    ...{ programmeId, buyerId: buyer.id, reference: "opdigtet prøve", title: "Opdigtet udbud: mad til skoler" },
    ...{ tenderedOn: "2022-07-04", contractKind: "SERVICES", durationMonths: 24 },
    value: { amount: "6000000.00", currency: "DKK" },
  });
  const tenderId = tender.id;
  const award = { tenderId, organisationId: hit.listing.organisation.id, awardedOn: "2022-08-01" };
  await operate("tenderAddClause", { tenderId, kind: "EMPLOYMENT_CLAUSE", promisedHours: 300, promisedPlaces: 2 });
  expect(
    await refusedWith(system, { as: "operator", field: "tenderAward", input: award, fields: "tender { id }" }),
  ).toEqual(["CLAUSE_MANDATORY"]);
  await operate("tenderAddClause", { tenderId, kind: "TRAINING_CLAUSE", promisedPlaces: 1 });
  const fields = "tender { state clauses { id kind } hiresReported }";
  const awarded = await operate("tenderAward", award, fields);
  expect(awarded.tender.state).toBe("AWARDED");

  const clauseId = awarded.tender.clauses.find(({ kind }: { kind: string }) => kind === "EMPLOYMENT_CLAUSE").id;
  const balance = "tender { clauses { kind balance { promisedHours deliveredHours shortfallHours shortfallPlaces } } }";
  for (const [month, hours] of [
    ["2022-09", 140],
    ["2022-10", 160],
  ] as const) {
    const evidence = `timeseddel ${month}`;
    await operate("tenderReportDelivery", {
      ...{ tenderId, clauseId, month, hours, places: 2, evidence, evidenceHash: sha(evidence) },
      idempotencyKey: `delivery-${month}`,
    });
  }
  const hired = await operate(
    "tenderRecordHires",
    { tenderId, hiredOn: "2022-09-01", count: 2, source: "leverandørens opgørelse" },
    `${balance.replace("tender {", "tender { hiresReported")}`,
  );
  expect(hired.tender.hiresReported).toBe(2);
  expect(hired.tender.clauses).toContainEqual({
    kind: "EMPLOYMENT_CLAUSE",
    balance: { promisedHours: 300, deliveredHours: 300, shortfallHours: 0, shortfallPlaces: 0 },
  });
  expect(await figure(system, SLUG, "CLAUSE_HIRES")).toBe(hiresBefore + 2);

  const forbidden = await system.ask(
    `mutation($input: TenderCancelInput!) { tenderCancel(input: $input) { refusals { code } } }`,
    { input: { tenderId, cancelledOn: "2022-09-01", reason: "x" } },
    "regional_partner",
  );
  expect(forbidden.errors[0]?.extensions.code).toBe("FORBIDDEN_FIELD");
});
