import { describe, expect, test } from "vitest";
import { checkLeaks, leaksIn } from "./leaks.ts";
import { repositoryWith } from "./temporary-repository.fixture.ts";

/** Put together here, so that this file holds none itself. */
const number = (day: string, between = ""): string => `${day}0190${between}1234`;
const folder = ["", "work", "main"].join("/");

describe("leaksIn", () => {
  test.for([
    { case: "a number with a day", text: `cpr: ${number("17")}` },
    { case: "a number with a hyphen", text: `"${number("31", "-")}"` },
    { case: "a folder of one machine", text: `cd ${folder}` },
    { case: "a private registry", text: "https://packages.example.org/npm" },
  ])("finds $case", ({ text }) => {
    expect(leaksIn("docs/a.md", `first\n${text}\n`, ["packages.example.org"])).toEqual([
      expect.stringMatching(/^docs\/a\.md:2 /),
    ]);
  });

  test("finds a foreign registry in a lock, by the form of its line", () => {
    expect(leaksIn("pnpm-lock.yaml", "{tarball: https://packages.example.org/a.tgz}", [])).toHaveLength(1);
    expect(leaksIn("pnpm-lock.yaml", "{tarball: https://registry.npmjs.org/a.tgz}", [])).toEqual([]);
  });

  test.for([
    { case: "a test number (day + 60)", text: number("77") },
    { case: "a month 13", text: "1713901234" },
    { case: "30 February", text: "3002901234" },
    { case: "a longer number", text: `${number("17")}5` },
    { case: "an address", text: `https://example.org${folder}` },
    { case: "a relative path", text: `..${folder}` },
  ])("passes $case", ({ text }) => {
    expect(leaksIn("docs/a.md", text, [])).toEqual([]);
  });
});

describe("checkLeaks", () => {
  test("reads every file", async () => {
    const root = repositoryWith({ "docs/a.md": "nothing", "deep/down/b.txt": number("17") });
    expect((await checkLeaks(root)).problems).toEqual([expect.stringContaining("deep/down/b.txt:1")]);
  });
});
