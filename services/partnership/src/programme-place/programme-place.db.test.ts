import { randomUUID } from "node:crypto";
import { ANYONE } from "@inclusion/kernel";
import { openTestService, type TestService } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { codesOf, organisation } from "../organisation/parties.fixture.ts";
import { lead, programmesOf } from "../programme-life/programmes.fixture.ts";
import { service } from "../service.ts";

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
});
afterAll(() => opened?.drop());

const { change, drafted, of } = programmesOf(() => opened);

describe("who takes part", () => {
  test("municipalities join, leave and come back, and the others are told", async () => {
    const programmeId = await drafted();
    const place = { programmeId, municipalityCode: "0751" };
    const join = (joinedOn: string, more = {}) => change("programmePlaceJoin", { ...place, joinedOn, ...more });
    expect(codesOf(await join("2020-01-01", { municipalityCode: "0411" }))).toEqual(["MUNICIPALITY_UNKNOWN"]);
    expect(codesOf(await join("2020-01-01", { capacity: -1 }))).toEqual(["VALUE_OUT_OF_RANGE"]);
    expect(codesOf(await change("programmePlaceLeave", { ...place, leftOn: "2020-01-01" }))).toEqual([
      "NOT_IN_PROGRAMME",
    ]);
    await join("2020-01-01", { capacity: 12, agreementRef: "A-1" });
    expect(codesOf(await join("2020-02-01"))).toEqual(["ALREADY_IN_PROGRAMME"]);
    expect(codesOf(await change("programmePlaceLeave", { ...place, leftOn: "2019-12-31" }))).toEqual(["DATE_ORDER"]);
    await change("programmePlaceLeave", { ...place, leftOn: "2020-06-30", reason: "Ny økonomi" });
    expect(codesOf(await join("2020-06-30"))).toEqual(["DATE_ORDER"]);
    await join("2020-07-01");
    const figures = {
      companies: 900,
      population: 350_000,
      vulnerableCount: 4_000,
      problemMix: [{ problem: "DEBT", percent: 12 }],
    };
    const profile = { ...place, ...figures, asOf: "2020-01-01", source: "Danmarks Statistik" };
    expect(codesOf(await change("programmePlaceProfile", { ...profile, vulnerableCount: 350_001 }))).toEqual([
      "VALUE_OUT_OF_RANGE",
    ]);
    expect(codesOf(await change("programmePlaceProfile", profile))).toEqual([]);
    const { programme } = await of(
      programmeId,
      "municipalities { joinedOn leftOn capacity agreementRef leaveReason selection { companies problemMix { problem percent } } }",
    );
    const selection = { companies: 900, problemMix: [{ problem: "DEBT", percent: 12 }] };
    expect(programme?.municipalities).toEqual([
      {
        joinedOn: "2020-01-01",
        leftOn: "2020-06-30",
        capacity: 12,
        agreementRef: "A-1",
        leaveReason: "Ny økonomi",
        selection,
      },
      { joinedOn: "2020-07-01", leftOn: null, capacity: null, agreementRef: null, leaveReason: null, selection },
    ]);
    const [told] = await opened.sql(
      "SELECT payload FROM partnership.fact WHERE type = 'ProgrammePlacesSet' AND subject = $1 ORDER BY position DESC LIMIT 1",
      [programmeId],
    );
    expect(told).toEqual({
      payload: {
        programmeId,
        places: [{ municipalityCode: "0751", joinedOn: "2020-07-01", leftOn: null, capacity: null }],
      },
    });
    const counted = await of(programmeId, "partnershipResults { code value { ... on ExactCount { count } } }", lead);
    expect(counted.programme?.partnershipResults).toContainEqual({ code: "MUNICIPALITIES", value: { count: 1 } });
  });

  test("a region supports while it exists", async () => {
    const programmeId = await drafted();
    const begin = (regionCode: string, from: string) =>
      change(
        "regionalSupportBegin",
        { programmeId, regionCode, kind: "ADVICE", from },
        "programme { regionalSupports { id until region { name } } }",
      );
    expect(codesOf(await begin("OESTDANMARK", "2026-12-31"))).toEqual(["REGION_NOT_IN_FORCE"]);
    expect(codesOf(await begin("1084", "2027-01-01"))).toEqual(["REGION_NOT_IN_FORCE"]);
    expect(codesOf(await begin("1099", "2020-01-01"))).toEqual(["REGION_UNKNOWN"]);
    const { programme } = await begin("1084", "2020-01-01");
    const [support] = (programme as { regionalSupports: { id: string }[] }).regionalSupports;
    expect(support).toMatchObject({ until: null, region: { name: "Region Hovedstaden" } });
    expect(codesOf(await begin("1084", "2021-01-01"))).toEqual(["ROLE_HELD"]);
    expect(codesOf(await begin("OESTDANMARK", "2027-01-01"))).toEqual([]);
    const end = { programmeId, supportId: support?.id, until: "2019-12-31" };
    expect(codesOf(await change("regionalSupportEnd", end))).toEqual(["DATE_ORDER"]);
    expect(codesOf(await change("regionalSupportEnd", { ...end, until: "2021-12-31" }))).toEqual([]);
    expect(codesOf(await change("regionalSupportEnd", { ...end, until: "2021-12-31" }))).toEqual(["ROLE_NOT_HELD"]);
  });

  test("organisations have roles, and elements say the axes", async () => {
    const programmeId = await drafted();
    const organisationId = await organisation(opened, "Projektkontoret", { cvr: null });
    const role = { programmeId, organisationId, role: "PROJECT_LEAD", from: "2020-01-01" };
    const assigned = await change(
      "programmeRoleAssign",
      role,
      "programme { roles { id role until organisation { name } } }",
    );
    const [held] = (assigned.programme as { roles: { id: string }[] }).roles;
    expect(held).toMatchObject({ role: "PROJECT_LEAD", until: null, organisation: { name: "Projektkontoret" } });
    expect(codesOf(await change("programmeRoleAssign", role))).toEqual(["ROLE_HELD"]);
    expect(codesOf(await change("programmeRoleAssign", { ...role, organisationId: randomUUID() }))).toEqual([
      "ORGANISATION_UNKNOWN",
    ]);
    expect(codesOf(await change("programmeRoleEnd", { programmeId, roleId: held?.id, until: "2020-12-31" }))).toEqual(
      [],
    );
    expect(codesOf(await change("programmeRoleEnd", { programmeId, roleId: held?.id, until: "2020-12-31" }))).toEqual([
      "ROLE_NOT_HELD",
    ]);
    const element = {
      programmeId,
      code: "3b2",
      title: "Rummelige arbejdspladser",
      axis: "AXIS_3B2",
      description: "Inclusive workplaces",
    };
    expect(codesOf(await change("programmeElementPut", element))).toEqual([]);
    expect(codesOf(await change("programmeElementPut", { ...element, title: "Nye rummelige arbejdspladser" }))).toEqual(
      [],
    );
    expect((await of(programmeId, "axes elements { title }", ANYONE)).programme).toEqual({
      ...{ axes: ["AXIS_3B2"], elements: [{ title: "Nye rummelige arbejdspladser" }] },
    });
  });
});
