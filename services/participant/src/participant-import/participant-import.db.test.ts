import { UNLIMITED, type Viewer } from "@inclusion/kernel";
import { openTestService, type TestService, viewerWithin } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { service } from "../service.ts";
import { citizen, fileOf, PROGRAMME_ID, testCpr } from "./participant-import.fixture.ts";

let opened: TestService;

const SCOPES = ["participations:read", "participations:write", "identity:write"];
const as = (subject: string, viewer: Viewer): Viewer => ({ ...viewer, subject });
const lead = as("test:lead", viewerWithin(UNLIMITED, ...SCOPES));
const aarhus = as("test:aarhus", viewerWithin({ ...UNLIMITED, municipalities: ["0751"] }, ...SCOPES));
const colleague = as("test:colleague", aarhus);
const odense = as("test:odense", viewerWithin({ ...UNLIMITED, municipalities: ["0461"] }, ...SCOPES));
const TABLES = [
  ...["person", "participation", "referral", "entry_facts", "course", "pathway_event", "person_identity"],
  ...["participant_import_row", "measure_entry", "fact", "access_line"],
];

beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
  await opened.sql(
    `INSERT INTO participant.programme_terms (programme_id, starts_on, ends_on) VALUES ($1, '2019-01-01', NULL)`,
    [PROGRAMME_ID],
  );
  await opened.sql(
    `INSERT INTO participant.programme_place (programme_id, municipality_code, joined_on)
     SELECT $1, unnest('{0101,0461,0751}'::text[]), '2019-01-01'`,
    [PROGRAMME_ID],
  );
});

afterAll(() => opened?.drop());

const IMPORT = `id version state rows errors warnings created passedOver annotatedFile
  findings { nodes { line column code value participation { id } } }`;

type Import = Readonly<{
  id: string;
  version: number;
  state: string;
  rows: number;
  errors: number;
  warnings: number;
  created: number | null;
  passedOver: number | null;
  annotatedFile: string | null;
  findings: { nodes: { line: number; column: string; code: string; participation: { id: string } | null }[] } | null;
}>;
type Payload = Readonly<{ import: Import | null; committedBefore: boolean; refusals: { code: string }[] }>;

async function validate(viewer: Viewer, file: Uint8Array, more: object = {}): Promise<Payload> {
  const input = {
    ...{ programmeId: PROGRAMME_ID, fileName: "borgere.csv", synthetic: true },
    ...{ content: Buffer.from(file).toString("base64"), ...more },
  };
  const { data, errors } = await opened.ask(
    viewer,
    `mutation($input: ParticipantImportValidateInput!) { participantImportValidate(input: $input) {
       import { ${IMPORT} } committedBefore refusals { code message field } } }`,
    { input },
  );
  expect(errors).toBeUndefined();
  return data?.participantImportValidate as Payload;
}

async function commit(viewer: Viewer, importId: string | undefined, more: object = {}) {
  const { data, errors, statements } = await opened.ask(
    viewer,
    `mutation($input: ParticipantImportCommitInput!) { participantImportCommit(input: $input) {
       import { ${IMPORT} } committedBefore refusals { code message field } } }`,
    { input: { importId, ...more } },
  );
  return { ...(data?.participantImportCommit as Payload), errors, statements };
}

async function counts(): Promise<Record<string, number>> {
  const sums = TABLES.map((table) => `(SELECT count(*)::int FROM participant.${table}) AS ${table}`);
  const [row] = await opened.sql<Record<string, number>>(`SELECT ${sums.join(", ")}`);
  return row as Record<string, number>;
}

let next = 0;
/** Rows that no other test has. */
function citizens(count: number, more: object = {}) {
  next += 100;
  return Array.from({ length: count }, (_, index) => ({ ...citizen(next + index), kommune: "0751", ...more }));
}

let before: Record<string, number>;
beforeEach(async () => {
  before = await counts();
});

/** How many rows came since the test began. */
async function added(): Promise<Record<string, number>> {
  const now = await counts();
  return Object.fromEntries(TABLES.map((table) => [table, (now[table] ?? 0) - (before[table] ?? 0)]));
}

