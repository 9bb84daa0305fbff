import { openTestService, type TestService, viewerWith } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { asking, codesOf, mutation } from "../record/asking.fixture.ts";
import { ORGANISATIONS, PROGRAMME, storeProgramme } from "../record/stored-programme.fixture.ts";
import { service } from "../service.ts";

const worker = viewerWith(
  "initiatives:read",
  "initiatives:write",
  "methods:write",
  "programmes:read",
  "indicators:read",
  "partnerships:read",
);
const reader = viewerWith("initiatives:read", "programmes:read");
const NEED = {
  ...{ programmeId: PROGRAMME, municipalityCode: "0751", kind: "SOCIAL_ENTERPRISE", title: "Cykelværksted" },
  ...{ need: "Ingen steder tager imod unge med få timer.", registeredOn: "2019-01-01" },
};

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
  await storeProgramme(opened);
});
afterAll(() => opened?.drop());

const ask = asking(
  () => opened,
  "initiative",
  "id stage version organisation { id } steps { stage reachedOn } dropReason",
);
const step = (name: string, initiativeId: unknown, input: Readonly<Record<string, unknown>> = {}) =>
  ask(worker, name, { initiativeId, reachedOn: "2019-06-01", ...input });

async function piloted(changes: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
  const { row } = await ask(worker, "initiativeRegister", { ...NEED, ...changes });
  for (const name of ["initiativeExplore", "initiativeDesign", "initiativePilot"]) {
    expect(codesOf(await step(name, row?.id))).toEqual([]);
  }
  return row?.id;
}

const counted = (id: unknown) =>
  opened.sql<{ indicator: string }>(
    "SELECT indicator FROM partnership.measure_entry WHERE subject_id = $1 ORDER BY 1",
    [id],
  );

describe("an initiative", () => {
  test("begins with a need and becomes an enterprise that has its register number", async () => {
    expect(codesOf(await ask(worker, "initiativeRegister", { ...NEED, need: " " }))).toEqual(["NEED_MISSING"]);
    const id = await piloted();
    expect(codesOf(await step("initiativeEstablish", id))).toEqual(["CVR_REQUIRED"]);
    const unregistered = { organisationId: ORGANISATIONS.unregistered };
    expect(codesOf(await step("initiativeEstablish", id, unregistered))).toEqual(["CVR_REQUIRED"]);
    const established = await step("initiativeEstablish", id, { organisationId: ORGANISATIONS.enterprise });
    expect(established).toMatchObject({
      row: { stage: "ESTABLISHED", organisation: { id: ORGANISATIONS.enterprise }, version: 5 },
    });
    expect((await counted(id)).map(({ indicator }) => indicator)).toEqual([
      ...["INITIATIVES", "INITIATIVES_PILOTED", "NEW_ENTERPRISES"],
    ]);
    expect(codesOf(await step("initiativeDrop", id, { reason: "for sent" }))).toEqual(["ILLEGAL_TRANSITION"]);
  });

  test("of a project needs no register number", async () => {
    const id = await piloted({ kind: "DEVELOPMENT_PROJECT" });
    expect(await step("initiativeEstablish", id)).toMatchObject({ row: { stage: "ESTABLISHED", organisation: null } });
  });

  test("takes every stage in its order, on later days, and is dropped with a reason", async () => {
    const { row } = await ask(worker, "initiativeRegister", NEED);
    expect(codesOf(await step("initiativePilot", row?.id))).toEqual(["ILLEGAL_TRANSITION"]);
    expect(codesOf(await step("initiativeExplore", row?.id, { reachedOn: "2018-12-31" }))).toEqual(["DATE_ORDER"]);
    expect(codesOf(await step("initiativeExplore", row?.id, { reachedOn: "2999-01-01" }))).toEqual(["DATE_IN_FUTURE"]);
    expect(codesOf(await step("initiativeDrop", row?.id, { reason: " " }))).toEqual(["REASON_REQUIRED"]);
    expect(await step("initiativeDrop", row?.id, { reason: "ingen ville" })).toMatchObject({
      row: { stage: "DROPPED", dropReason: "ingen ville" },
    });
  });

  test("is registered by who may write", async () => {
    const denied = await opened.ask(reader, mutation("initiativeRegister", "initiative", "id"), { input: NEED });
    expect(denied.errors?.[0]?.extensions.code).toBe("FORBIDDEN_FIELD");
  });
});

describe("a method", () => {
  const method = asking(
    () => opened,
    "method",
    "id version versions { id number state evidence { title } scalability }",
  );
  const change = (name: string, methodId: unknown, input: Readonly<Record<string, unknown>>) =>
    method(worker, name, { methodId, ...input });

  test("is tested with evidence and adopted when it is said how it grows", async () => {
    const begun = { programmeId: PROGRAMME, name: "Indslusning", description: "Små skridt." };
    const made = await method(worker, "methodBegin", begun);
    expect(codesOf(await method(worker, "methodBegin", begun))).toEqual(["REFERENCE_REPEATED"]);
    const id = made.row?.id;
    const [{ id: methodVersionId }] = (made.row as { versions: [{ id: string }] }).versions;
    const tested = { methodVersionId, testedOn: "2020-01-01" };
    expect(codesOf(await change("methodTestVersion", id, tested))).toEqual(["EVIDENCE_MISSING"]);
    const evidence = {
      methodVersionId,
      title: "Rapport",
      link: "https://eksempel.dk/r.pdf",
      contentHash: "b".repeat(64),
    };
    expect(codesOf(await change("methodAddEvidence", id, { ...evidence, contentHash: "b", link: "x" }))).toEqual([
      ...["VALUE_OUT_OF_RANGE", "VALUE_OUT_OF_RANGE"],
    ]);
    expect(codesOf(await change("methodAddEvidence", id, evidence))).toEqual([]);
    expect(codesOf(await change("methodAddEvidence", id, evidence))).toEqual(["REFERENCE_REPEATED"]);
    const adopted = { methodVersionId, adoptedOn: "2020-02-01" };
    expect(codesOf(await change("methodAdoptVersion", id, { ...adopted, scalability: "bredt" }))).toEqual([
      "ILLEGAL_TRANSITION",
    ]);
    expect(codesOf(await change("methodTestVersion", id, tested))).toEqual([]);
    expect(codesOf(await change("methodAdoptVersion", id, adopted))).toEqual(["SCALABILITY_MISSING"]);
    expect(await change("methodAdoptVersion", id, { ...adopted, scalability: "I alle kommuner." })).toMatchObject({
      row: { versions: [{ state: "ADOPTED", evidence: [{ title: "Rapport" }], scalability: "I alle kommuner." }] },
    });
    expect(await change("methodWriteVersion", id, { description: "Mindre skridt." })).toMatchObject({
      row: { versions: [{ number: 1 }, { number: 2, state: "DRAFT" }] },
    });
    expect(codesOf(await change("methodTestVersion", id, { ...tested, methodVersionId: "x" }))).toEqual([
      "ROW_UNKNOWN",
    ]);
  });
});
