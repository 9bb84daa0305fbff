import { afterAll, beforeAll, expect, test } from "vitest";
import { done, figure, refusedWith } from "./operating.ts";
import { startSeededSystem } from "./seeded-system.ts";
import type { TestSystem } from "./test-system.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startSeededSystem();
});
afterAll(() => system?.stop());

const SLUG = "rummelig-genstart";
const CRITERIA = ["SOCIAL_PURPOSE", "TRADING", "INDEPENDENT", "INCLUSIVE", "SURPLUS"];
const operate = (field: string, input: object, fields: string) =>
  done(system, { as: "operator", field, input, fields });

test("a need becomes a social enterprise that anybody can find", async () => {
  const { data } = await system.ask(`{ programme(slug: "${SLUG}") { id } }`);
  const before = await figure(system, SLUG, "NEW_ENTERPRISES");
  const initiative = "initiative { id stage }";
  const begun = await operate(
    "initiativeRegister",
    {
      ...{ programmeId: data.programme.id, municipalityCode: "0751", kind: "SOCIAL_ENTERPRISE" },
      ...{ title: "Opdigtet hørværksted", need: "Marker med hør høstes, og ingen spinder garnet." },
      registeredOn: "2022-01-10",
    },
    initiative,
  );
  const initiativeId = begun.initiative.id;
  for (const [step, reachedOn] of [
    ["initiativeExplore", "2022-02-07"],
    ["initiativeDesign", "2022-04-04"],
    ["initiativePilot", "2022-08-15"],
  ] as const) {
    await operate(step, { initiativeId, reachedOn }, initiative);
  }
  const establish = { initiativeId, reachedOn: "2023-01-16" };
  expect(
    await refusedWith(system, { as: "operator", field: "initiativeEstablish", input: establish, fields: initiative }),
  ).toEqual(["CVR_REQUIRED"]);

  const named = { name: "Opdigtet Hørværksted", kinds: ["SOCIAL_ENTERPRISE"], municipalityCode: "0751" };
  expect(
    await refusedWith(system, {
      ...{ as: "operator", field: "organisationRegister", fields: "organisation { id }" },
      input: { ...named, cvr: "10150818" },
    }),
  ).toEqual(["CVR_CHECK_DIGIT"]);
  const made = await operate("organisationRegister", { ...named, cvr: "10150817" }, "organisation { id }");
  const organisationId = made.organisation.id;
  const established = await operate("initiativeEstablish", { ...establish, organisationId }, initiative);
  expect(established.initiative.stage).toBe("ESTABLISHED");
  expect(await figure(system, SLUG, "NEW_ENTERPRISES")).toBe(before + 1);

  const content = {
    ...{ organisationId, profile: "Vi spinder hør til garn.", areas: { municipalityCodes: ["0751"] } },
    offers: [{ cpv: "19400000-0", title: "Garn af hør" }],
  };
  expect(
    await refusedWith(system, { as: "operator", field: "listingDraft", input: content, fields: "listing { id }" }),
  ).toEqual(["RSV_NOT_REGISTERED"]);
  const checkedOn = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Copenhagen" }).format(new Date());
  await operate(
    "rsvRegister",
    {
      ...{ organisationId, since: "2023-02-01", checkedOn, source: "Opslag i CVR" },
      criteria: CRITERIA.map((code) => ({ code, evidence: "Vedtægter" })),
    },
    "organisation { id }",
  );
  const drafted = await operate("listingDraft", content, "listing { id }");
  const search = `{ supplierSearch(filter: { text: "garn" }) { nodes { listing { state organisation { name cvr } } } } }`;
  expect((await system.ask(search)).data.supplierSearch).toEqual({ nodes: [] });
  await operate("listingSubmit", { listingId: drafted.listing.id }, "listing { id }");
  await operate("listingPublish", { listingId: drafted.listing.id }, "listing { id }");
  expect((await system.ask(search)).data.supplierSearch).toEqual({
    nodes: [{ listing: { state: "PUBLISHED", organisation: { name: "Opdigtet Hørværksted", cvr: "10150817" } } }],
  });
});
