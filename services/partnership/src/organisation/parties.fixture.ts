import type { TestService } from "@inclusion/kernel/testing";
import { viewerWith } from "@inclusion/kernel/testing";
import { expect } from "vitest";

/** Who may change everything of organisations, registrations and listings. */
export const operator = viewerWith(
  "programmes:read",
  "organisations:write",
  "rsv:write",
  "listings:write",
  "listings:publish",
);

/** Who may read and change nothing. */
export const reader = viewerWith("programmes:read");

/** Register numbers whose digits fit, in no order. */
export const CVRS = Array.from({ length: 2_000 }, (_, at) => String(30_000_000 + at * 7)).filter((number) => {
  const sum = [2, 7, 6, 5, 4, 3, 2, 1].reduce((total, weight, at) => total + weight * Number(number[at]), 0);
  return sum % 11 === 0;
});

export const CRITERIA = ["SOCIAL_PURPOSE", "TRADING", "INDEPENDENT", "INCLUSIVE", "SURPLUS"].map((code) => ({
  code,
  evidence: `Bylaws, section on ${code}`,
}));

type Payload = Readonly<
  Record<string, unknown> & { refusals: readonly Readonly<{ code: string; field: string[] | null }>[] }
>;

/** Runs a mutation that must not fail, and gives its payload. */
export async function run(
  opened: TestService,
  name: string,
  input: Record<string, unknown>,
  { viewer = operator, fields = "" }: { viewer?: typeof operator; fields?: string } = {},
): Promise<Payload> {
  const document = `mutation($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) {
    ${name}(input: $input) { ${fields} refusals { code field message } } }`;
  const { data, errors } = await opened.ask(viewer, document, { input });
  expect(errors).toBeUndefined();
  return data?.[name] as Payload;
}

/** Codes of a payload's refusals. */
export const codesOf = ({ refusals }: Payload): string[] => refusals.map(({ code }) => code);

let made = 0;

/** A new organisation's id; with a register number unless told otherwise. */
export async function organisation(
  opened: TestService,
  name: string,
  more: Record<string, unknown> = {},
): Promise<string> {
  made += 1;
  const input = { name, kinds: ["SOCIAL_ENTERPRISE"], cvr: CVRS[made], ...more };
  const payload = await run(opened, "organisationRegister", input, { fields: "organisation { id }" });
  expect(payload.refusals).toEqual([]);
  return (payload.organisation as { id: string }).id;
}

/** Today as the service reckons it, moved by days. */
export function day(moved = 0): string {
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Copenhagen" }).format(new Date());
  return new Date(Date.parse(`${today}T00:00:00Z`) + moved * 86_400_000).toISOString().slice(0, 10);
}

/** A registered enterprise's id; looked up today unless told otherwise. */
export async function registered(opened: TestService, name: string, checkedOn = day()): Promise<string> {
  const organisationId = await organisation(opened, name);
  const input = { organisationId, since: "2019-01-01", checkedOn, source: "CVR", criteria: CRITERIA };
  expect(codesOf(await run(opened, "rsvRegister", input))).toEqual([]);
  return organisationId;
}
