import { openTestService, type TestService } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import {
  idOf,
  inOdense,
  lead,
  PARTNERSHIP,
  PROGRAMME,
  readerOnly,
  second,
  told,
} from "../course/course-rows.fixture.ts";
import { service } from "../service.ts";

const ACTOR = idOf(900);
const RIVAL = idOf(901);
let opened: TestService;

beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
  await told(opened, "partnership", "PartnershipSigned", {
    ...{ partnershipId: PARTNERSHIP, programmeId: PROGRAMME, municipalityCodes: ["0751"], signedOn: "2018-09-10" },
    parties: [
      { organisationId: ACTOR, role: "OTHER_ACTOR" },
      { organisationId: RIVAL, role: "OTHER_ACTOR" },
      { organisationId: idOf(902), role: "MUNICIPALITY" },
    ],
  });
});

afterAll(() => opened?.drop());

const MEASURE = `mutation($input: OtherActorMeasureInput!) { otherActorMeasure(input: $input) {
  otherActor { grownOn growth { status grown turnoverBp } figures { id kind } } refusals { code } } }`;
const VOID = `mutation($input: OtherActorVoidInput!) { otherActorVoid(input: $input) {
  otherActor { grownOn figures { id } } refusals { code } } }`;
type Answer = {
  otherActor: { grownOn: string | null; growth?: unknown; figures: { id: string; kind: string }[] } | null;
  refusals: { code: string }[];
};

const figures = (kind: string, year: number, turnover: string, more: Record<string, unknown> = {}) => ({
  ...{ partnershipId: PARTNERSHIP, organisationId: ACTOR, municipalityCode: "0751", kind, turnover, fte: "3.00" },
  ...{ periodFrom: `${year}-01-01`, periodTo: `${year}-12-31`, currency: "DKK", source: "årsrapport", ...more },
});

async function measure(input: Record<string, unknown>, viewer = lead): Promise<Answer & { fault: unknown }> {
  const { data, errors } = await opened.ask(viewer, MEASURE, { input });
  const none = { otherActor: null, refusals: [] };
  return { ...((data?.otherActorMeasure as Answer | null) ?? none), fault: errors?.[0]?.extensions?.code ?? null };
}

async function takeBack(input: Record<string, unknown>, viewer = second): Promise<Answer> {
  const { data } = await opened.ask(viewer, VOID, { input });
  return data?.otherActorVoid as Answer;
}

const codesOf = ({ refusals }: Answer) => refusals.map(({ code }) => code);
const facts = () =>
  opened.sql(
    `SELECT type, payload->>'organisationId' AS organisation, payload->>'grownOn' AS "grownOn"
     FROM accelerator.fact ORDER BY position`,
  );

describe("an other actor", () => {
  test("is measured against its baseline, counts once in a municipality, and is told", async () => {
    expect(codesOf(await measure(figures("FOLLOW_UP", 2019, "1.00")))).toEqual(["BASELINE_MISSING"]);
    expect(codesOf(await measure(figures("BASELINE", 2017, "1000.00")))).toEqual([]);
    expect(codesOf(await measure(figures("BASELINE", 2016, "1000.00")))).toEqual(["BASELINE_FROZEN"]);
    expect(codesOf(await measure(figures("FOLLOW_UP", 2019, "1.00", { currency: "EUR" })))).toEqual(["UNIT_MISMATCH"]);
    const input = { ...figures("FOLLOW_UP", 2019, "1100.00"), idempotencyKey: "grown" };
    const grown = await measure(input);
    expect(grown.otherActor).toMatchObject({
      grownOn: "2019-12-31",
      growth: { status: "COMPARABLE", grown: true, turnoverBp: 1_000 },
    });
    expect(await measure(input)).toEqual(grown);
    expect(codesOf(await measure(figures("FOLLOW_UP", 2019, "1.00")))).toEqual(["PERIOD_OVERLAP"]);

    const rival = { organisationId: RIVAL };
    expect(codesOf(await measure(figures("BASELINE", 2017, "500.00", rival)))).toEqual([]);
    const late = await measure(figures("FOLLOW_UP", 2019, "900.00", rival));
    expect(codesOf(late)).toEqual(["OTHER_ACTOR_ALREADY_COUNTED"]);

    const followUp = grown.otherActor?.figures.find(({ kind }) => kind === "FOLLOW_UP");
    const back = { figuresId: followUp?.id, reason: "Forkert regnskab" };
    expect(codesOf(await takeBack(back, lead))).toEqual(["FOUR_EYES"]);
    expect(await takeBack({ ...back, reason: "" })).toMatchObject({ refusals: [{ code: "REASON_REQUIRED" }] });
    expect((await takeBack(back)).otherActor).toMatchObject({ grownOn: null });
    expect(codesOf(await measure(figures("FOLLOW_UP", 2019, "900.00", rival)))).toEqual([]);
    expect(await facts()).toEqual([
      { type: "OtherActorGrown", organisation: ACTOR, grownOn: "2019-12-31" },
      { type: "OtherActorGrowthVoided", organisation: ACTOR, grownOn: "2019-12-31" },
      { type: "OtherActorGrown", organisation: RIVAL, grownOn: "2019-12-31" },
    ]);
  });

  test.for([
    { case: "another role", more: { organisationId: idOf(902) }, codes: ["NOT_OTHER_ACTOR"] },
    { case: "another municipality", more: { municipalityCode: "0461" }, codes: ["NOT_OTHER_ACTOR"] },
    { case: "a period after the signing", year: 2018, codes: ["PERIOD_OVERLAP"] },
    { case: "no source", more: { source: "" }, codes: ["VALUE_OUT_OF_RANGE"] },
  ])("is refused for $case", async ({ more = {}, year = 2017, codes }) => {
    const free = { organisationId: idOf(902) };
    const answer = await measure(
      figures("BASELINE", year, "1.00", { ...(codes[0] === "NOT_OTHER_ACTOR" ? free : {}), ...more }),
    );
    expect(codesOf(answer).filter((code) => code !== "BASELINE_FROZEN")).toEqual(codes);
  });

  test("is nothing for who may not write, in another municipality, or in a partnership nobody told of", async () => {
    const input = figures("BASELINE", 2017, "1.00");
    expect((await measure(input, readerOnly)).fault).toBe("FORBIDDEN_FIELD");
    expect((await measure(input, inOdense)).fault).toBe("NOT_FOUND");
    expect((await measure({ ...input, partnershipId: idOf(77) })).fault).toBe("NOT_FOUND");
  });
});
