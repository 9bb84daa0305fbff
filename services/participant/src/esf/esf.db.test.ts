import { localDate, totalOf, type Viewer } from "@inclusion/kernel";
import { afterRelease, openTestService, type TestService, viewerWith } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { sampleFiles, storeFiles, storePlaces } from "../indicator/stored-files.fixture.ts";
import { fileMeasures } from "../participation/file-measures.ts";
import type { ParticipationFile } from "../participation/participation-file.ts";
import { PROGRAMME } from "../participation/participation-rows.fixture.ts";
import { service } from "../service.ts";
import { REPORT_CODES } from "./esf-rules.ts";

const FILES = sampleFiles(70, 23);
const [FROM, TO] = [localDate("2019-07-01"), localDate("2019-12-31")];
const LATER = localDate("2022-06-30");

let opened: TestService;

beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"), afterRelease);
  await storePlaces(opened.sql);
  await storeFiles(opened.service, FILES);
});

afterAll(() => opened?.drop());

const full = viewerWith("participations:read", "sensitive:read", "indicators:read");
const partner = viewerWith("indicators:read");
const COUNT = "{ ... on ExactCount { count } ... on SuppressedCount { below } }";
const COUNTS = `{ women ${COUNT} men ${COUNT} total ${COUNT} }`;
const ROWS = `{ code inPeriod ${COUNTS} cumulative ${COUNTS} }`;

// biome-ignore lint/suspicious/noExplicitAny: what a test asks for is known to the test alone
type Answered = any;

async function report(viewer: Viewer, period: string, fields: string) {
  const { data, errors, statements } = await opened.ask(
    viewer,
    `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme { esfReport(period: ${period}) { ${fields} } } } }`,
    { of: [{ __typename: "Programme", id: PROGRAMME }] },
  );
  return { report: (data as Answered)?._entities?.[0]?.esfReport, errors, statements };
}

/** What the files of one sex add to a code, by the rules alone. */
function bruteForce(
  code: string,
  sex: "F" | "M",
  to: typeof TO,
  among: Readonly<{ from?: string; files?: typeof FILES }> = {},
) {
  const { from = "2000-01-01", files = FILES } = among;
  const entries = files
    .filter(({ person }) => person.sex === sex)
    .flatMap(fileMeasures)
    .filter(({ indicator, validOn }) => indicator === code && validOn >= from);
  return totalOf(entries, to);
}

const has = (file: ParticipationFile, code: string, until: string): boolean =>
  fileMeasures(file).some(({ indicator, validOn }) => indicator === code && validOn <= until);

