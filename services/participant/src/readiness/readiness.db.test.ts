import { openTestService, type TestService, viewerWith } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { elsewhere, JOB, onlooker, openWays, PROGRAMME, type Ways, worker } from "../pathway/pathway-ways.fixture.ts";
import { service } from "../service.ts";

let opened: TestService;
let ways: Ways;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
  ways = await openWays(opened);
});
afterAll(() => opened?.drop());

const ROW = "readyFrom readyUntil hoursPerWeek needs { code labelDa } earlierForms endReason participation { id }";
const STATE = `mutation($input: ReadinessStateInput!) { readinessState(input: $input) { readiness { ${ROW} } refusals { code field } } }`;
const WITHDRAW = `mutation($input: ReadinessWithdrawInput!) { readinessWithdraw(input: $input) { readiness { ${ROW} } refusals { code field } } }`;
const RESTRICT = `mutation($input: PersonRestrictInput!) { personRestrict(input: $input) { participationIds } }`;
const STATED = { readyFrom: "2019-05-06", hoursPerWeek: 12.5, needs: ["FIXED_HOURS"] };

const dpo = viewerWith("dpo:restrict", "participations:read");

async function facts(id: string): Promise<readonly Record<string, unknown>[]> {
  const rows = await opened.sql<{ payload: Record<string, unknown> }>(
    "SELECT payload FROM participant.fact WHERE subject = $1 AND type = 'ReadinessSet' ORDER BY position",
    [id],
  );
  return rows.map(({ payload }) => payload);
}

