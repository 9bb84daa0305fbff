import { ANYONE } from "@inclusion/kernel";
import { openTestService, type TestService } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { programmesOf, reader } from "../programme-life/programmes.fixture.ts";
import { service } from "../service.ts";

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
});
afterAll(() => opened?.drop());

const { change, drafted, of } = programmesOf(() => opened);

test("money by area is never added over labels that overlap", async () => {
  const one = await drafted({ areas: ["FYN"] });
  const two = await drafted({ areas: ["FYN", "NORDJYLLAND"] });
  for (const [programmeId, eligibleTotal] of [
    [one, "100.00"],
    [two, "250.00"],
  ]) {
    await change(
      "statementRecord",
      { programmeId, kind: "GRANTED", eligibleTotal, statedOn: "2020-01-01", source: "A" },
      "statement { id }",
    );
  }
  const { data } = await opened.ask(
    reader,
    "{ amountsByGeography(kind: GRANTED) { total { amount } groups { areas programmes eligibleTotal { amount } } warnings { code } } }",
  );
  expect(data?.amountsByGeography).toMatchObject({
    total: { amount: "350.00" },
    groups: [
      { areas: ["FYN"], programmes: 1, eligibleTotal: { amount: "100.00" } },
      { areas: ["NORDJYLLAND", "FYN"], programmes: 1, eligibleTotal: { amount: "250.00" } },
    ],
    warnings: expect.arrayContaining([{ code: "AREAS_OVERLAP" }, { code: "AREAS_INCOMPLETE" }]) as unknown,
  });
  const alone = await opened.ask(reader, "{ amountsByGeography(kind: GRANTED, area: FYN) { total { amount } } }");
  expect(alone.errors?.[0]).toMatchObject({ extensions: { code: "BAD_USER_INPUT", reason: "AREAS_OVERLAP" } });
  expect((await of(two, "geography { isNationwide warnings { code } }", ANYONE)).programme).toEqual({
    geography: {
      isNationwide: false,
      warnings: [{ code: "AREAS_OVERLAP" }, { code: "AREAS_INCOMPLETE" }, { code: "AREAS_NOT_REGIONS" }],
    },
  });
});
