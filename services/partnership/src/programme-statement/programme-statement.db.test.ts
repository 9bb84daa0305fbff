import { ANYONE } from "@inclusion/kernel";
import { openTestService, type TestService } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { codesOf, day } from "../organisation/parties.fixture.ts";
import { programmesOf } from "../programme-life/programmes.fixture.ts";
import { service } from "../service.ts";

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
});
afterAll(() => opened?.drop());

const { change, drafted, of } = programmesOf(() => opened);

test("announced, granted, adjusted and paid never replace one another", async () => {
  const programmeId = await drafted();
  const say = (kind: string, euSupport: string, statedOn: string, source = "Ark") =>
    change(
      "statementRecord",
      { programmeId, kind, euSupport, statedOn, source },
      "statement { kind euSupport { amount } }",
    );
  expect((await say("ANNOUNCED", "26000000.00", "2018-06-07")).statement).toEqual({
    kind: "ANNOUNCED",
    euSupport: { amount: "26000000.00" },
  });
  await say("ADJUSTED", "17076404.00", "2022-10-01");
  await say("ADJUSTED", "16000000.00", "2022-12-01");
  expect(codesOf(await say("ANNOUNCED", "1.00", "2018-06-07"))).toEqual(["ALREADY_STATED"]);
  expect(codesOf(await say("PAID", "1.00", day(1), " "))).toEqual(["DATE_IN_FUTURE", "SOURCE_MISSING"]);
  expect(
    codesOf(
      await change("statementRecord", { programmeId, kind: "PAID", statedOn: day(), source: "A" }, "statement { id }"),
    ),
  ).toEqual(["TEXT_MISSING"]);
  const over = { eligibleTotal: "1.00", euSupport: "1.01", kind: "PAID", statedOn: day(), source: "A" };
  expect(codesOf(await change("statementRecord", { programmeId, ...over }, "statement { id }"))).toEqual([
    "VALUE_OUT_OF_RANGE",
  ]);
  const inForce = async (args: string) =>
    (await of(programmeId, `statementsInForce${args} { kind euSupport { amount } }`, ANYONE)).programme
      ?.statementsInForce;
  expect(await inForce("")).toEqual([
    { kind: "ANNOUNCED", euSupport: { amount: "26000000.00" } },
    { kind: "ADJUSTED", euSupport: { amount: "16000000.00" } },
  ]);
  expect(await inForce(`(asOf: "2022-11-30")`)).toMatchObject([
    { kind: "ANNOUNCED" },
    { euSupport: { amount: "17076404.00" } },
  ]);
  expect(await inForce(`(asOf: "2018-06-06")`)).toEqual([]);
  expect(await inForce(`(knownAt: "2020-01-01T00:00:00.000Z")`)).toEqual([]);
});

test("all published figures are kept, whoever says them", async () => {
  const programmeId = await drafted();
  const record = (value: number, countedAt: string) =>
    change(
      "publishedResultRecord",
      { programmeId, code: "PARTICIPANTS", what: "Citizens", value, unit: "persons", countedAt, source: "A page" },
      "publishedResult { value }",
    );
  for (const value of [966, 913, 910]) expect((await record(value, "end")).publishedResult).toEqual({ value });
  expect(codesOf(await record(910, "end"))).toEqual(["ALREADY_STATED"]);
  expect(codesOf(await record(-1, "end"))).toEqual(["VALUE_OUT_OF_RANGE"]);
  const { programme } = await of(programmeId, `publishedResults(code: "PARTICIPANTS") { value }`, ANYONE);
  expect(programme?.publishedResults).toEqual([{ value: 910 }, { value: 913 }, { value: 966 }]);
});
