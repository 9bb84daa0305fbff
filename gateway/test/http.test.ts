import { connect } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { idOf, manifestOf, READER, type Running, STORED, startGateway } from "./graph.ts";

const WHO = "query Who { whoami }";
const NAME = "query Name($id: ID!) { participant(id: $id) { name } }";
const RENAME = 'mutation Rename { rename(id: "1", name: "x") { id } }';
const MINE = "query Mine { mine }";
const PREFLIGHT = { "apollo-require-preflight": "1" };

let running: Running;

beforeAll(async () => {
  running = await startGateway({ manifest: manifestOf({ Who: WHO, Name: NAME, Rename: RENAME, Mine: MINE }) });
});
afterAll(() => running.gateway.close());
beforeEach(() => void running.transport.calls.splice(0));

const codeOf = (body: { errors?: readonly { extensions: Record<string, unknown> }[] }) =>
  body.errors?.[0]?.extensions.code;

describe("every answer", () => {
  it("is not stored by anybody and carries the request's id, from the caller's trace or our own", async () => {
    const trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    const traceparent = `00-${trace}-00f067aa0ba902b7-01`;
    const answers = await Promise.all([
      running.ask("{ whoami }", { traceparent }),
      running.ask("{ nothing }", { traceparent }),
      running.ask("{", { traceparent }),
      running.ask("{ mine }", { traceparent }),
      running.ask("{ mine }", { traceparent, authorization: "Bearer x" }),
      running.post({}, { traceparent }),
      running.post([], { traceparent }),
      running.get("/graphql?query={whoami}", { traceparent }),
      running.get("/graphql?documentId=x", { traceparent, ...PREFLIGHT }),
      running.get("/nowhere", { traceparent }),
    ]);
    for (const { headers, body } of answers) {
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("request-id")).toBe(trace);
      expect(body.extensions).toMatchObject({ requestId: trace });
      for (const error of body.errors ?? []) expect(error.extensions.requestId).toBe(trace);
    }
    const { headers, body } = await running.ask("{ whoami }", { traceparent: "rubbish" });
    expect(headers.get("request-id")).toMatch(/^[0-9a-f]{32}$/);
    expect(body.extensions?.requestId).toBe(headers.get("request-id"));
  });

  it("gives the services the same id", async () => {
    const { headers } = await running.ask("{ participant(id: 1) { name balance } }");
    expect(running.transport.calls.map(({ caller }) => caller.requestId)).toEqual([
      headers.get("request-id"),
      headers.get("request-id"),
    ]);
  });

  it("keeps the ids of requests apart that run at once", async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => running.ask("{ whoami bug }")));
    const ids = answers.map(({ headers, body }) => {
      expect(body.errors?.[0]?.extensions.requestId).toBe(headers.get("request-id"));
      return headers.get("request-id");
    });
    expect(new Set(ids).size).toBe(30);
  });
});

describe("other addresses", () => {
  it.each(["/", "/nowhere", "/graphql/x", "/.env", "/Graphql"])("answers 404 at %s", async (path) => {
    const { status, headers, body } = await running.get(path);
    expect(status).toBe(404);
    expect(headers.get("content-type")).toMatch(/^application\/json/);
    expect(codeOf(body)).toBe("NOT_FOUND");
  });

  it("answers a broken address", async () => {
    const { status, headers, body } = await running.get("/%");
    expect([status, codeOf(body), headers.get("cache-control")]).toEqual([400, "BAD_REQUEST", "no-store"]);
    expect(body.extensions?.requestId).toBe(headers.get("request-id"));
  });

  it.each(["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"])("takes no %s", async (method) => {
    const response = await fetch(`${running.url}/graphql`, { method, headers: PREFLIGHT });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET, POST");
  });

  it("shows no page to a browser", async () => {
    const { status, headers, text } = await running.get("/graphql", { accept: "text/html", ...PREFLIGHT });
    expect(status).toBe(400);
    expect(headers.get("content-type")).not.toMatch(/html/);
    expect(text).not.toMatch(/<html|apollo/i);
  });
});

describe("the type of an answer", () => {
  it.each([
    ["application/graphql-response+json", "application/graphql-response+json; charset=utf-8"],
    ["application/graphql-response+json, application/json;q=0.9", "application/graphql-response+json; charset=utf-8"],
    ["application/json", "application/json; charset=utf-8"],
    ["*/*", "application/json; charset=utf-8"],
    ["text/html", "application/json; charset=utf-8"],
    ["multipart/mixed; deferSpec=20220824", "application/json; charset=utf-8"],
  ])("for %s is %s", async (accept, type) => {
    const { status, headers, body } = await running.ask(RENAME, { accept });
    expect([status, headers.get("content-type")]).toEqual([200, type]);
    expect(body.data).toEqual({ rename: { id: "1" } });
  });
});