async function readyIn(
  week: string,
  viewer = worker,
  first = 1,
): Promise<Readonly<{ ids: string[]; totalCount: number }>> {
  const ids: string[] = [];
  let [after, totalCount]: [string | null, number] = [null, 0];
  do {
    const { data, errors } = await opened.ask(
      viewer,
      `query($of: [_Any!]!, $after: String) { _entities(representations: $of) { ... on Programme {
         readyParticipations(week: "${week}", first: ${first}, after: $after) {
           totalCount nodes { participation { id } } pageInfo { hasNextPage endCursor } } } } }`,
      { of: [{ __typename: "Programme", id: PROGRAMME }], after },
    );
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    const [{ readyParticipations: page }] = (data?._entities ?? []) as unknown as [
      {
        readyParticipations: {
          totalCount: number;
          nodes: { participation: { id: string } }[];
          pageInfo: { hasNextPage: boolean; endCursor: string };
        };
      },
    ];
    ids.push(...page.nodes.map(({ participation }) => participation.id));
    totalCount = page.totalCount;
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return { ids, totalCount };
}

describe("readiness", () => {
  test("is stated once for the same request, told in codes, and listed in its weeks", async () => {
    const { id, version } = await ways.at("IN_PLACEMENT");
    const input = { ...STATED, participationId: id, idempotencyKey: `ready ${id}`, expectedVersion: version };
    const first = await opened.ask(worker, STATE, { input });
    expect(first.errors).toBeUndefined();
    const row = {
      readyFrom: "2019-05-06",
      readyUntil: null,
      hoursPerWeek: 12.5,
      endReason: null,
      participation: { id },
    };
    expect(first.data?.readinessState).toEqual({
      readiness: {
        ...row,
        needs: [{ code: "FIXED_HOURS", labelDa: "Faste mødetider" }],
        earlierForms: ["WORK_TRIAL"],
      },
      refusals: [],
    });
    expect((await opened.ask(worker, STATE, { input })).data).toEqual(first.data);
    const mismatch = await opened.ask(worker, STATE, { input: { ...input, hoursPerWeek: 20 } });
    expect(mismatch.data).toMatchObject({ readinessState: { refusals: [{ code: "IDEMPOTENCY_MISMATCH" }] } });
    const stale = await opened.ask(worker, STATE, {
      input: { ...STATED, participationId: id, expectedVersion: version },
    });
    expect(stale.data).toMatchObject({ readinessState: { readiness: null, refusals: [{ code: "CONFLICT" }] } });
    const told = { participationId: id, programmeId: PROGRAMME, municipalityCode: "0751", readyUntil: null };
    expect(await facts(id)).toEqual([
      { ...told, readyFrom: "2019-05-06", hoursPerWeek: 12.5, needs: ["FIXED_HOURS"], earlierForms: ["WORK_TRIAL"] },
    ]);
    expect(await readyIn("2019-05-05")).toEqual({ ids: [], totalCount: 0 });
    expect(await readyIn("2019-05-08")).toEqual({ ids: [id], totalCount: 1 });
    expect(await readyIn("2019-05-08", elsewhere)).toEqual({ ids: [], totalCount: 0 });

    const withdrawal = { participationId: id, withdrawnOn: "2019-05-20" };
    const withdrawn = await opened.ask(worker, WITHDRAW, { input: withdrawal });
    expect(withdrawn.data).toMatchObject({
      readinessWithdraw: { readiness: { readyUntil: "2019-05-19", endReason: "WITHDRAWN" }, refusals: [] },
    });
    const again = await opened.ask(worker, WITHDRAW, { input: withdrawal });
    expect(again.data).toMatchObject({ readinessWithdraw: { refusals: [{ code: "NO_OPEN_READINESS" }] } });
    expect((await facts(id)).at(-1)).toMatchObject({ readyUntil: "2019-05-19" });
    expect((await readyIn("2019-05-20")).totalCount).toBe(0);
    expect(await opened.sql("SELECT ready_until FROM participant.readiness_history WHERE id = $1", [id])).toEqual([
      { ready_until: null },
    ]);
  });

  test("ends by itself with a job, in the same transaction", async () => {
    const { id } = await ways.at("COMPLETED");
    await opened.ask(worker, STATE, { input: { ...STATED, participationId: id } });
    await ways.done("employmentStart", { ...JOB, participationId: id });
    expect((await facts(id)).map(({ readyUntil, earlierForms }) => [readyUntil, earlierForms])).toEqual([
      [null, ["WORK_TRIAL"]],
      ["2019-09-30", ["ORDINARY", "WORK_TRIAL"]],
    ]);
    const refused = await opened.ask(worker, STATE, { input: { ...STATED, participationId: id } });
    expect(refused.data).toMatchObject({ readinessState: { refusals: [{ code: "NOT_READY" }] } });
  });

  test("ends with a restriction, of which no more is told; lists and counts leave the person out", async () => {
    const { id } = await ways.at("COMPLETED");
    await opened.ask(worker, STATE, { input: { ...STATED, participationId: id } });
    const before = await readyIn("2019-06-03");
    expect(before.ids).toContain(id);
    expect((await opened.ask(dpo, RESTRICT, { input: { participationId: id } })).errors).toBeUndefined();
    expect((await facts(id)).at(-1)).toMatchObject({ needs: [], earlierForms: [], readyUntil: expect.any(String) });
    const after = await readyIn("2019-06-03");
    expect(after.ids).not.toContain(id);
    expect(after.totalCount).toBe(after.ids.length);
    expect(after.totalCount).toBe(before.totalCount - 1);
  });

  test.for([
    { mutation: STATE, more: STATED, name: "readinessState" },
    { mutation: WITHDRAW, more: { withdrawnOn: "2019-05-20" }, name: "readinessWithdraw" },
  ])("$name is nothing for who may not write, nor for another municipality", async ({ mutation, more, name }) => {
    const { id } = await ways.at("ENROLLED");
    const input = { ...more, participationId: id };
    const denied = await opened.ask(onlooker, mutation, { input });
    expect(denied.errors?.[0]).toMatchObject({ path: [name], extensions: { code: "FORBIDDEN_FIELD" } });
    for (const participationId of [id, "none"]) {
      const { errors } = await opened.ask(elsewhere, mutation, { input: { ...input, participationId } });
      expect(errors?.[0]?.extensions?.code).toBe("NOT_FOUND");
    }
  });

  test("takes no civil registration number anywhere", async () => {
    const { id } = await ways.at("ENROLLED");
    const input = { ...STATED, participationId: id, needs: ["ring 640580-1234"], idempotencyKey: "6405801234" };
    const { data } = await opened.ask(worker, STATE, { input });
    expect(data?.readinessState).toEqual({
      readiness: null,
      refusals: [
        { code: "CPR_IN_WRONG_FIELD", field: ["input", "idempotencyKey"] },
        { code: "CPR_IN_WRONG_FIELD", field: ["input", "needs", "0"] },
      ],
    });
    const asked = await opened.ask(worker, `{ participation(id: "640580-1234") { id } }`);
    expect(asked.errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", reason: "CPR_IN_WRONG_FIELD" });
  });
});
