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
const DANISH = "services/finance/src/danish/danish.ts";
const TEXTS = `export const DANISH = { refusals: { ClaimRefusalCode: {
  CLAIM_EMPTY: "Den anmoder om ingenting.", RATE_MISSING: "Ingen sats, ingen pris." } }, phrases: {} };`;

const good = {
  [FILE]: CODE,
  [DANISH]: TEXTS,
  [SDL]: "enum ClaimRefusalCode { CLAIM_EMPTY RATE_MISSING }",
  "docs/errors.md": "",
};

describe("checkRefusals", () => {
  test("passes when code, SDL and page are the same", async () => {
    const root = repositoryWith(good);
    expect(await writeRefusals(root)).toEqual({ problems: [] });
    expect(await checkRefusals(root)).toEqual({ problems: [] });
  });

  test("fails when the page is not of today", async () => {
    const root = repositoryWith(good);
    await writeRefusals(root);
    write(root, { "docs/errors.md": "# Errors\n" });
    expect((await checkRefusals(root)).problems).toEqual([
      "docs/errors.md is not what the catalogues say; run `npm run generate`.",
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

  test("fails when a code has no Danish text", async () => {
    const root = repositoryWith({ ...good, [DANISH]: TEXTS.replace(/RATE_MISSING: "[^"]*"/, "") });
    expect((await writeRefusals(root)).problems).toEqual([
      expect.stringContaining("ClaimRefusalCode.RATE_MISSING has no Danish text."),
    ]);
  });

  test("prints both languages, retry and since, each code with an anchor of its own", async () => {
    const root = repositoryWith(good);
    await writeRefusals(root);
    const page = readFileSync(join(root, "docs/errors.md"), "utf8");
    expect(page).toContain(
      [
        "### finance: ClaimRefusalCode",
        "",
        "| code | English | Danish | retry | since |",
        "| --- | --- | --- | --- | --- |",
        '| <a id="ClaimRefusalCode.CLAIM_EMPTY"></a>`CLAIM_EMPTY` | It claims nothing. | Den anmoder om ingenting. | no | 2026-11-22 |',
        '| <a id="ClaimRefusalCode.RATE_MISSING"></a>`RATE_MISSING` | No rate \\| no price. | Ingen sats, ingen pris. | no | 2026-11 |',
        "",
      ].join("\n"),
    );
    expect(page).toContain('| <a id="FORBIDDEN_FIELD"></a>`FORBIDDEN_FIELD` | The token may not');
  });
});