describe("requests from foreign sites", () => {
  const bodies = [
    ["text/plain", JSON.stringify({ query: "{ whoami }" })],
    ["application/x-www-form-urlencoded", "query={whoami}"],
    ["multipart/form-data; boundary=x", "--x--"],
  ] as const;
  it.each(bodies)("are refused as %s", async (type, body) => {
    const response = await fetch(`${running.url}/graphql`, { method: "POST", headers: { "content-type": type }, body });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("BAD_REQUEST");
    expect(running.transport.calls).toEqual([]);
  });

  it("are refused as GET without a header that a foreign site cannot send", async () => {
    const paths = ["/graphql?query={whoami}", `/graphql?documentId=${idOf(WHO)}`, "/graphql?documentId=sha256:unknown"];
    for (const path of paths) {
      const { status, body } = await running.get(path);
      expect([status, codeOf(body)]).toEqual([400, "BAD_REQUEST"]);
      expect(body.errors?.[0]?.message).toMatch(/Cross-Site/);
    }
    expect(running.transport.calls).toEqual([]);
  });

  it("pass as GET with a token or with such a header", async () => {
    for (const headers of [READER, PREFLIGHT, { "x-apollo-operation-name": "Who" }]) {
      expect((await running.get("/graphql?query={whoami}", headers)).status).toBe(200);
    }
  });
});

