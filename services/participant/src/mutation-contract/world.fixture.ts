/** What the examples of mutations stand on. */
import type { Viewer } from "@inclusion/kernel";
import type { TestService } from "@inclusion/kernel/testing";
import type { Ways } from "../pathway/pathway-ways.fixture.ts";

/** The service once it is open, and the ways to bring a participation to a state. */
export type World = Readonly<{ opened: () => TestService; ways: () => Ways }>;

type Row = Readonly<Record<string, unknown>>;

/** A request, and which fields of which row its payload shows. */
type Step = Readonly<{ input: Row; noun: string; fields?: string }>;

/** Does a mutation that must succeed; the row that its payload holds. */
export async function done(
  { ask }: TestService,
  viewer: Viewer,
  name: string,
  { input, noun, fields = "id" }: Step,
): Promise<Row> {
  const { data, errors } = await ask(
    viewer,
    `mutation($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) {
       ${noun} { ${fields} } refusals { code message } } }`,
    { input },
  );
  const row = (data?.[name] as Readonly<Record<string, Row | null>> | undefined)?.[noun];
  if (row === null || row === undefined) throw new Error(`${name}: ${JSON.stringify(errors ?? data)}`);
  return row;
}
