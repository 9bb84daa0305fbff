import { openTestService, type TestService } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { idOf, storeParticipation } from "../participation/participation-rows.fixture.ts";
import { service } from "../service.ts";
import { CORRECT, EVERYWHERE, REGISTER } from "./identity-rows.fixture.ts";

const DASHED = "640580-0862";
const PLAIN = DASHED.replace("-", "");
const FORMS = [DASHED, PLAIN].flatMap((text) => [
  text,
  Buffer.from(text).toString("base64").replaceAll("=", ""),
  Buffer.from(text).toString("hex"),
]);

let opened: TestService;
let logged = "";
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
  await storeParticipation(opened.service, 101, "0751");
});
afterAll(() => opened?.drop());

const INPUT = { participationId: idOf(101), name: "Asta", cpr: DASHED, cprGround: "LAW", purpose: "CASEWORK" };
const literal = (cpr: string): string => `mutation { identityRegister(input: { participationId: "${idOf(101)}",
  name: "Asta", cpr: ${cpr}, cprGround: LAW, purpose: CASEWORK }) { refusals { code message } } }`;

/** Ways in which a number comes where it does not belong; each ends in a refusal or an error. */
const BATTERY: readonly Readonly<{
  case: string;
  query: string;
  input?: unknown;
  variables?: Record<string, unknown>;
}>[] = [
  ...[DASHED, PLAIN].flatMap((cpr) => [
    { case: `as the id (${cpr})`, query: REGISTER, input: { ...INPUT, participationId: cpr } },
    { case: `in the name (${cpr})`, query: REGISTER, input: { ...INPUT, name: `Asta ${cpr}` } },
    { case: `in the key (${cpr})`, query: REGISTER, input: { ...INPUT, idempotencyKey: cpr } },
    { case: `as the ground (${cpr})`, query: REGISTER, input: { ...INPUT, cprGround: cpr } },
    { case: `as the purpose (${cpr})`, query: REGISTER, input: { ...INPUT, purpose: cpr } },
    { case: `in a list (${cpr})`, query: REGISTER, input: { ...INPUT, cpr: [cpr] } },
    { case: `in an object (${cpr})`, query: REGISTER, input: { ...INPUT, cpr: { number: cpr } } },
    { case: `instead of the input (${cpr})`, query: REGISTER, input: cpr },
    { case: `as a field of the input (${cpr})`, query: REGISTER, input: { ...INPUT, [cpr]: cpr } },
    { case: `doubled (${cpr})`, query: REGISTER, input: { ...INPUT, cpr: `${cpr}${cpr}` } },
    { case: `with a note (${cpr})`, query: REGISTER, input: { ...INPUT, cpr: `${cpr} (the sister)` } },
    {
      case: `as an instant (${cpr})`,
      query: "query($at: Instant) { accessLog(filter: { from: $at }) { nodes { at } } }",
      variables: { at: cpr },
    },
    {
      case: `as a cursor (${cpr})`,
      query: `{ possibleDuplicates(programmeId: "${idOf(1)}", after: "${cpr}") { nodes { since } } }`,
    },
    {
      case: `as a programme (${cpr})`,
      query: `{ possibleDuplicates(programmeId: "${cpr}", first: 0) { nodes { since } } }`,
    },
    {
      case: `as a participation (${cpr})`,
      query: `{ participation(id: "${cpr}") { identity(purpose: WHY) { name } } }`,
    },
  ]),
  { case: "as a number", query: REGISTER, input: { ...INPUT, cpr: Number(PLAIN) } },
  { case: "as a number in the document", query: literal(PLAIN) },
  { case: "as an enum in the document", query: literal(`cpr_${PLAIN}`) },
  { case: "half in the document", query: literal(`${DASHED}"`) },
  { case: "as a field of the document", query: `{ participation(id: "x") { cpr_${PLAIN} } }` },
  { case: "as an unfinished document", query: `{ participation(id: "${DASHED}` },
  { case: "of another person", query: REGISTER, input: { ...INPUT, cpr: "640580-0861" } },
  {
    case: "as a correction of nothing",
    query: CORRECT,
    input: { participationId: idOf(101), cpr: DASHED, purpose: "CASEWORK" },
  },
];

test("no error and no line of the log repeats a number, in whatever form", async () => {
  const spy = vi.spyOn(process.stderr, "write").mockImplementation((line) => {
    logged += String(line);
    return true;
  });
  try {
    for (const { case: name, query, input, variables } of BATTERY) {
      const answer = await opened.ask(EVERYWHERE, query, variables ?? { input });
      const said = JSON.stringify(answer);
      expect(said, name).toMatch(/"errors"|"refusals":\[\{|null|\[\]/);
      for (const form of FORMS) expect(said, name).not.toContain(form);
    }
    await opened.sql("ALTER TABLE participant.person_identity RENAME COLUMN name_index TO gone");
    const failed = await opened.ask(EVERYWHERE, REGISTER, { input: INPUT });
    expect(failed.errors?.[0]?.extensions?.code).toBe("INTERNAL_SERVER_ERROR");
    for (const form of FORMS) expect(JSON.stringify(failed)).not.toContain(form);
  } finally {
    spy.mockRestore();
  }
  expect(logged).toContain("bug");
  for (const form of FORMS) expect(logged).not.toContain(form);
});

test("no line of what was done, told or asked holds a number", async () => {
  for (const table of ["audit_line", "access_line", "fact", "request_once", "measure_entry"]) {
    const rows = JSON.stringify(await opened.sql(`SELECT * FROM participant.${table}`));
    for (const form of FORMS) expect(rows, table).not.toContain(form);
  }
});
