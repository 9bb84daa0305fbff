import { UNLIMITED } from "@inclusion/kernel";
import { openTestService, type TestService, viewerWith, viewerWithin } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { idOf, PROGRAMME, storeParticipation } from "../participation/participation-rows.fixture.ts";
import { service } from "../service.ts";

let opened: TestService;

beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
  for (const number of [101, 102]) await storeParticipation(opened.service, number, "0751");
  await storeParticipation(opened.service, 201, "0461");
  await opened.sql(
    "INSERT INTO participant.programme_terms (programme_id, starts_on, ends_on) VALUES ($1, '2019-01-01', '2021-12-31')",
    [PROGRAMME],
  );
});

afterAll(() => opened?.drop());

const lead = viewerWith("programmes:read", "participations:read", "participations:write", "indicators:read");
const reader = viewerWith("programmes:read", "participations:read");
const inAarhus = viewerWithin({ ...UNLIMITED, municipalities: ["0751"] }, "programmes:read", "participations:write");
const elsewhere = viewerWithin({ ...UNLIMITED, programmes: [idOf(9)] }, "programmes:read", "participations:write");

const SET = `mutation($input: ProgrammeTermsSetInput!) { programmeTermsSet(input: $input) {
  programme { participantTerms { version now: minimumWeeklyHours(on: "2020-01-01") before: minimumWeeklyHours(on: "2018-01-01")
    steps { validFrom minimumWeeklyHours } } } recounted refusals { code field } } }`;
const input = { programmeId: PROGRAMME, validFrom: "2019-01-01", minimumWeeklyHours: 30 };

/** How many jobs the ledger counts in the programme. */
async function jobs(): Promise<number> {
  const [row] = await opened.sql<{ jobs: number }>(
    "SELECT coalesce(sum(amount), 0)::int AS jobs FROM participant.measure_entry WHERE indicator IN ('3B.3', '3B.4')",
  );
  return row?.jobs ?? 0;
}

describe("programmeTermsSet", () => {
  test("counts every job anew that it concerns, and as before when it is taken back", async () => {
    const before = await jobs();
    expect(before).toBe(3);
    const { data, errors } = await opened.ask(lead, SET, { input: { ...input, idempotencyKey: "one" } });
    expect(errors).toBeUndefined();
    const answer = {
      programme: {
        participantTerms: {
          ...{ version: 1, now: 30, before: 8 },
          steps: [{ validFrom: "2019-01-01", minimumWeeklyHours: 30 }],
        },
      },
      recounted: 3,
      refusals: [],
    };
    expect(data?.programmeTermsSet).toEqual(answer);
    expect(await jobs()).toBe(0);
    const again = await opened.ask(lead, SET, { input: { ...input, idempotencyKey: "one" } });
    expect(again.data?.programmeTermsSet).toEqual(answer);
    const other = await opened.ask(lead, SET, { input: { ...input, minimumWeeklyHours: 9, idempotencyKey: "one" } });
    expect(other.data?.programmeTermsSet).toMatchObject({ refusals: [{ code: "IDEMPOTENCY_MISMATCH" }] });
    const stale = await opened.ask(lead, SET, { input: { ...input, minimumWeeklyHours: 8, expectedVersion: 0 } });
    expect(stale.data?.programmeTermsSet).toMatchObject({ refusals: [{ code: "CONFLICT" }] });
    const back = await opened.ask(lead, SET, { input: { ...input, minimumWeeklyHours: 8, expectedVersion: 1 } });
    expect(back.data?.programmeTermsSet).toMatchObject({
      programme: { participantTerms: { version: 2 } },
      recounted: 3,
    });
    expect(await jobs()).toBe(before);
  });

  test("leaves jobs alone that started before its day", async () => {
    const later = { ...input, validFrom: "2021-12-01", minimumWeeklyHours: 37 };
    const { data } = await opened.ask(lead, SET, { input: later });
    expect(data?.programmeTermsSet).toMatchObject({ recounted: 0, refusals: [] });
    expect(await jobs()).toBe(3);
  });

  test("refuses with every reason, and an unknown programme as one of somebody else", async () => {
    const wrong = { ...input, validFrom: "2018-12-31", minimumWeeklyHours: 0 };
    const { data } = await opened.ask(lead, SET, { input: wrong });
    expect(data?.programmeTermsSet).toEqual({
      ...{ programme: null, recounted: 0 },
      refusals: [
        { code: "HOURS_OUT_OF_RANGE", field: ["input", "minimumWeeklyHours"] },
        { code: "OUTSIDE_PROGRAMME_PERIOD", field: ["input", "validFrom"] },
      ],
    });
    const unknown = await opened.ask(lead, SET, { input: { ...input, programmeId: idOf(8) } });
    const foreign = await opened.ask(elsewhere, SET, { input });
    expect(unknown.data?.programmeTermsSet).toMatchObject({ refusals: [{ code: "PROGRAMME_UNKNOWN" }] });
    expect(foreign.data).toEqual(unknown.data);
  });

  test("is nothing for who may not write, nor for who sees one municipality alone", async () => {
    for (const viewer of [reader, inAarhus]) {
      const { errors } = await opened.ask(viewer, SET, { input });
      expect(errors?.[0]).toMatchObject({ path: ["programmeTermsSet"], extensions: { code: "FORBIDDEN_FIELD" } });
    }
  });
});
