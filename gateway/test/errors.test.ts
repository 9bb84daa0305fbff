import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { foreignError, LEAK, READER, type Running, startGateway, unavailable } from "./graph.ts";

let running: Running;
let production: Running;

beforeAll(async () => {
  running = await startGateway();
  production = await startGateway({ production: true });
});
afterAll(async () => {
  await running.gateway.close();
  await production.gateway.close();
});
afterEach(() => {
  for (const { transport } of [running, production]) {
    transport.faults.clear();
    transport.answers.clear();
    transport.calls.splice(0);
  }
});

const MASKED = "Something failed on our side. Quote the request id when you report it.";

/** What must stand in no answer: addresses, secrets, stacks, names of files and of libraries. */
const NEVER =
  /hunter2|10\.0\.0\.7|postgres|\.invalid|stack|node_modules|file:|\bat .*\.(ts|js)\b|serviceName|exception|apollo server/i;

describe("a service that does not answer", () => {
  it("leaves its own fields empty, each with an error, and the others' data stays", async () => {
    running.transport.faults.set("finance", unavailable("finance"));
    const { status, headers, body } = await running.ask("{ participants { name balance v_paid: paid } budget }");
    expect(status).toBe(200);
    expect(body.data).toEqual({
      participants: [
        { name: "name 1", balance: null, v_paid: null },
        { name: "name 2", balance: null, v_paid: null },
      ],
      budget: null,
    });
    const paths = body.errors?.map(({ path }) => JSON.stringify(path)).sort();
    expect(paths).toEqual(
      [["budget"], ...[0, 1].flatMap((row) => ["balance", "v_paid"].map((field) => ["participants", row, field]))]
        .map((path) => JSON.stringify(path))
        .sort(),
    );
    for (const error of body.errors ?? []) {
      expect(error.message).toBe("The finance service does not answer. Its fields are empty; try again.");
      expect(error.extensions).toEqual({
        code: "SUBGRAPH_UNAVAILABLE",
        service: "finance",
        hint: "Ask again in a moment.",
        docs: "/docs/errors#SUBGRAPH_UNAVAILABLE",
        retryable: true,
        requestId: headers.get("request-id"),
      });
    }
  });

  it("does not keep the gateway from starting and answering", async () => {
    const { gateway, transport, ask } = await startGateway();
    transport.faults.set("participant", unavailable("participant"));
    expect((await ask("{ budget }")).body.data).toEqual({ budget: "100" });
    expect(await gateway.ready()).toEqual({ ready: false, reasons: ["the participant service is not ready"] });
    await gateway.close();
  });

  it("makes null what cannot be without it", async () => {
    running.transport.faults.set("participant", unavailable("participant"));
    const { body } = await running.ask("{ must budget }");
    expect(body.data).toBeNull();
    expect(body.errors).toMatchObject([{ path: ["must"], extensions: { code: "SUBGRAPH_UNAVAILABLE" } }]);
  });
});

