import { afterAll, beforeAll, expect, test } from "vitest";
import { type Running, startGateway } from "./graph.ts";
import { hostileCases } from "./hostile.ts";

let running: Running;
beforeAll(async () => {
  running = await startGateway({ production: true });
});
afterAll(() => running.gateway.close());

const cases = hostileCases({ root: 'participant(id: "1")', self: "boss", leaf: "name", type: "Participant" });
const send = (body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(`${running.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

type Body = { data?: unknown; errors?: { message: string; extensions: { code: string } }[] };

test.each(cases)("$name: refused before any service is asked", async ({ body, status, codes }) => {
  running.transport.calls.splice(0);
  const response = await send(body);
  const text = await response.text();
  const { data, errors } = JSON.parse(text) as Body;
  expect([response.status, data ?? null], text.slice(0, 300)).toEqual([status, null]);
  for (const { extensions } of errors ?? []) expect(codes, text.slice(0, 300)).toContain(extensions.code);
  expect(errors?.length).toBeGreaterThan(0);
  expect(text).not.toMatch(/did you mean/i);
  expect(text.length).toBeLessThan(50_000);
  expect(running.transport.calls).toEqual([]);
});

test.each([
  "{ __schema { types { name } } }",
  '{ __type(name: "Participant") { fields { name } } }',
  "{ _service { sdl } }",
])("%s shows nothing of the schema", async (query) => {
  const response = await send({ query });
  const text = await response.text();
  expect(response.status).toBe(400);
  expect(text).not.toMatch(/secretFlag|Diary/);
  expect(running.transport.calls).toEqual([]);
});

/** Names by which callers try to be somebody, or to be told more. */
const HEADERS = [
  ...["x-user", "x-user-id", "x-role", "x-roles", "x-scope", "x-scopes", "x-region", "x-regions", "x-municipality"],
  ...["x-municipalities", "x-programme", "x-tenant", "x-organisation", "x-limits", "x-viewer", "x-subject", "x-admin"],
  ...[
    "x-internal-token",
    "x-internal",
    "x-service",
    "x-forwarded-user",
    "x-remote-user",
    "remote-user",
    "x-auth-token",
  ],
  ...["x-authorization", "x-api-key", "x-hasura-role", "x-hasura-admin-secret", "x-original-url", "x-rewrite-url"],
  ...["x-http-method-override", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "forwarded"],
  ...[
    "apollo-federation-include-trace",
    "apollo-query-plan-experimental",
    "x-graphql-introspection",
    "x-debug",
    "cookie",
  ],
];

test("headers that anybody can write change nothing", async () => {
  const query = '{ whoami participant(id: "1") { name balance } }';
  const stripped = async (headers: Readonly<Record<string, string>>): Promise<string> =>
    (await (await send({ query }, headers)).text()).replace(/"requestId":"[^"]*"/g, "").replace(/"remaining":\d+/g, "");
  const plain = await stripped({});
  expect(HEADERS.length).toBeGreaterThanOrEqual(40);
  for (const name of HEADERS) {
    for (const value of ["operator", "ftv1", "*"]) expect(await stripped({ [name]: value }), name).toBe(plain);
  }
});
