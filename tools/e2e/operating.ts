/** Doing things through the graph as somebody, where every step has to succeed. */
import { expect } from "vitest";
import type { TestSystem } from "./test-system.ts";

/** What a mutation answered; what a test asks for is known to the test alone. */
// biome-ignore lint/suspicious/noExplicitAny: see above
export type Payload = any;

/** One mutation with its input, by its name. */
export type Doing = Readonly<{ as: string; field: string; input: object; fields: string }>;

/** Does it and gives its payload, with the codes of what was refused. */
export async function attempt(system: TestSystem, { as, field, input, fields }: Doing): Promise<Payload> {
  const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input!`;
  const mutation = `mutation($input: ${type}) { ${field}(input: $input) { ${fields} refusals { code } } }`;
  const { data, errors } = await system.ask(mutation, { input }, as);
  expect(errors).toEqual([]);
  return data[field];
}

/** Does it and gives its payload; nothing may be refused. */
export async function done(system: TestSystem, doing: Doing): Promise<Payload> {
  const payload = await attempt(system, doing);
  expect(payload.refusals).toEqual([]);
  return payload;
}

/** The codes for which it was refused. */
export async function refusedWith(system: TestSystem, doing: Doing): Promise<readonly string[]> {
  const { refusals } = await attempt(system, doing);
  return (refusals as readonly { code: string }[]).map(({ code }) => code).sort();
}

/** A number of the programme as it stands now. */
export async function figure(system: TestSystem, slug: string, code: string): Promise<number> {
  const { data, errors } = await system.ask(
    `query($slug: String!, $codes: [String!]) { programme(slug: $slug) { partnershipIndicators(codes: $codes) {
       value { ... on ExactCount { count } } } } }`,
    { slug, codes: [code] },
    "programme_lead",
  );
  expect(errors).toEqual([]);
  return data.programme.partnershipIndicators[0].value.count;
}
