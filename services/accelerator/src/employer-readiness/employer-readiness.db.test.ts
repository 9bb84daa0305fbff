import type { TestService } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { act, askMutation, inOdense, lead, ORDINARY, openRoom, PROGRAMME, reader } from "../room/room.fixture.ts";

const FIELDS = "employerReadiness { id score mentorCount dimension questionnaireVersion measuredOn }";
const MEASURED = {
  ...{ programmeId: PROGRAMME, organisationId: ORDINARY, municipalityCode: "0751", dimension: "CAPACITY" },
  ...{ score: 2, mentorCount: 1, questionnaireVersion: 1, measuredOn: "2019-01-07" },
};

let opened: TestService;
beforeAll(async () => {
  opened = await openRoom(inject("postgres"));
});
afterAll(() => opened?.drop());

const run = (input: Record<string, unknown>, viewer = lead) =>
  act(opened, viewer, "employerReadinessRecord", { fields: FIELDS, input });
const codes = (answer: Readonly<{ refusals: readonly Readonly<{ code: string }>[] }>) =>
  answer.refusals.map(({ code }) => code);

test("is compared before and after by the same questionnaire only, and told", async () => {
  expect(codes(await run(MEASURED))).toEqual([]);
  expect(codes(await run({ ...MEASURED, score: 4 }))).toEqual(["ALREADY_MEASURED"]);
  await run({ ...MEASURED, score: 5, questionnaireVersion: 2, measuredOn: "2019-09-01" });
  await run({ ...MEASURED, score: 3, mentorCount: null, measuredOn: "2019-10-01" });
  const later = { ...MEASURED, score: 4, mentorCount: 3, measuredOn: "2020-01-07", idempotencyKey: "later" };
  expect(await run(later)).toEqual(await run(later));
  expect(codes(await run({ ...later, score: 5 }))).toEqual(["IDEMPOTENCY_MISMATCH"]);
  const { data } = await opened.ask(
    lead,
    `query($of: [_Any!]!) { _entities(representations: $of) { ... on Organisation {
       employerReadinessChanges { dimension questionnaireVersion scoreChange mentorChange before { score } after { score } }
       employerReadiness { measuredOn } } } }`,
    { of: [{ __typename: "Organisation", id: ORDINARY }] },
  );
  expect(data?._entities).toEqual([
    {
      employerReadinessChanges: [
        {
          ...{ dimension: "CAPACITY", questionnaireVersion: 1, scoreChange: 2, mentorChange: 2 },
          ...{ before: { score: 2 }, after: { score: 4 } },
        },
        {
          ...{ dimension: "CAPACITY", questionnaireVersion: 2, scoreChange: null, mentorChange: null },
          ...{ before: { score: 5 }, after: null },
        },
      ],
      employerReadiness: ["2019-01-07", "2019-09-01", "2019-10-01", "2020-01-07"].map((measuredOn) => ({ measuredOn })),
    },
  ]);
  const [fact] = await opened.sql(
    "SELECT payload FROM accelerator.fact WHERE type = 'EmployerReadinessMeasured' ORDER BY position",
  );
  expect(fact).toEqual({
    payload: {
      ...{ programmeId: PROGRAMME, organisationId: ORDINARY, dimension: "CAPACITY", score: 2, mentorCount: 1 },
      ...{ questionnaireVersion: 1, measuredOn: "2019-01-07" },
    },
  });
});

test("is refused with every reason at once", async () => {
  const wrong = { ...MEASURED, score: 6, mentorCount: -1, questionnaireVersion: 3, measuredOn: "2999-01-01" };
  expect(codes(await run(wrong))).toEqual([
    ...["SCORE_OUT_OF_RANGE", "VALUE_OUT_OF_RANGE", "QUESTIONNAIRE_UNKNOWN", "DATE_IN_FUTURE"],
  ]);
});

test("keeps within scopes and reach", async () => {
  const wanted = { fields: "", input: MEASURED };
  const denied = await askMutation(opened, reader, "employerReadinessRecord", wanted);
  expect(denied.errors?.[0]?.extensions).toMatchObject({ code: "FORBIDDEN_FIELD" });
  const far = await askMutation(opened, inOdense, "employerReadinessRecord", wanted);
  expect(far.errors?.[0]?.extensions).toMatchObject({ code: "NOT_FOUND" });
});
