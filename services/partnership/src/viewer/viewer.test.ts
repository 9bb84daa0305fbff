import { NOTHING, UNLIMITED } from "@inclusion/kernel";
import { viewerWith } from "@inclusion/kernel/testing";
import { describe, expect, test } from "vitest";
import { limitsOf, readableOf } from "./viewer.ts";

const NAMES = {
  programmes: new Map([["p1", "Rummelig Genstart"]]),
  places: new Map([
    ["1082", "Region Midtjylland"],
    ["0751", "Aarhus"],
  ]),
  organisations: new Map<string, string>(),
};
const textOf = (limits: Parameters<typeof limitsOf>[0]["limits"], kind: string) =>
  limitsOf({ limits }, NAMES).find((limit) => limit.kind === kind);

describe("limitsOf", () => {
  test.for([
    {
      what: "no limit",
      limits: UNLIMITED,
      kind: "PLACES",
      ids: null,
      en: "All regions and municipalities.",
      da: "Alle regioner og kommuner.",
    },
    { what: "nothing", limits: NOTHING, kind: "GRANTS", ids: [], en: "No grants.", da: "Ingen tilsagn." },
    {
      what: "no place at all",
      limits: NOTHING,
      kind: "PLACES",
      ids: [],
      en: "No regions or municipalities.",
      da: "Ingen regioner eller kommuner.",
    },
    {
      what: "more than can be named",
      limits: { ...UNLIMITED, regions: [], municipalities: Array.from({ length: 12 }, () => "0751") },
      kind: "PLACES",
      ids: Array.from({ length: 12 }, () => "0751"),
      en: `Only 12 municipalities: ${Array(10).fill("Aarhus").join(", ")} and 2 more.`,
      da: `Kun 12 kommuner: ${Array(10).fill("Aarhus").join(", ")} og 2 til.`,
    },
    {
      what: "regions and municipalities together",
      limits: { ...UNLIMITED, municipalities: ["0751"], regions: ["1082"] },
      kind: "PLACES",
      ids: ["1082", "0751"],
      en: "Only 1 region and 1 municipality: Region Midtjylland, Aarhus.",
      da: "Kun 1 region og 1 kommune: Region Midtjylland, Aarhus.",
    },
    {
      what: "a region alone, with no municipality besides",
      limits: { ...UNLIMITED, municipalities: [], regions: ["1082"] },
      kind: "PLACES",
      ids: ["1082"],
      en: "Only 1 region: Region Midtjylland.",
      da: "Kun 1 region: Region Midtjylland.",
    },
    {
      what: "names that the viewer may not see",
      limits: { ...UNLIMITED, programmes: ["p1", "p2"] },
      kind: "PROGRAMMES",
      ids: ["p1", "p2"],
      en: "Only 2 programmes: Rummelig Genstart and 1 more.",
      da: "Kun 2 projekter: Rummelig Genstart og 1 til.",
    },
    {
      what: "no name at all",
      limits: { ...UNLIMITED, courses: ["c1"] },
      kind: "COURSES",
      ids: ["c1"],
      en: "Only 1 company course.",
      da: "Kun 1 virksomhedsforløb.",
    },
  ])("says $what in both languages", ({ limits, kind, ids, en, da }) => {
    expect(textOf(limits, kind)).toEqual({ kind, ids, text: { da, en } });
  });
});

describe("readableOf", () => {
  const scopes = new Map([
    ["Person.cpr", [["identity:read"]]],
    ["Person.health", [["sensitive:read", "participations:read"], ["dpo:export"]]],
  ]);
  const type = { name: "Person", fields: ["name", "health", "cpr"] };

  test("parts the fields by what the viewer holds", () => {
    expect(readableOf(viewerWith("identity:read", "sensitive:read"), type, scopes)).toEqual({
      name: "Person",
      readable: ["cpr", "name"],
      hidden: [{ name: "health", requiredScopes: [["sensitive:read", "participations:read"], ["dpo:export"]] }],
    });
    expect(readableOf(viewerWith("dpo:export"), type, scopes).readable).toEqual(["health", "name"]);
  });
});
