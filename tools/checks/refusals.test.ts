import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkRefusals, writeRefusals } from "./refusals.ts";
import { repositoryWith, write } from "./temporary-repository.fixture.ts";

const FILE = "services/finance/src/claim/refusals.ts";
const SDL = "schema/finance/claim.graphql";
const CODE = `export const CLAIM_REFUSALS = {
  CLAIM_EMPTY: { meaning: "It claims nothing.", since: "2026-11-22" },
  RATE_MISSING: "No rate | no price.",
};
export const LONGEST = 80;`;

const good = { [FILE]: CODE, [SDL]: "enum ClaimRefusalCode { CLAIM_EMPTY RATE_MISSING }", "docs/refusals.md": "" };

describe("checkRefusals", () => {
  test("passes when code, SDL and page are the same", async () => {
    const root = repositoryWith(good);
    expect(await writeRefusals(root)).toEqual({ problems: [] });
    expect(await checkRefusals(root)).toEqual({ problems: [] });
  });

  test("fails when the page is not of today", async () => {
    const root = repositoryWith(good);
    await writeRefusals(root);
    write(root, { "docs/refusals.md": "# Refusals\n" });
    expect((await checkRefusals(root)).problems).toEqual([
      "docs/refusals.md is not what the catalogues say; run `npm run generate`.",
    ]);
  });

  test.for([
    { case: "a code of the code only", sdl: "enum ClaimRefusalCode { CLAIM_EMPTY }", problem: "lacks RATE_MISSING" },
    {
      case: "a code of the SDL only",
      sdl: "enum ClaimRefusalCode { CLAIM_EMPTY RATE_MISSING BUDGET_EXCEEDED }",
      problem: "lacks ClaimRefusalCode.BUDGET_EXCEEDED",
    },
    { case: "a catalogue without an enum", sdl: "scalar Nothing", problem: "no enum ClaimRefusalCode" },
    {
      case: "an enum without a catalogue",
      sdl: "enum ClaimRefusalCode { CLAIM_EMPTY RATE_MISSING } enum RateRefusalCode { A }",
      problem: "RateRefusalCode has no catalogue",
    },
  ])("fails on $case", async ({ sdl, problem }) => {
    const root = repositoryWith({ ...good, [SDL]: sdl });
    expect((await writeRefusals(root)).problems).toEqual([expect.stringContaining(problem)]);
    expect((await checkRefusals(root)).problems).toEqual([expect.stringContaining(problem)]);
  });

  test("does not take another service's enum for the pair", async () => {
    const { [SDL]: sdl, ...rest } = good;
    const root = repositoryWith({ ...rest, "schema/partnership/claim.graphql": sdl });
    expect((await writeRefusals(root)).problems).toHaveLength(2);
  });

  test("prints meaning and day", async () => {
    const root = repositoryWith(good);
    await writeRefusals(root);
    expect(readFileSync(join(root, "docs/refusals.md"), "utf8")).toBe(
      [
        "# Refusals",
        "",
        "Every reason why a rule says no. Printed from the catalogues by `npm run generate`.",
        "",
        "## finance: ClaimRefusalCode",
        "",
        "| code | meaning | since |",
        "| --- | --- | --- |",
        "| `CLAIM_EMPTY` | It claims nothing. | 2026-11-22 |",
        "| `RATE_MISSING` | No rate \\| no price. |  |",
        "",
      ].join("\n"),
    );
  });
});