describe("bodies", () => {
  it.each([
    ["nothing", ""],
    ["a number", "1"],
    ["a text", '"{ whoami }"'],
    ["a broken record", '{"query": '],
    ["an empty record", "{}"],
    ["a list", '[{"query": "{ whoami }"}]'],
    ["an empty list", "[]"],
    ["variables as text", '{"query": "{ whoami }", "variables": "{}"}'],
    ["variables as a list", '{"query": "{ whoami }", "variables": []}'],
    ["a query as a record", '{"query": {"kind": "Document"}}'],
    ["an operation name as a number", '{"query": "{ whoami }", "operationName": 1}'],
    ["a prototype", '{"query": "{ whoami }", "__proto__": {}}'],
    ["an id as a number", '{"documentId": 1}'],
    ["a hash as a number", '{"extensions": {"persistedQuery": {"sha256Hash": 1}}}'],
    ["an extension as a text", '{"extensions": {"persistedQuery": "x"}}'],
  ])("that are %s are refused", async (_, body) => {
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${running.url}/graphql`, { method: "POST", headers, body });
    expect(response.status).toBe(400);
    expect(codeOf((await response.json()) as never)).toBe("BAD_REQUEST");
    expect(running.transport.calls).toEqual([]);
  });

  it("larger than 1 MB are refused", async () => {
    const fits = await running.post({ query: "{ whoami }", extensions: { x: "a".repeat(1_040_000) } });
    expect(fits.status).toBe(200);
    const { status, body } = await running.post({ query: "{ whoami }", extensions: { x: "a".repeat(1_050_000) } });
    expect([status, codeOf(body)]).toEqual([413, "BAD_REQUEST"]);
  });

  it("in another encoding are refused", async () => {
    const { status } = await running.post({ query: "{ whoami }" }, { "content-type": "application/xml" });
    expect(status).toBe(400);
  });
});

describe("stored documents", () => {
  const variables = { id: "1" };
  const json = encodeURIComponent(JSON.stringify(variables));
  const hash = idOf(NAME).slice("sha256:".length);
  const extension = { persistedQuery: { version: 1, sha256Hash: hash } };

  it("answer to their id in every form", async () => {
    const answers = await Promise.all([
      running.post({ documentId: idOf(NAME), variables }),
      running.post({ documentId: idOf(NAME), variables, operationName: "Name" }, STORED),
      running.post({ extensions: extension, variables }),
      running.post({ extensions: { persistedQuery: { version: 1, sha256Hash: idOf(NAME) } }, variables }, STORED),
      running.get(`/graphql?documentId=${idOf(NAME)}&variables=${json}`, STORED),
      running.get(`/graphql?documentId=${encodeURIComponent(idOf(NAME))}&variables=${json}`, PREFLIGHT),
      running.get(`/graphql?extensions=${encodeURIComponent(JSON.stringify(extension))}&variables=${json}`, STORED),
    ]);
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(body.data).toEqual({ participant: { name: "name 1" } });
    }
  });

  it("that are not there are answered 404", async () => {
    const ids = ["", "x", "sha256:", idOf("{ whoami }"), idOf(WHO).toUpperCase(), idOf(WHO).slice(7), "__proto__"];
    for (const documentId of ids) {
      const answers = [
        await running.post({ documentId }),
        await running.get(`/graphql?documentId=${documentId}`, STORED),
      ];
      for (const { status, body } of answers)
        expect([status, codeOf(body)]).toEqual([404, "PERSISTED_QUERY_NOT_IN_LIST"]);
    }
    const { status } = await running.post({
      extensions: { persistedQuery: { version: 1, sha256Hash: "0".repeat(64) } },
    });
    expect(status).toBe(404);
  });

  it("are not learned from callers", async () => {
    const query = "{ participants { id } }";
    const persisted = { persistedQuery: { version: 1, sha256Hash: idOf(query).slice(7) } };
    const first = await running.post({ query, extensions: persisted });
    expect([first.status, codeOf(first.body)]).toEqual([400, "CANNOT_SEND_PQ_ID_AND_BODY"]);
    expect((await running.post({ extensions: persisted })).status).toBe(404);
  });

  it("are not asked by id and text together", async () => {
    const answers = await Promise.all([
      running.post({ documentId: idOf(WHO), query: WHO }),
      running.post({ documentId: "unknown", query: WHO }, READER),
      running.get(`/graphql?documentId=${idOf(WHO)}&query={whoami}`, READER),
    ]);
    for (const { status, body } of answers) expect([status, codeOf(body)]).toEqual([400, "CANNOT_SEND_PQ_ID_AND_BODY"]);
    const twice = await running.get(`/graphql?documentId=${idOf(WHO)}&documentId=${idOf(NAME)}`, READER);
    expect([twice.status, codeOf(twice.body)]).toEqual([400, "BAD_REQUEST"]);
  });

  it("are all that some tokens may ask", async () => {
    for (const answer of [
      await running.ask("{ whoami }", STORED),
      await running.get("/graphql?query={whoami}", STORED),
    ]) {
      expect([answer.status, codeOf(answer.body)]).toEqual([400, "PERSISTED_QUERY_ID_REQUIRED"]);
      expect(answer.body.errors?.[0]?.extensions.hint).toMatch(/documentId/);
    }
    expect((await running.post({ query: WHO }, STORED)).status).toBe(400);
    expect(running.transport.calls).toEqual([]);
    expect((await running.ask("{ whoami }", READER)).status).toBe(200);
    expect((await running.ask("{ whoami }")).status).toBe(200);
  });

  it("that change something are not asked by GET", async () => {
    const answers = [
      await running.get(`/graphql?documentId=${idOf(RENAME)}`, READER),
      await running.get(`/graphql?query=${encodeURIComponent(RENAME)}`, READER),
    ];
    for (const { status, headers, body } of answers) {
      expect([status, codeOf(body), headers.get("allow")]).toEqual([405, "BAD_REQUEST", "POST"]);
    }
    expect(running.transport.calls).toEqual([]);
    expect((await running.post({ documentId: idOf(RENAME) }, STORED)).body.data).toEqual({ rename: { id: "1" } });
  });

  it("keep the rules of every other operation", async () => {
    const closed = await running.post({ documentId: idOf(MINE) });
    expect([closed.status, codeOf(closed.body)]).toEqual([401, "UNAUTHENTICATED"]);
    const named = await running.post({ documentId: idOf(WHO), operationName: "Other" });
    expect([named.status, codeOf(named.body)]).toEqual([400, "OPERATION_RESOLUTION_FAILURE"]);
  });
});

describe("who asks", () => {
  it("is told by the token alone", async () => {
    const forged = Object.fromEntries(
      [
        "x-user",
        "x-user-id",
        "x-viewer",
        "x-subject",
        "x-scopes",
        "x-role",
        "x-region",
        "x-internal-token",
        "x-forwarded-user",
        "x-remote-user",
        "remote-user",
        "viewer",
        "cookie",
        "proxy-authorization",
        "x-authorization",
        "apollo-federation-include-trace",
        "apollo-query-plan-experimental",
        "x-request-id",
        "request-id",
        "x-original-url",
        "x-http-method-override",
      ].map((name) => [name, "system"]),
    );
    const { status, body, headers } = await running.ask("{ whoami }", {
      ...forged,
      authorization: "Bearer reader",
      "apollo-federation-include-trace": "ftv1",
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ data: { whoami: "reader" }, extensions: { requestId: headers.get("request-id") } });
    expect(headers.get("request-id")).not.toBe("system");
    expect(running.transport.calls[0]?.caller.viewer.scopes).toEqual(["public", "signed-in"]);
    expect((await running.ask("{ whoami }", forged)).body.data).toEqual({ whoami: "anyone" });
  });

  it("with a token that is not valid is answered 401 before anything is read", async () => {
    const answers = await Promise.all(
      ["Bearer x", "Basic eDp5", "Bearer ", "reader"].map((authorization) =>
        running.post({ documentId: "unknown" }, { authorization }),
      ),
    );
    for (const { status, headers, body } of answers) {
      expect([status, headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
      expect(body.errors).toEqual([
        {
          message: "The token is not valid: ask whoever issued it for a new one.",
          extensions: {
            code: "UNAUTHENTICATED",
            hint: expect.stringContaining("Authorization: Bearer"),
            docs: "/docs/errors#UNAUTHENTICATED",
            retryable: false,
            requestId: headers.get("request-id"),
          },
        },
      ]);
      expect(body).not.toHaveProperty("data");
    }
  });
});

describe("a caller without a token", () => {
  it.each([
    ["{ mine }", ["mine"], [["signed-in"]]],
    [
      "{ whoami v_x: participant(id: 1) { diary { ...D } } } fragment D on Diary { id open text }",
      ["v_x", "diary", "text"],
      [["diary:read"]],
    ],
    ["query Q { participants { id } budgets }", ["budgets"], [["money:read"]]],
  ])("is refused whole in %s", async (query, path, requiredScopes) => {
    const { status, headers, body } = await running.ask(query);
    expect([status, headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
    expect(body.errors).toEqual([
      {
        message: expect.stringContaining("is not open without a token"),
        path,
        extensions: {
          code: "UNAUTHENTICATED",
          requiredScopes,
          yourScopes: ["public"],
          hint: expect.stringContaining("Authorization: Bearer"),
          docs: "/docs/errors#UNAUTHENTICATED",
          retryable: false,
          requestId: headers.get("request-id"),
        },
      },
    ]);
    expect(body).not.toHaveProperty("data");
    expect(running.transport.calls).toEqual([]);
  });

  it("reads what is open", async () => {
    const { body } = await running.ask("{ participant(id: 1) { name balance diary { id open } } }");
    expect(body.data).toEqual({
      participant: { name: "name 1", balance: "balance of 1", diary: { id: "d", open: "cover" } },
    });
  });

  it("is refused again when the document is known already", async () => {
    expect((await running.ask("{ mine }", READER)).body.data).toEqual({ mine: "mine" });
    expect((await running.ask("{ mine }")).status).toBe(401);
    expect((await running.ask("{ mine }", READER)).status).toBe(200);
  });
});

describe("a caller whose token lacks a scope", () => {
  it("gets the rest and an error for the field", async () => {
    const { status, headers, body } = await running.ask("{ whoami budgets }", READER);
    expect(status).toBe(200);
    expect(body.data).toEqual({ whoami: "reader", budgets: null });
    expect(body.errors).toEqual([
      {
        message: "Query.budgets needs the scope money:read.",
        path: ["budgets"],
        extensions: {
          code: "FORBIDDEN_FIELD",
          requiredScopes: [["money:read"]],
          yourScopes: ["public", "signed-in"],
          hint: 'Leave Query.budgets out, or ask whoever issued the token "reader" for money:read.',
          docs: "/docs/errors#FORBIDDEN_FIELD",
          retryable: false,
          requestId: headers.get("request-id"),
        },
      },
    ]);
  });
});

describe("health", () => {
  it("says that the process lives", async () => {
    expect((await running.get("/livez")).body).toEqual({ alive: true });
  });

  it("names the services that are not ready", async () => {
    expect((await running.get("/readyz")).body).toEqual({ ready: true, reasons: [] });
    running.transport.faults.set("finance", new Error("down"));
    const { status, body, headers } = await running.get("/readyz");
    running.transport.faults.clear();
    expect([status, headers.get("cache-control")]).toEqual([503, "no-store"]);
    expect(body).toEqual({ ready: false, reasons: ["the finance service is not ready"] });
    expect((await running.get("/livez")).status).toBe(200);
  });
});

describe("a connection that sends rubbish", () => {
  it("does not end the gateway", async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(running.url).port), "127.0.0.1", () => socket.end("RUBBISH\r\n\r\n"));
      socket.resume().on("close", () => resolve());
    });
    expect((await running.get("/livez")).status).toBe(200);
  });
});
