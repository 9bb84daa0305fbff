import { openTestService, type TestService } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { reader } from "../programme-life/programmes.fixture.ts";
import { service } from "../service.ts";

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
});
afterAll(() => opened?.drop());

describe("places", () => {
  const ask = async (query: string) => opened.ask(reader, query);
  test("regions exist on their days", async () => {
    const codes = async (asOf: string) =>
      ((await ask(`{ regions(asOf: "${asOf}") { code } }`)).data as { regions: { code: string }[] }).regions.map(
        ({ code }) => code,
      );
    expect(await codes("2026-12-31")).toEqual(["1081", "1082", "1083", "1084", "1085"]);
    expect(await codes("2027-01-01")).toEqual(["1081", "1082", "1083", "OESTDANMARK"]);
    expect(await codes("2006-12-31")).toEqual([]);
  });

  test.for([
    { field: `region(code: "1084", asOf: "2027-01-01") { name }`, reason: "REGION_NOT_IN_FORCE" },
    { field: `region(code: "OESTDANMARK", asOf: "2026-12-31") { name }`, reason: "REGION_NOT_IN_FORCE" },
    { field: `region(code: "1099") { name }`, reason: "REGION_UNKNOWN" },
    { field: `region(code: "1084") { municipalities(asOf: "2027-01-01") { code } }`, reason: "REGION_NOT_IN_FORCE" },
  ])("$field is refused: $reason", async ({ field, reason }) => {
    expect((await ask(`{ ${field} }`)).errors?.[0]).toMatchObject({ extensions: { code: "BAD_USER_INPUT", reason } });
  });

  test("members, provinces and Christiansø", async () => {
    const { data } = await ask(`{
      old: region(code: "1084", asOf: "2026-12-31") { municipalities { code } }
      east: region(code: "OESTDANMARK") { source municipalities { code } }
      none: municipality(code: "0411") { name }
      bornholm: municipality(code: "0400") { programmeArea regionMemberships { region { code } from until } }
      provinces { nuts3 municipalities { code } } }`);
    const read = data as Record<string, { municipalities: unknown[] }> & { provinces: { municipalities: unknown[] }[] };
    expect(read.old?.municipalities).toHaveLength(29);
    expect(read.east?.municipalities).toHaveLength(46);
    expect(data).toMatchObject({
      none: null,
      bornholm: {
        programmeArea: "BORNHOLM",
        regionMemberships: [
          { region: { code: "1084" }, from: "2007-01-01", until: "2026-12-31" },
          { region: { code: "OESTDANMARK" }, from: "2027-01-01", until: null },
        ],
      },
    });
    expect(read.provinces).toHaveLength(11);
    expect(read.provinces.flatMap(({ municipalities }) => municipalities)).toHaveLength(98);
  });
});
