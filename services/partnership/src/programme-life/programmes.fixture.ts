import { UNLIMITED } from "@inclusion/kernel";
import { type TestService, viewerWith } from "@inclusion/kernel/testing";
import { expect } from "vitest";
import { run } from "../organisation/parties.fixture.ts";

/** Who may change everything of programmes. */
export const lead = viewerWith(
  "programmes:read",
  "programmes:write",
  "organisations:write",
  "indicators:read",
  "partnerships:read",
);

/** Who may read and change nothing. */
export const reader = viewerWith("programmes:read");

/** What a test does with programmes of a service that is opened before it runs. */
export function programmesOf(opened: () => TestService) {
  let count = 0;
  const change = (name: string, input: Record<string, unknown>, fields = "programme { id state lifeVersion endsOn }") =>
    run(opened(), name, input, { viewer: lead, fields });
  return {
    change,
    /** The id of a new programme. */
    drafted: async (more: Record<string, unknown> = {}): Promise<string> => {
      count += 1;
      const { programme, refusals } = await change("programmeDraft", {
        name: `Prøveprogram ${count}`,
        endsOn: "2022-12-31",
        ...more,
      });
      expect(refusals).toEqual([]);
      return (programme as { id: string }).id;
    },
    /** Fields of a programme, asked by reference. */
    of: async (id: string, fields: string, viewer = reader) => {
      const { data, errors } = await opened().ask(
        viewer,
        `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme { ${fields} } } }`,
        { of: [{ __typename: "Programme", id }] },
      );
      expect(errors).toBeUndefined();
      return { programme: (data as { _entities: Record<string, unknown>[] })._entities[0] };
    },
  };
}

/** Our own processes, who may write everything. */
export const system = { ...lead, scopes: ["system"], limits: UNLIMITED };
