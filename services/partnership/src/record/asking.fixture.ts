/** Asking mutations of this service in tests. */
import type { Viewer } from "@inclusion/kernel";
import type { TestService } from "@inclusion/kernel/testing";
import { expect } from "vitest";

/** What a mutation answers. */
export type Answer = Readonly<{
  row: Readonly<Record<string, unknown>> | null;
  refusals: readonly Readonly<{ code: string; message: string; field: readonly string[] | null }>[];
}>;

/** A function that runs a mutation whose payload holds `field`, and expects no fault. */
export function asking(service: () => TestService, field: string, selection: string) {
  return async (viewer: Viewer, name: string, input: Readonly<Record<string, unknown>>): Promise<Answer> => {
    const { data, errors } = await service().ask(viewer, mutation(name, field, selection), { input });
    expect(errors).toBeUndefined();
    const payload = data?.[name] as Readonly<Record<string, unknown>>;
    return { row: payload[field] as Answer["row"], refusals: payload.refusals as Answer["refusals"] };
  };
}

/** The text of a mutation. */
export function mutation(name: string, field: string, selection: string): string {
  const input = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  return `mutation($input: ${input}!) { ${name}(input: $input) { ${field} { ${selection} } refusals { code message field } } }`;
}

/** The codes of an answer's refusals. */
export function codesOf({ refusals }: Answer): readonly string[] {
  return refusals.map(({ code }) => code);
}
