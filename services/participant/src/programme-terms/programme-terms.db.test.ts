import { systemViewer } from "@inclusion/kernel";
import { unitOfWork } from "@inclusion/kernel/runtime";
import { openTestService, type TestService, viewerWith } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { handlers } from "../facts.ts";
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

const lead = viewerWith("programmes:read", "participations:read", "indicators:read");

type Step = Readonly<{ validFrom: string; hours: number }>;

let position = 0;
/** Tells the service the whole list of hours, as the partnership service does. */
async function tell(...steps: readonly Step[]): Promise<void> {
  position += 1;
  const fact = {
    ...{ id: idOf(900 + position), position: String(position), type: "MinimumHoursSet", version: 1 },
    ...{ subject: PROGRAMME, payload: { programmeId: PROGRAMME, steps }, recordedAt: new Date() },
  };
  await unitOfWork(opened.service.database, systemViewer("participant"), "test", async (tx) => {
    await handlers.partnership?.MinimumHoursSet?.(tx, fact as never);
  });
}

/** How many jobs the ledger counts in the programme. */
async function jobs(): Promise<number> {
  const [row] = await opened.sql<{ jobs: number }>(
    "SELECT coalesce(sum(amount), 0)::int AS jobs FROM participant.measure_entry WHERE indicator IN ('3B.3', '3B.4')",
  );
  return row?.jobs ?? 0;
}

async function terms(on: string): Promise<unknown> {
  const query = `{ programme: _entities(representations: [{ __typename: "Programme", id: "${PROGRAMME}" }]) { ... on Programme {
    participantTerms { minimumWeeklyHours(on: "${on}") steps { validFrom minimumWeeklyHours } } } } }`;
  const { data } = await opened.ask(lead, query);
  return (data as { programme: { participantTerms: unknown }[] }).programme[0]?.participantTerms;
}

describe("hours that are told", () => {
  test("count every job anew that they concern, and as before when they are taken back", async () => {
    expect(await jobs()).toBe(3);
    await tell({ validFrom: "2019-01-01", hours: 30 });
    expect(await jobs()).toBe(0);
    expect(await terms("2020-01-01")).toEqual({
      minimumWeeklyHours: 30,
      steps: [{ validFrom: "2019-01-01", minimumWeeklyHours: 30 }],
    });
    expect(await terms("2018-01-01")).toMatchObject({ minimumWeeklyHours: 8 });
    await tell({ validFrom: "2019-01-01", hours: 30 });
    expect(await jobs()).toBe(0);
    await tell({ validFrom: "2019-01-01", hours: 8 });
    expect(await jobs()).toBe(3);
    await tell({ validFrom: "2019-01-01", hours: 30 });
    await tell();
    expect(await jobs()).toBe(3);
    expect(await terms("2020-01-01")).toEqual({ minimumWeeklyHours: 8, steps: [] });
  });

  test("leave jobs alone that started before their day", async () => {
    await tell({ validFrom: "2021-12-01", hours: 37 });
    expect(await jobs()).toBe(3);
  });
});