describe("a valid file", () => {
  test("is validated, committed whole, and known the second time", async () => {
    const file = fileOf([...citizens(2), ...citizens(1, { startdato: "", slutdato: "" })]);
    const validated = await validate(lead, file);
    expect(validated.import).toMatchObject({ state: "VALIDATED", rows: 3, errors: 0, warnings: 0, created: null });
    expect(new Set(Object.values(await added()))).toEqual(new Set([0]));

    const committed = await commit(lead, validated.import?.id, { expectedVersion: validated.import?.version });
    expect(committed.errors).toBeUndefined();
    expect(committed.import).toMatchObject({ state: "COMMITTED", created: 3, passedOver: 0, annotatedFile: null });
    const { measure_entry, access_line, ...rows } = await added();
    expect(rows).toEqual({
      ...{ person: 3, participation: 3, referral: 3, entry_facts: 3, course: 2, pathway_event: 5, fact: 2 + 3 * 2 },
      ...{ person_identity: 3, participant_import_row: 3 },
    });
    expect(access_line).toBeGreaterThanOrEqual(1);
    const [registered] = await opened.sql<{ persons: number }>(
      `SELECT sum(cardinality(participation_ids))::int AS persons FROM participant.access_line
       WHERE field_group = 'REGISTRATION'`,
    );
    expect(registered?.persons).toBe(3);
    expect(measure_entry).toBeGreaterThanOrEqual(2);
    const states = await opened.sql(
      `SELECT p.state, p.entered_on::text, r.line, r.work_form, r.hours_per_week::float8 AS hours, c.planned_weeks
       FROM participant.participation p JOIN participant.participant_import_row r ON r.participation_id = p.id
       LEFT JOIN participant.course c ON c.participation_id = p.id WHERE r.import_id = $1 ORDER BY r.line`,
      [validated.import?.id],
    );
    const work = { work_form: "WORK_TRIAL", hours: 18.5 };
    const started = { ...work, state: "ENROLLED", entered_on: "2021-02-01", planned_weeks: 12 };
    expect(states).toEqual([
      { ...started, line: 2 },
      { ...started, line: 3 },
      { ...work, state: "REFERRED", entered_on: null, planned_weeks: null, line: 4 },
    ]);

    before = await counts();
    const again = await validate(lead, file);
    expect(again).toMatchObject({ committedBefore: true, import: { id: validated.import?.id, state: "COMMITTED" } });
    expect(await commit(lead, again.import?.id)).toMatchObject({ committedBefore: true, refusals: [] });
    expect(new Set(Object.values(await added()))).toEqual(new Set([0]));
  });

  test("is known to a colleague who may see all of it, and to nobody else", async () => {
    const file = fileOf(citizens(2));
    const { import: validated } = await validate(aarhus, file);
    await commit(aarhus, validated?.id);
    expect(await validate(colleague, file)).toMatchObject({ committedBefore: true, import: { id: validated?.id } });
    const query = "query($id: ID!) { participantImport(id: $id) { id findings { nodes { line } } } }";
    const seen = await opened.ask(colleague, query, { id: validated?.id });
    expect(seen.data).toEqual({ participantImport: { id: validated?.id, findings: { nodes: [] } } });
    expect((await opened.ask(odense, query, { id: validated?.id })).data).toEqual({ participantImport: null });
    const other = await validate(odense, file);
    expect(other).toMatchObject({ committedBefore: false, import: { state: "INVALID", errors: 2 } });
  });

  test("needs as many statements for many rows as for few", async () => {
    const few = await commit(lead, (await validate(lead, fileOf(citizens(1)))).import?.id);
    const many = await commit(lead, (await validate(lead, fileOf(citizens(90)))).import?.id);
    expect(many.import?.created).toBe(90);
    expect(many.statements).toBe(few.statements);
  });
});

test("a file that is sent again before its commit is read again in the same import", async () => {
  const file = fileOf(citizens(1));
  const first = await validate(lead, file);
  const again = await validate(lead, file, { fileName: "again.csv" });
  expect(again.import).toMatchObject({ id: first.import?.id, version: 2, state: "VALIDATED" });
});

