/** Persons who do not exist: numbers have 60 added to the day, names are invented. */
import { UNLIMITED, type Viewer } from "@inclusion/kernel";
import { type TestService, viewerWith, viewerWithin } from "@inclusion/kernel/testing";

const READS = ["participations:read", "identity:read"];

/** A caseworker of one municipality. */
export function caseworkerOf(municipality: string, ...more: readonly string[]): Viewer {
  return viewerWithin({ ...UNLIMITED, municipalities: [municipality] }, ...READS, "identity:write", ...more);
}

export const AARHUS = caseworkerOf("0751");
export const ODENSE = caseworkerOf("0461");
export const EVERYWHERE = viewerWith(...READS, "identity:write");
export const WITH_CPR = viewerWith(...READS, "identity:cpr:read");
export const DPO = viewerWith("dpo:export", "dpo:restrict", "dpo:erase", "audit:read");

/** A woman's number of 4 May 1980, the birthday of the fixture's persons; `number` is up to 499. */
export function cprOf(number: number): string {
  return `640580-${String(number * 2).padStart(4, "0")}`;
}

export const REGISTER = `mutation($input: IdentityRegisterInput!) {
  identityRegister(input: $input) { participation { id } refusals { code message field } } }`;
export const CORRECT = `mutation($input: IdentityCorrectInput!) {
  identityCorrect(input: $input) { participation { id } refusals { code message field } } }`;

/** What became of a registration or a correction. */
export type Outcome = Readonly<{
  participation: Readonly<{ id: string }> | null;
  refusals: readonly Readonly<{ code: string; message: string; field: readonly string[] | null }>[];
}>;

/** Registers; gives the codes of the refusals, or "REGISTERED". */
export async function register(
  { ask }: Pick<TestService, "ask">,
  viewer: Viewer,
  input: Readonly<Record<string, unknown>>,
): Promise<readonly string[] | string> {
  const full = { name: "Asta Granlund", cprGround: "LAW", purpose: "CASEWORK", ...input };
  const { data, errors } = await ask(viewer, REGISTER, { input: full });
  if (errors !== undefined) return errors.map(({ extensions }) => String(extensions?.code));
  const refusals = (data?.identityRegister as Outcome | undefined)?.refusals ?? [];
  return refusals.length === 0 ? "REGISTERED" : refusals.map(({ code }) => code);
}
