import { describe, expect, test } from "vitest";
import { checkDanish, danishIn, danishProblems, sentenceProblem } from "./danish-texts.ts";
import { checkErrorCodes } from "./error-codes.ts";
import { labelProblems } from "./labels.ts";
import { cataloguesIn } from "./refusal-catalogues.ts";
import { ROOT } from "./repository.ts";
import { messagesIn } from "./source-scan.ts";
import { repositoryWith } from "./temporary-repository.fixture.ts";

const RULE = "services/finance/src/claim/claim.ts";
const DANISH = "services/finance/src/danish/danish.ts";
// biome-ignore lint/suspicious/noTemplateCurlyInString: the source of a rule
const rule = "export const no = (day: string) => when(true, 'LATE', `${day} is late.`);";

const danish = (phrases: Readonly<Record<string, string>>): string =>
  `export const DANISH = { refusals: {}, phrases: ${JSON.stringify(phrases)} };`;

const ofFinance = async (files: Readonly<Record<string, string>>) => {
  const { problems, notes } = await checkDanish(repositoryWith(files));
  const isOfFinance = (text: string): boolean => text.startsWith("services/finance");
  return { problems: problems.filter(isOfFinance), notes: notes?.filter(isOfFinance) };
};

describe("checkDanish", () => {
  test("passes when each sentence belongs to a rule", async () => {
    const files = { [RULE]: rule, [DANISH]: danish({ "{} is late.": "{1} er for sent." }) };
    expect(await ofFinance(files)).toEqual({ problems: [], notes: [] });
  });

  test.for([
    { what: "one that no rule says", phrases: { "{} is early.": "{1} er for tidligt." }, problem: "no rule says" },
    { what: "a value too many", phrases: { "{} is late.": "{1} er for {2}." }, problem: "no such value" },
    { what: "a value that is lost", phrases: { "{} is late.": "Det er for sent." }, problem: "leaves out {1}" },
    { what: "English", phrases: { "{} is late.": "{1} is for sent." }, problem: 'English word "is"' },
  ])("fails on $what", async ({ phrases, problem }) => {
    const { problems } = await ofFinance({ [RULE]: rule, [DANISH]: danish(phrases) });
    expect(problems).toContainEqual(expect.stringContaining(problem));
  });

  test("notes a sentence that is answered by its code's text", async () => {
    const { notes } = await ofFinance({ [RULE]: rule, [DANISH]: danish({}) });
    expect(notes).toEqual([expect.stringContaining('"{} is late." has no Danish of its own')]);
  });
});

describe("this repository", () => {
  test("says every refusal in Danish that is not its English", async () => {
    const catalogues = await cataloguesIn(ROOT);
    const said = await danishIn(ROOT);
    expect(catalogues.length).toBeGreaterThan(7);
    expect(danishProblems(catalogues, said)).toEqual([]);
    for (const { service, enumName, entries } of catalogues) {
      const texts = said.find((one) => one.service === service)?.texts.refusals[enumName] ?? {};
      for (const [code, { meaning }] of Object.entries(entries)) {
        expect(texts[code], `${enumName}.${code}`).not.toBe(meaning);
        expect(sentenceProblem(texts[code] ?? "")).toBeNull();
      }
    }
  });

  test("has no sentence in Danish that has outlived its rule", async () => {
    expect((await checkDanish(ROOT)).problems).toEqual([]);
  });
});

describe("danishProblems", () => {
  const catalogue = {
    ...{ service: "finance", enumName: "ClaimRefusalCode", file: "f.ts" },
    entries: { EMPTY: { meaning: "It is empty.", since: null } },
  };
  const saying = (texts: Readonly<Record<string, string>>) => [
    { service: "finance", file: DANISH, texts: { refusals: { ClaimRefusalCode: texts }, phrases: {} } },
  ];
  test.for([
    { texts: { EMPTY: "Den er tom." }, problems: [] },
    { texts: {}, problems: ["ClaimRefusalCode.EMPTY has no Danish text."] },
    { texts: { EMPTY: "It is empty." }, problems: ["is the English text."] },
    { texts: { EMPTY: "Den er not tom." }, problems: ['holds the English word "not".'] },
    { texts: { EMPTY: "Den er tom.", GONE: "Væk." }, problems: ["lacks ClaimRefusalCode.GONE"] },
  ])("of $texts", ({ texts, problems }) => {
    expect(danishProblems([catalogue], saying(texts))).toEqual(problems.map((text) => expect.stringContaining(text)));
  });
});

describe("checkErrorCodes", () => {
  const files = { "gateway/src/a.ts": `throw new Fault(\n  "NOT_FOUND", "x"); sendError(reply, 500, "BROKEN", "y");` };
  test.for([
    { known: ["NOT_FOUND", "BROKEN"], problems: [] },
    { known: ["NOT_FOUND"], problems: ["gateway/src/a.ts: BROKEN is not in"] },
    { known: ["NOT_FOUND", "BROKEN", "OLD"], problems: ["nothing gives OLD any more."] },
  ])("knows $known", ({ known, problems }) => {
    expect(checkErrorCodes(repositoryWith(files), known).problems).toEqual(
      problems.map((text) => expect.stringContaining(text)),
    );
  });

  test("passes here", () => {
    expect(checkErrorCodes().problems).toEqual([]);
  });
});

describe("labelProblems", () => {
  const enums = { Form: ["FLEX", "TRIAL"] };
  const good = { Form: { FLEX: ["Fleksjob", "Flex job"], TRIAL: ["Praktik", "Trial"] } } as const;
  test.for([
    { what: "all", labels: good, problem: null },
    { what: "one missing", labels: { Form: { FLEX: good.Form.FLEX } }, problem: "Form.TRIAL needs a label" },
    { what: "one stale", labels: { Form: { ...good.Form, OLD: ["Gammel", "Old"] } }, problem: "no Form.OLD any more" },
    { what: "an enum stale", labels: { ...good, Gone: { A: ["A", "A"] } }, problem: "no Gone.A any more" },
    { what: "no Danish", labels: { Form: { ...good.Form, FLEX: ["", "Flex"] } }, problem: "Danish of Form.FLEX" },
    { what: "no English", labels: { Form: { ...good.Form, FLEX: ["Fleks", " "] } }, problem: "has no English" },
  ])("with $what", ({ labels, problem }) => {
    expect(labelProblems(enums, labels as never)).toEqual(problem === null ? [] : [expect.stringContaining(problem)]);
  });
});

describe("messagesIn", () => {
  test("reads what a source refuses with", () => {
    const source = `when(a, "CODE", b ? "One two." : \`\${x} three.\`, "field name"); throw new Fault("NOT_FOUND", "No such.");
      const r = { code: "A", message: "Four five." }; const message = "Six seven."; log("Eight nine.");`;
    expect(messagesIn(source).filter((text) => text !== "field name")).toEqual([
      "One two.",
      "{} three.",
      "No such.",
      "Four five.",
      "Six seven.",
    ]);
  });
});