describe("a service that fails", () => {
  it.each([
    ["throws", new TypeError(`connect ${LEAK}`)],
    ["throws a text", LEAK],
  ])("and %s shows nothing of it", async (_, fault) => {
    running.transport.faults.set("finance", fault);
    const { text, body, headers } = await running.ask("{ whoami budget }");
    expect(body.data).toEqual({ whoami: "anyone", budget: null });
    expect(body.errors).toEqual([
      {
        message: MASKED,
        path: ["budget"],
        extensions: {
          code: "INTERNAL_SERVER_ERROR",
          hint: "Quote the request id when you report it.",
          docs: "/docs/errors#INTERNAL_SERVER_ERROR",
          retryable: true,
          requestId: headers.get("request-id"),
        },
      },
    ]);
    expect(text).not.toMatch(NEVER);
  });

  it.each([
    undefined,
    "INTERNAL_SERVER_ERROR",
    "DOWNSTREAM_SERVICE_ERROR",
    "GRAPHQL_VALIDATION_FAILED",
    "GRAPHQL_PARSE_FAILED",
    "SOMETHING",
    "constructor",
  ])("with the code %s shows nothing of it", async (code) => {
    running.transport.answers.set("finance", foreignError(code));
    const { text, body } = await running.ask("{ budget }");
    expect(body.errors).toMatchObject([{ message: MASKED, extensions: { code: "INTERNAL_SERVER_ERROR" } }]);
    expect(text).not.toMatch(NEVER);
  });

  it("loses all keys that are not for clients, even under a code that we know", async () => {
    running.transport.answers.set("finance", foreignError("NOT_FOUND"));
    const { body } = await running.ask("{ budget }");
    expect(Object.keys(body.errors?.[0]?.extensions ?? {}).sort()).toEqual([
      "code",
      "docs",
      "hint",
      "requestId",
      "retryable",
    ]);
  });

  it("by a bug of ours gets a request id to quote", async () => {
    const { text, body, headers } = await running.ask("{ bug whoami }");
    expect(body.data).toEqual({ bug: null, whoami: "anyone" });
    expect(body.errors).toEqual([
      {
        message: MASKED,
        path: ["bug"],
        extensions: {
          code: "INTERNAL_SERVER_ERROR",
          hint: "Quote the request id when you report it.",
          docs: "/docs/errors#INTERNAL_SERVER_ERROR",
          retryable: true,
          requestId: headers.get("request-id"),
        },
      },
    ]);
    expect(text).not.toMatch(NEVER);
  });

  it("by answering something else than was asked", async () => {
    const odd = [{}, { data: null }, { data: { budget: { a: 1 } } }, { data: { _entities: [] } }, null, "text"];
    for (const answer of odd) {
      running.transport.answers.set("finance", answer as never);
      for (const query of ["{ budget }", "{ participant(id: 1) { name balance } }"]) {
        const { status, text, body } = await running.ask(query);
        expect(status).toBe(200);
        expect(text).not.toMatch(NEVER);
        expect(Object.keys(body.extensions ?? {})).toEqual(["requestId", "cost"]);
      }
    }
  });
});

