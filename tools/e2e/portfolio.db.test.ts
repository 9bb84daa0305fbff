/** A page of a portfolio of 1,000 programmes: in how many statements each service answers, BEGIN and COMMIT among them. */
import { service as accelerator } from "@inclusion/accelerator";
import { service as finance } from "@inclusion/finance";
import { openTestService, type TestService, viewerWith } from "@inclusion/kernel/testing";
import { service as participant } from "@inclusion/participant";
import { service as partnership } from "@inclusion/partnership";
import { afterAll, expect, inject, test } from "vitest";

const opened: TestService[] = [];
afterAll(async () => {
  for (const each of opened) await each.drop();
});

const idOf = (number: number): string => `0190c000-0000-7000-8000-${String(number).padStart(12, "0")}`;
const reader = viewerWith("programmes:read", "indicators:read");

test("is one statement of programmes and their targets", async () => {
  const service = await openTestService(partnership, inject("postgres"));
  opened.push(service);
  await service.sql(
    `INSERT INTO partnership.programme (id, slug, name, starts_on, ends_on, partners_stated, read_on, sheet_version,
       facts_hash, synthetic)
     SELECT format('0190c000-0000-7000-8000-%s', lpad(n::text, 12, '0'))::uuid, 'opdigtet-' || n, 'Opdigtet ' || n,
       '2018-02-06', '2022-09-30', false, '2018-02-06', 1, 'hash', true FROM generate_series(1, 1000) n`,
  );
  const page = async (first: number) => {
    const query = `{ programmes(first: ${first}) { nodes { id name indicatorTargets { code target } } pageInfo { endCursor } } }`;
    const { data, errors, statements } = await service.ask(reader, query);
    expect(errors).toBeUndefined();
    return { found: (data as { programmes: { nodes: unknown[] } }).programmes.nodes.length, statements };
  };
  expect(await page(100)).toEqual({ found: 100, statements: 3 });
  expect(await page(1)).toEqual({ found: 1, statements: 3 });
});

test.for([
  { name: "participant", of: participant, fields: "participantResults { code value { __typename } }", sent: 3 },
  // The second looks whether a sum tells of one company.
  { name: "accelerator", of: accelerator, fields: "acceleratorResults { code value { __typename } }", sent: 4 },
  {
    name: "finance",
    of: finance,
    fields: "grant { eligibleTotal { amount } shares { source amount { amount } } }",
    sent: 3,
  },
])("is as many statements of $name for 100 programmes as for one", async ({ of, fields, sent }) => {
  const service = await openTestService(of as typeof finance, inject("postgres"));
  opened.push(service);
  const query = `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme { ${fields} } } }`;
  const page = async (count: number) => {
    const programmes = Array.from({ length: count }, (_, at) => ({ __typename: "Programme", id: idOf(at + 1) }));
    const { data, errors, statements } = await service.ask(reader, query, { of: programmes });
    expect(errors).toBeUndefined();
    return { found: (data as { _entities: unknown[] })._entities.length, statements };
  };
  expect(await page(100)).toEqual({ found: 100, statements: sent });
  expect(await page(1)).toEqual({ found: 1, statements: sent });
});