describe("Programme.esfReport", () => {
  test("counts by sex what the files say, in one statement", async () => {
    const {
      report: found,
      errors,
      statements,
    } = await report(full, "{ year: 2019, half: H2 }", `from to rows ${ROWS}`);
    expect(errors).toBeUndefined();
    expect(statements).toBe(3);
    expect([found.from, found.to]).toEqual([FROM, TO]);
    expect(found.rows.map(({ code }: Answered) => code)).toEqual(REPORT_CODES);
    for (const { code, inPeriod, cumulative } of found.rows) {
      const [women, men] = (["F", "M"] as const).map((sex) => bruteForce(code, sex, TO, { from: FROM }));
      expect([inPeriod.women.count, inPeriod.men.count, inPeriod.total.count], code).toEqual([
        ...[women, men, (women ?? 0) + (men ?? 0)],
      ]);
      expect(cumulative.women.count, code).toBe(bruteForce(code, "F", TO));
    }
  });

  test("finds who breaks a rule, and gives the table without them", async () => {
    const {
      report: found,
      errors,
      statements,
    } = await report(
      full,
      "{ year: 2022, half: H1 }",
      `rowsWithoutOffending ${ROWS} findings { rule severity codes municipality { code } count ${COUNT} participations { id } }`,
    );
    expect(errors).toBeUndefined();
    expect(statements).toBe(6);
    const marks = {
      ENTRY_FACTS_INCOMPLETE: "INCOMPLETE",
      SENSITIVE_WITHOUT_EVIDENCE: "SENSITIVE_WITHOUT_EVIDENCE",
      RESULT_OUTSIDE_WINDOW: "RESULT_OUTSIDE_WINDOW",
    } as const;
    for (const [rule, code] of Object.entries(marks)) {
      const expected = FILES.filter((file) => has(file, code, LATER)).map(({ participation }) => participation.id);
      const of = found.findings.filter((finding: Answered) => finding.rule === rule);
      expect(of.flatMap(({ participations }: Answered) => participations.map(({ id }: Answered) => id)).sort()).toEqual(
        expected.sort(),
      );
      expect(of.reduce((sum: number, { count }: Answered) => sum + count.count, 0)).toBe(expected.length);
    }
    expect(new Set(found.findings.map(({ rule }: Answered) => rule))).toEqual(new Set(Object.keys(marks)));
    const good = FILES.filter((file) => !Object.values(marks).some((code) => has(file, code, LATER)));
    const total = found.rowsWithoutOffending.find(({ code }: Answered) => code === "TOTAL");
    expect(total.cumulative.women.count).toBe(bruteForce("TOTAL", "F", LATER, { files: good }));
    expect(total.cumulative.men.count).toBe(bruteForce("TOTAL", "M", LATER, { files: good }));
  });

  test("estimates response by stratum", async () => {
    const { report: found, errors } = await report(
      full,
      "{ year: 2022, half: H1 }",
      `response { due ${COUNT} reached ${COUNT} rate { basisPoints lowBp highBp } answersMissing callsMissing weightedEmployedBp
         strata { sex { key } ageBand { key } due ${COUNT} reached ${COUNT} weight employed ${COUNT} } }`,
    );
    expect(errors).toBeUndefined();
    const { due, reached, strata } = found.response;
    const count = (code: string) => FILES.filter((file) => has(file, code, LATER)).length;
    expect([due.count, reached.count]).toEqual([count("FOLLOW_UP_6M_DUE"), count("FOLLOW_UP_6M_REACHED")]);
    expect(strata.reduce((sum: number, stratum: Answered) => sum + stratum.due.count, 0)).toBe(due.count);
    for (const { due: of, reached: by, weight } of strata) {
      expect(weight).toBe(by.count === 0 ? null : Math.round((of.count / by.count) * 10_000) / 10_000);
    }
  });

  test("hides small numbers and rows", async () => {
    const { report: found, errors } = await report(
      partner,
      "{ year: 2022, half: H1 }",
      `rows ${ROWS} findings { rule count ${COUNT} } response { due ${COUNT} strata { due ${COUNT} reached ${COUNT} employed ${COUNT} } }`,
    );
    expect(errors).toBeUndefined();
    const counts = JSON.stringify(found).matchAll(/"count":(\d+)/g);
    for (const [, count] of counts) expect(Number(count) === 0 || Number(count) >= 5).toBe(true);
    for (const fields of ["rowsWithoutOffending { code }", "findings { participations { id } }"]) {
      const denied = await report(partner, "{ year: 2022, half: H1 }", fields);
      expect(denied.errors?.[0]?.extensions).toMatchObject({ code: "FORBIDDEN_FIELD" });
    }
  });

  test("finds what the ledger should never hold", async () => {
    const employed = FILES.find((file) => has(file, "CO05", LATER));
    await opened.sql(
      `INSERT INTO participant.measure_entry (indicator, amount, programme_id, municipality_code, subject_id, valid_on,
         definition_version, cause, synthetic, sex)
       SELECT 'CR01', 1, programme_id, municipality_code, subject_id, '2022-01-01', 1, 'a mistake', true, sex
       FROM participant.measure_entry WHERE subject_id = $1 LIMIT 1`,
      [employed?.participation.id],
    );
    const { report: found } = await report(
      full,
      "{ year: 2022, half: H1 }",
      "findings { rule severity participations { id } }",
    );
    const wrong = found.findings.filter(({ rule }: Answered) => rule === "CR01_NOT_INACTIVE_AT_ENTRY");
    expect(wrong).toEqual([
      { rule: "CR01_NOT_INACTIVE_AT_ENTRY", severity: "ERROR", participations: [{ id: employed?.participation.id }] },
    ]);
  });
});
