import { localDate } from "@inclusion/kernel";
import { describe, expect, test } from "vitest";
import { effectOfReading, type ProgrammeVersion } from "./programme.ts";

const version = (number: number, readOn: string, factsHash: string): ProgrammeVersion => ({
  programmeId: "p",
  version: number,
  readOn: localDate(readOn),
  factsHash,
});

describe("effectOfReading", () => {
  const versions = [version(1, "2018-06-07", "announced"), version(2, "2022-10-01", "adjusted")];
  test.for([
    { case: "the first sheet", versions: [], readOn: "2018-06-07", factsHash: "a", effect: "IN_FORCE" },
    {
      case: "the sheet in force read again",
      versions,
      readOn: "2022-10-01",
      factsHash: "adjusted",
      effect: "NOTHING_NEW",
    },
    {
      case: "the sheet in force read later",
      versions,
      readOn: "2026-01-01",
      factsHash: "adjusted",
      effect: "NOTHING_NEW",
    },
    {
      case: "an old copy read on its day",
      versions,
      readOn: "2019-01-01",
      factsHash: "announced",
      effect: "NOTHING_NEW",
    },
    { case: "other facts on a later day", versions, readOn: "2023-01-01", factsHash: "new", effect: "IN_FORCE" },
    {
      case: "other facts on the day of the last",
      versions,
      readOn: "2022-10-01",
      factsHash: "new",
      effect: "IN_FORCE",
    },
    {
      case: "other facts between two versions",
      versions,
      readOn: "2020-01-01",
      factsHash: "new",
      effect: "OLDER_VERSION",
    },
    {
      case: "the first facts come back later",
      versions,
      readOn: "2023-01-01",
      factsHash: "announced",
      effect: "IN_FORCE",
    },
  ] as const)("says $effect for $case", ({ versions, readOn, factsHash, effect }) => {
    expect(effectOfReading(versions, { readOn: localDate(readOn), factsHash })).toBe(effect);
  });
});