describe("documents at fault", () => {
  it.each([
    ["{", 400, "GRAPHQL_PARSE_FAILED"],
    [`{ ${"whoami ".repeat(4_100)} }`, 400, "GRAPHQL_PARSE_FAILED"],
    ["{ nothing }", 400, "GRAPHQL_VALIDATION_FAILED"],
    ["{ secretFlag }", 400, "GRAPHQL_VALIDATION_FAILED"],
    ["{ participant(id: 1) { secretFlag } }", 400, "GRAPHQL_VALIDATION_FAILED"],
    ["{ participants @defer { id } }", 400, "GRAPHQL_VALIDATION_FAILED"],
    ["{ _service { sdl } }", 400, "GRAPHQL_VALIDATION_FAILED"],
    [
      '{ _entities(representations: [{__typename: "Participant", id: "1"}]) { __typename } }',
      400,
      "GRAPHQL_VALIDATION_FAILED",
    ],
    ["subscription { whoami }", 400, "GRAPHQL_VALIDATION_FAILED"],
    ["query A { whoami } query B { budget }", 400, "OPERATION_RESOLUTION_FAILURE"],
    ["fragment F on Query { whoami }", 400, "GRAPHQL_VALIDATION_FAILED"],
    ["query Q($id: ID!) { participant(id: $id) { id } }", 400, "BAD_USER_INPUT"],
  ])("%s", async (query, status, code) => {
    const answer = await running.ask(query);
    expect([answer.status, answer.body.errors?.[0]?.extensions.code]).toEqual([status, code]);
    expect(answer.body).not.toHaveProperty("data");
    expect(answer.text).not.toMatch(NEVER);
    expect(running.transport.calls).toEqual([]);
  });

  it("that double their fragments are refused at once", async () => {
    const levels = 18;
    const fragments = Array.from(
      { length: levels },
      (_, i) => `fragment F${i} on Participant { a${i}: boss { ...F${i + 1} } b${i}: boss { ...F${i + 1} } }`,
    );
    const query = `{ participant(id: 1) { ...F0 } } ${fragments.join(" ")} fragment F${levels} on Participant { id }`;
    const start = performance.now();
    const { status, body } = await running.ask(query);
    expect([status, body.errors?.[0]?.extensions.code]).toEqual([400, "GRAPHQL_VALIDATION_FAILED"]);
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  it("show a CPR number to nobody again", async () => {
    const { text } = await running.ask(
      "query Q($area: Area) { participant(id: 1) { home(area: $area) } }",
      {},
      { area: "610190-1234" },
    );
    expect(text).toContain("[cpr]");
    expect(text).not.toContain("610190");
  });

  it("help with a name outside production only", async () => {
    const queries: [string, Record<string, unknown>?][] = [
      ["{ whoam }"],
      ["{ participant(idd: 1) { id } }"],
      ["{ participants { nam } }"],
      ["{ participants }"],
      ["{ participants { ... on Participan { id } } }"],
      ["{ participant(id: 1) { home(area: FYNN) } }"],
      ["query Q($a: Area) { participant(id: 1) { home(area: $a) } }", { a: "FYNN" }],
      ["query Q($a: Are) { participant(id: 1) { home(area: $a) } }"],
    ];
    for (const [query, variables] of queries) {
      expect((await running.ask(query, {}, variables)).text, query).toMatch(/did you mean/i);
      const { status, text } = await production.ask(query, {}, variables);
      expect(status, query).toBe(400);
      expect(text, query).not.toMatch(/did you mean|FYN"|whoami/i);
    }
  });

  it("show the schema outside production only", async () => {
    for (const query of ["{ __schema { types { name } } }", '{ __type(name: "Participant") { fields { name } } }']) {
      expect((await running.ask(query)).status).toBe(200);
      const { status, body } = await production.ask(query);
      expect(status).toBe(400);
      expect(body.errors).toMatchObject([
        { message: "Introspection is switched off.", extensions: { code: "GRAPHQL_VALIDATION_FAILED" } },
      ]);
    }
  });
});

describe("aliases", () => {
  it.each([
    ["forge the input of another field", '{ participant(id: "1") { region: note grant } }'],
    ["forge it deeper", '{ participant(id: "1") { org: otherOrg { region } grant2 } }'],
    ["forge it in a fragment", '{ participant(id: "1") { ...F grant } } fragment F on Participant { region: note }'],
    [
      "forge it in an inline fragment",
      '{ participant(id: "1") { ... { region: nick } ... on Participant { grant } } }',
    ],
    ["show a hidden field", '{ participant(id: "1") { secretFlag: txt grant3 } }'],
    ["give an entity another id", '{ participant(id: "1") { id: nick balance } }'],
    ["give an entity another id by a field of an argument's kind", "{ participants { id: name paid } }"],
    ["give an entity another type", '{ participant(id: "1") { __typename: nick balance } }'],
    ["take the name of a root field", "{ budget: whoami }"],
    ["pollute a prototype", '{ participant(id: "1") { __proto__: boss { id } balance } }'],
    ["pollute a constructor", '{ constructor: participant(id: "1") { prototype: boss { id balance } } }'],
    ["hide a method", '{ participant(id: "1") { hasOwnProperty: nick balance } }'],
    ["name the planner's own fields", '{ participant(id: "1") { __internal: nick balance } }'],
  ])("that would %s are refused", async (_, query) => {
    const { status, body, text } = await running.ask(query, READER);
    expect(status).toBe(400);
    for (const error of body.errors ?? [])
      expect(error.extensions).toMatchObject({ code: "ALIAS_REJECTED", hint: expect.any(String) });
    expect(body).not.toHaveProperty("data");
    expect(text).not.toContain("hidden");
    expect(running.transport.calls).toEqual([]);
  });

  it("that do no harm pass, and every field keeps its value", async () => {
    const query = `{
      v_first: participant(id: "1") { v_region: note v_id: nick id region grant grant2 grant3 v_balance: balance __typename }
      v_second: participant(id: "2") { kind: __typename name balance }
    }`;
    const { body } = await running.ask(query);
    expect(body).not.toHaveProperty("errors");
    expect(body.data).toEqual({
      v_first: {
        v_region: "note",
        v_id: "nick 1",
        id: "1",
        region: "region",
        grant: "grant for region",
        grant2: "grant for org region",
        grant3: "grant for hidden",
        v_balance: "balance of 1",
        __typename: "Participant",
      },
      v_second: { kind: "Participant", name: "name 2", balance: "balance of 2" },
    });
  });
});