describe("all or nothing", () => {
  test("a fault in the middle leaves nothing behind, and the import can be committed afterwards", async () => {
    const { import: validated } = await validate(lead, fileOf(citizens(5)));
    await opened.sql("CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'broken'; END $$");
    await opened.sql(
      `CREATE TRIGGER broken BEFORE INSERT ON participant.participant_import_row FOR EACH ROW
       WHEN (NEW.line = 5) EXECUTE FUNCTION broken()`,
    );
    const failed = await commit(lead, validated?.id);
    expect(failed.errors?.map(({ extensions }) => extensions.code)).toEqual(["INTERNAL_SERVER_ERROR"]);
    expect(new Set(Object.values(await added()))).toEqual(new Set([0]));
    await opened.sql("DROP TRIGGER broken ON participant.participant_import_row");
    expect(await commit(lead, validated?.id)).toMatchObject({ refusals: [], import: { created: 5 } });
  });

  test("a file with an error is not committed, and comes back with it in two more columns", async () => {
    const [first, second] = citizens(2, {});
    const file = fileOf([first, { ...second, kommune: "0411" }].flatMap((row) => row ?? []) as never);
    const { import: found } = await validate(lead, file);
    expect(found).toMatchObject({ state: "INVALID", errors: 1 });
    expect(found?.findings?.nodes).toMatchObject([{ line: 3, column: "kommune", code: "MUNICIPALITY_UNKNOWN" }]);
    const lines = Buffer.from(found?.annotatedFile ?? "", "base64")
      .toString("utf8")
      .split("\r\n");
    expect(lines.map((line) => line.split(";").at(-2))).toEqual(["fejl_kode", "", "MUNICIPALITY_UNKNOWN", undefined]);
    expect((await commit(lead, found?.id)).refusals.map(({ code }) => code)).toEqual(["IMPORT_HAS_ERRORS"]);
    expect(new Set(Object.values(await added()))).toEqual(new Set([0]));
  });

  test("a caseworker's file with rows of another municipality is refused row by row", async () => {
    const [own, ...others] = citizens(3);
    const rows = [own, ...others.map((row) => ({ ...row, kommune: "Odense" }))].flatMap((row) => row ?? []);
    const { import: found } = await validate(aarhus, fileOf(rows));
    expect(found?.findings?.nodes.map(({ line, code }) => [line, code])).toEqual([
      [3, "MUNICIPALITY_NOT_YOURS"],
      [4, "MUNICIPALITY_NOT_YOURS"],
    ]);
    expect((await commit(aarhus, found?.id)).refusals.map(({ code }) => code)).toEqual(["IMPORT_HAS_ERRORS"]);
  });
});

describe("citizens who are known", () => {
  test("are passed over in their own programme, with a warning that points to what the viewer may see", async () => {
    const [known, other] = citizens(2);
    await commit(aarhus, (await validate(aarhus, fileOf([known as never]))).import?.id);
    const { import: found } = await validate(aarhus, fileOf([other, known].flatMap((row) => row ?? [])));
    expect(found).toMatchObject({ state: "VALIDATED", errors: 0, warnings: 1 });
    expect(found?.findings?.nodes).toMatchObject([
      { line: 3, column: "cpr", code: "ALREADY_PARTICIPATES", participation: { id: expect.any(String) } },
    ]);
    expect(await commit(aarhus, found?.id)).toMatchObject({ import: { created: 1, passedOver: 1 } });
  });

  test("show nothing of another municipality, and become a person of their own there", async () => {
    const [known] = citizens(1);
    await commit(aarhus, (await validate(aarhus, fileOf([known as never]))).import?.id);
    before = await counts();
    const { import: found } = await validate(odense, fileOf([{ ...known, kommune: "0461" } as never]));
    expect(found).toMatchObject({ state: "VALIDATED", warnings: 0, findings: { nodes: [] } });
    expect(await commit(odense, found?.id)).toMatchObject({ import: { created: 1, passedOver: 0 } });
    expect(await added()).toMatchObject({ person: 1, participation: 1 });
  });
});

describe("a request", () => {
  test.for([
    { case: "without the scope to write", scopes: ["participations:read", "identity:write"] },
    { case: "without the scope of identities", scopes: ["participations:read", "participations:write"] },
    { case: "of anybody", scopes: [] },
  ])("$case is denied", async ({ scopes }) => {
    const { data, errors } = await opened.ask(
      viewerWithin(UNLIMITED, ...scopes),
      `mutation { participantImportValidate(input: { programmeId: "${PROGRAMME_ID}", fileName: "x", content: "" }) {
         committedBefore } }`,
    );
    expect(data).toBeNull();
    expect(errors?.[0]?.extensions.code).toBe("FORBIDDEN_FIELD");
  });

  test("with the same key is one request, and with another file is refused", async () => {
    const [first, second] = [fileOf(citizens(1)), fileOf(citizens(1))];
    const { import: made } = await validate(lead, first, { idempotencyKey: "a" });
    expect((await validate(lead, first, { idempotencyKey: "a" })).import).toEqual(made);
    const other = await validate(lead, second, { idempotencyKey: "a" });
    expect(other.refusals.map(({ code }) => code)).toEqual(["IDEMPOTENCY_MISMATCH"]);
  });

  test.for([
    { case: "a programme that is not there", more: { programmeId: "x" }, code: "PROGRAMME_UNKNOWN" },
    {
      case: "a programme nobody told of",
      more: { programmeId: PROGRAMME_ID.replace("1", "2") },
      code: "PROGRAMME_UNKNOWN",
    },
    { case: "a number in the file's name", more: { fileName: `${testCpr(1)}.csv` }, code: "FILE_NAME" },
    { case: "what is no base64", more: { content: "æ" }, code: "CONTENT_UNREADABLE" },
    { case: "what is not packed", more: { contentEncoding: "GZIP_BASE64" }, code: "CONTENT_UNREADABLE" },
  ])("with $case is refused", async ({ more, code }) => {
    const { import: found, refusals } = await validate(lead, fileOf(citizens(1)), more);
    expect([found, refusals.map((refusal) => refusal.code)]).toEqual([null, [code]]);
  });

  test("to commit another version, or a file that somebody else has sent, is refused", async () => {
    const { import: found } = await validate(aarhus, fileOf(citizens(1)));
    const outdated = await commit(aarhus, found?.id, { expectedVersion: 7 });
    expect(outdated.refusals.map(({ code }) => code)).toEqual(["CONFLICT"]);
    expect((await commit(colleague, found?.id)).refusals.map(({ code }) => code)).toEqual(["IMPORT_FILE_GONE"]);
    expect((await commit(odense, found?.id)).errors?.[0]?.extensions.code).toBe("NOT_FOUND");
  });
});

