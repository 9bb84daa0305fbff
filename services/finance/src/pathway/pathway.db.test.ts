import { localDate, systemViewer } from "@inclusion/kernel";
import { unitOfWork } from "@inclusion/kernel/runtime";
import { openTestService, type TestService } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { findParticipation } from "../delivery/delivery.repository.ts";
import { handlers } from "../facts.ts";
import { service } from "../service.ts";
import { listWorkFiles } from "./pathway.repository.ts";

const [PERSON, PROGRAMME, JOB, OTHER] = [1, 2, 3, 4].map((n) => `00000000-0000-7000-8000-00000000000${n}`) as [
  string,
  string,
  string,
  string,
];

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
});
afterAll(() => opened?.drop());

async function tell(type: string, payload: Record<string, unknown>): Promise<void> {
  const fact = { position: "1", id: PERSON, type, version: 1, subject: PERSON, payload };
  await unitOfWork(opened.service.database, systemViewer("test"), "test", async (tx) => {
    await handlers.participant?.[type]?.(tx, fact);
  });
}

const pathway = { participationId: PERSON, programmeId: PROGRAMME, municipalityCode: "0751", partnershipId: null };
const steps = { referredOn: "2019-01-02", startedOn: "2019-02-01", completedOn: null, leftOn: null };
const spell = (employmentId: string, until: string | null) => ({
  ...{ employmentId, form: "ORDINARY", hoursPerWeek: 32.5, isSubsidised: false, from: "2019-06-03", until },
});
const history = (...spells: unknown[]) => ({
  ...{ participationId: PERSON, programmeId: PROGRAMME, municipalityCode: "0751", spells },
  ...{ benefitAtEntry: "CASH_JOB_READY", seniorityWeeks: 104 },
});

function read(knownAt = new Date(Date.now() + 60_000)) {
  return opened.service.database.read(systemViewer("test"), (reader) =>
    listWorkFiles(reader, {
      ...{ programmeId: PROGRAMME, startedFrom: localDate("2019-01-01"), startedTo: localDate("2019-12-31"), knownAt },
    }),
  );
}

test("the last that was told of a participation holds, and what was known before can be read", async () => {
  await tell("PathwaySet", { ...pathway, ...steps });
  await tell("WorkHistorySet", history(spell(JOB, null), spell(OTHER, null)));
  const before = await read();
  expect(before).toMatchObject([{ participationId: PERSON, benefitAtEntry: "CASH_JOB_READY", seniorityWeeks: 104 }]);
  expect(before[0]?.spells).toMatchObject([
    { employmentId: JOB, hoursPerWeek: 32.5, startedOn: "2019-06-03", endedOn: null },
    { employmentId: OTHER },
  ]);
  const [{ at } = { at: new Date() }] = await opened.sql<{ at: Date }>(
    "SELECT max(recorded_at) AS at FROM finance.work_spell",
  );

  await tell("WorkHistorySet", history(spell(JOB, "2019-12-31")));
  expect((await read())[0]?.spells).toMatchObject([{ employmentId: JOB, endedOn: "2019-12-31" }]);
  expect((await read(at))[0]?.spells).toEqual(before[0]?.spells);
  expect(await read(new Date("2019-01-01"))).toEqual([]);
});

test("what is told again unchanged is not recorded again", async () => {
  await tell("PathwaySet", { ...pathway, ...steps });
  await tell("WorkHistorySet", history(spell(JOB, "2019-12-31")));
  expect(await opened.sql("SELECT version FROM finance.pathway")).toEqual([{ version: 1 }]);
  expect(await opened.sql("SELECT version FROM finance.work_history")).toEqual([{ version: 1 }]);
  expect(await opened.sql("SELECT version FROM finance.work_spell")).toEqual([{ version: 2 }]);
});

test("who is restricted before the steps are told stays so, and is no participation until then", async () => {
  await tell("RestrictPerson", { participationIds: [OTHER] });
  expect(await opened.sql("SELECT programme_id, is_restricted FROM finance.pathway WHERE id = $1", [OTHER])).toEqual([
    { programme_id: null, is_restricted: true },
  ]);
  const known = () => opened.service.database.read(systemViewer("test"), (reader) => findParticipation(reader, OTHER));
  expect(await known()).toBeNull();
  await tell("PathwaySet", { ...pathway, ...steps, participationId: OTHER });
  expect(await known()).toEqual({ programmeId: PROGRAMME, municipalityCode: "0751", isRestricted: true });
  await tell("PersonRestrictionLifted", { participationIds: [OTHER] });
  expect(await known()).toEqual({ programmeId: PROGRAMME, municipalityCode: "0751", isRestricted: false });
});
