import { afterAll, beforeAll, expect, test } from "vitest";
import { startSeededSystem } from "./seeded-system.ts";
import type { TestSystem } from "./test-system.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startSeededSystem();
});
afterAll(() => system?.stop());

const CRITERIA = ["SOCIAL_PURPOSE", "TRADING", "INDEPENDENT", "INCLUSIVE", "SURPLUS"];

async function operate(field: string, variables: string, fields: string): Promise<Record<string, { id: string }>> {
  const mutation = `mutation { ${field}(input: { ${variables} }) { ${fields} refusals { code } } }`;
  const { data, errors } = await system.ask(mutation, {}, "operator");
  expect(errors).toEqual([]);
  const payload = data[field] as Record<string, { id: string }> & { refusals: unknown[] };
  expect(payload.refusals).toEqual([]);
  return payload;
}

test("an enterprise is registered, listed, found by anybody, and gone when it is deregistered", async () => {
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Copenhagen" }).format(new Date());
  const made = await operate(
    "organisationRegister",
    `name: "Lærkens Vaskeri", cvr: "10150817", kinds: [SOCIAL_ENTERPRISE]`,
    "organisation { id }",
  );
  const organisationId = `organisationId: "${made.organisation?.id}"`;
  const criteria = CRITERIA.map((code) => `{ code: ${code}, evidence: "Vedtægter" }`).join(" ");
  await operate(
    "rsvRegister",
    `${organisationId}, since: "2020-01-01", checkedOn: "${today}", source: "CVR", criteria: [${criteria}]`,
    "organisation { id }",
  );
  const content = `profile: "Vask og rulning", offers: [{ cpv: "98310000-9", title: "Vask af linned" }], areas: { municipalityCodes: ["0751"] }`;
  const listing = await operate("listingDraft", `${organisationId}, ${content}`, "listing { id }");
  await operate("listingSubmit", `listingId: "${listing.listing?.id}"`, "listing { id }");
  await operate("listingPublish", `listingId: "${listing.listing?.id}"`, "listing { id }");
  const search = `{ supplierSearch(filter: { text: "linned", municipalityCode: "0751" }) { nodes { listing { state organisation { name cvr } } } } }`;
  const found = await system.ask(search);
  expect(found.errors).toEqual([]);
  expect(found.data.supplierSearch).toEqual({
    nodes: [{ listing: { state: "PUBLISHED", organisation: { name: "Lærkens Vaskeri", cvr: "10150817" } } }],
  });
  await operate("rsvDeregister", `${organisationId}, until: "${today}", reason: OWN_REQUEST`, "organisation { id }");
  expect((await system.ask(search)).data.supplierSearch).toEqual({ nodes: [] });
});

test("all three published numbers of participants of Rummelig imidt are there, with who says them", async () => {
  const { data } = await system.ask(
    `{ programme(slug: "rummelig-imidt") { publishedResults(code: "PARTICIPANTS") { value source } } }`,
  );
  const figures = (data.programme as { publishedResults: { value: number; source: string }[] }).publishedResults;
  expect(figures.map(({ value }) => value).sort()).toEqual([910, 913, 966]);
  expect(new Set(figures.map(({ source }) => source)).size).toBe(3);
});

test("what was announced of the growth partnerships stands beside what the sheet shows last", async () => {
  const { data } = await system.ask(
    `{ programme(slug: "social-inklusion-gennem-vaekstpartnerskaber") { statementsInForce { kind endsOn euSupport { amount } } } }`,
  );
  expect((data.programme as Record<string, unknown>).statementsInForce).toEqual([
    { kind: "ANNOUNCED", endsOn: "2020-12-31", euSupport: { amount: "26000000.00" } },
    { kind: "ADJUSTED", endsOn: "2022-09-30", euSupport: { amount: "17076404.00" } },
  ]);
});