describe("what has changed since the file was validated", () => {
  const placeLeft = (leftOn: string | null) =>
    opened.sql(
      `UPDATE participant.programme_place SET left_on = $2 WHERE programme_id = $1 AND municipality_code = '0751'`,
      [PROGRAMME_ID, leftOn],
    );
  const programmeEnds = (endsOn: string | null) =>
    opened.sql("UPDATE participant.programme_terms SET ends_on = $2 WHERE programme_id = $1", [PROGRAMME_ID, endsOn]);
  const codesOf = ({ refusals }: Payload) => refusals.map(({ code }) => code);

  test("is found again at the commit: a municipality that has left, and one that is back", async () => {
    const { import: found } = await validate(lead, fileOf(citizens(1)));
    await placeLeft("2020-12-31");
    expect(codesOf(await commit(lead, found?.id))).toEqual(["IMPORT_OUTDATED"]);
    await placeLeft(null);
    expect(codesOf(await commit(lead, found?.id))).toEqual([]);
  });

  test("is the programme's end: citizens of its time are registered late, and none of the time after it", async () => {
    const { import: found } = await validate(lead, fileOf(citizens(1)));
    await programmeEnds("2021-04-24");
    expect(codesOf(await commit(lead, found?.id))).toEqual(["IMPORT_OUTDATED"]);
    const { import: late } = await validate(lead, fileOf(citizens(1)));
    expect(late?.findings?.nodes).toMatchObject([{ line: 2, column: "slutdato", code: "OUTSIDE_PROGRAMME_PERIOD" }]);
    await programmeEnds("2021-04-25");
    expect(codesOf(await commit(lead, found?.id))).toEqual([]);
    await programmeEnds(null);
  });
});

describe("the file", () => {
  test("can be read nowhere in the database, and is forgotten after its time, whoever comes", async () => {
    const [row] = citizens(1);
    const { import: found } = await validate(lead, fileOf([row as never]));
    const [kept] = await opened.sql<{ text: string }>(
      `SELECT concat(f::text, encode(content_cipher, 'escape'), (SELECT string_agg(o::text, '')
         FROM participant.request_once o)) AS text FROM participant.participant_import_file f WHERE import_id = $1`,
      [found?.id],
    );
    expect(kept?.text).not.toContain(row?.navn);
    expect(kept?.text).not.toMatch(new RegExp(String(row?.cpr.replace("-", "-?"))));
    await opened.sql("UPDATE participant.participant_import_file SET expires_at = now() - interval '1 second'");
    await opened.sql("UPDATE participant.participant_import SET expires_at = now() WHERE id = $1", [found?.id]);
    await validate(odense, fileOf(citizens(1)));
    expect(
      await opened.sql("SELECT 1 FROM participant.participant_import_file WHERE import_id = $1", [found?.id]),
    ).toEqual([]);
    const { data } = await opened.ask(lead, "query($id: ID!) { participantImport(id: $id) { state annotatedFile } }", {
      id: found?.id,
    });
    expect(data?.participantImport).toEqual({ state: "EXPIRED", annotatedFile: null });
    expect((await commit(lead, found?.id)).refusals.map(({ code }) => code)).toEqual(["IMPORT_FILE_GONE"]);
  });
});
