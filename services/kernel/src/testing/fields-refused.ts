import type { Viewer } from "../pure/index.ts";
import type { TestService } from "./test-service.ts";

/** A mutation without its input. */
export type Asked = Readonly<{ mutation: string; inputType: string; viewer: Viewer }>;

/** The fields of an input that a mutation refuses with this code, in the order in which it names them. */
export async function fieldsRefused(
  opened: TestService,
  code: string,
  { mutation, inputType, viewer }: Asked,
  input: Readonly<Record<string, unknown>>,
): Promise<readonly (readonly string[])[]> {
  const document = `mutation($input: ${inputType}!) { ${mutation}(input: $input) { refusals { code field } } }`;
  const { data } = await opened.ask(viewer, document, { input });
  const done = data?.[mutation] as { refusals: readonly { code: string; field: readonly string[] }[] } | null;
  return (done?.refusals ?? []).filter((refusal) => refusal.code === code).map(({ field }) => field);
}
