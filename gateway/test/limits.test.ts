import { request } from "node:http";
import { supergraphSdl } from "@inclusion/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { READER, type Running, startGateway } from "./graph.ts";

let running: Running;
let poor: Running;

beforeAll(async () => {
  running = await startGateway();
  poor = await startGateway({ costPerMinute: 25 });
});
afterAll(async () => {
  await running.gateway.close();
  await poor.gateway.close();
});

describe("an operation that is too large", () => {
  it.each([
    ["depth", `{ participant(id: "1") ${"{ boss ".repeat(16)} { name } ${"}".repeat(16)} }`],
    ["queries", `{ ${Array.from({ length: 21 }, (_, i) => `a${i}: whoami`).join(" ")} }`],
    ["mutations", `mutation { rename(id: "1", name: "a") { name } b2: rename(id: "2", name: "b") { name } }`],
  ])("is refused for its %s before any service is asked", async (reason, query) => {
    running.transport.calls.splice(0);
    const { status, body } = await running.ask(query);
    expect(status).toBe(400);
    expect(body.data ?? null).toBeNull();
    expect(body.errors?.map(({ extensions }) => [extensions?.code, extensions?.reason])).toContainEqual([
      "OPERATION_TOO_LARGE",
      reason,
    ]);
    expect(running.transport.calls).toEqual([]);
  });
});

it("tells one fault of variables of which thousands do not fit, and all of a few", async () => {
  const whole = await startGateway({ supergraphSdl: supergraphSdl() });
  const query = "query ($names: [String!]) { enumLabels(names: $names) { name } }";
  const faultsOf = async (count: number) => {
    const { status, body } = await whole.ask(query, READER, { names: Array(count).fill(1) });
    expect(body.errors?.map(({ extensions }) => extensions.code)).toContain("BAD_USER_INPUT");
    return [status, body.errors?.length];
  };
  expect(await faultsOf(10_000)).toEqual([400, 1]);
  expect(await faultsOf(3)).toEqual([400, 3]);
  expect(whole.transport.calls).toEqual([]);
  await whole.gateway.close();
});

describe("the cost of an operation", () => {
  it("is told with every answer", async () => {
    const { body } = await running.ask("{ participants { name boss { name } } }");
    expect(body.extensions).toMatchObject({ cost: { requested: 20, dearest: "participants" } });
  });

  it("says what would make it cheaper, in the caller's language", async () => {
    const hintFor = async (query: string, language: string) =>
      (await running.ask(query, { "accept-language": language })).body.extensions?.cost;
    const hint = "participants costs 10 of it: ask for a smaller `first`, or leave it out.";
    expect(await hintFor("{ participants { name } }", "en")).toMatchObject({ hint });
    expect(await hintFor("{ participants { name } }", "da")).toMatchObject({
      hint: "participants koster 10 af det: bed om et mindre `first`, eller udelad feltet.",
    });
    expect(await hintFor("{ whoami }", "en")).toMatchObject({ dearest: null, hint: null });
  });

  it("is told to services as what is left when it was paid", async () => {
    const rich = await startGateway({ costPerMinute: 60 });
    const leftTo = async () => {
      rich.transport.calls.splice(0);
      const before = Date.now();
      const { body } = await rich.ask("{ participants { name boss { name } } }");
      const budget = rich.transport.calls[0]?.caller.budget;
      expect(budget).toMatchObject({ perMinute: 60, perOperation: 100_000 });
      expect(body.extensions).toMatchObject({ cost: { remaining: budget?.left } });
      expect(Date.parse(String(budget?.fullAt))).toBeGreaterThan(before);
      return budget?.left ?? 0;
    };
    const first = await leftTo();
    expect(first).toBe(40);
    expect(await leftTo()).toBeLessThan(first);
    await rich.gateway.close();
  });

  it("is refused by its price alone where lists stand in lists, before any service is asked", async () => {
    const whole = await startGateway({ supergraphSdl: supergraphSdl() });
    const lists = (levels: number): string =>
      `{ regions ${"{ municipalities { region ".repeat(levels)} { name } ${"} }".repeat(levels)} }`;
    const { status, body } = await whole.ask(lists(5), READER);
    expect([status, body.errors?.[0]?.extensions?.code]).toEqual([400, "OPERATION_TOO_DEAR"]);
    expect(body.errors?.[0]?.extensions?.hint).toContain("municipalities");
    expect(whole.transport.calls).toEqual([]);
    expect((await whole.ask(lists(2), READER)).body.extensions).toMatchObject({ cost: { requested: 2_210 } });
    await whole.gateway.close();
  });

  it("is taken from the caller's bucket, and refused when it is empty", async () => {
    poor.transport.calls.splice(0);
    expect((await poor.ask("{ participants { name boss { name } } }")).body.extensions).toMatchObject({
      cost: { requested: 20, remaining: 5 },
    });
    const asked = poor.transport.calls.length;
    const { status, headers, body } = await poor.ask("{ participants { name boss { name } } }");
    expect(status).toBe(429);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: "RATE_LIMITED" });
    expect(String(body.errors?.[0]?.extensions?.hint)).toContain("participants");
    expect(poor.transport.calls).toHaveLength(asked);
  });

  // Only Linux lets a client take any address of the loopback network.
  it.skipIf(process.platform !== "linux")("is each address's own without a token", async () => {
    const statusFrom = (localAddress: string, forwardedFor = "10.0.0.1"): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const headers = { "content-type": "application/json", "x-forwarded-for": forwardedFor };
        const asked = request(`${poor.url}/graphql`, { method: "POST", headers, localAddress }, (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        asked.on("error", reject).end(JSON.stringify({ query: "{ participants { name boss { name } } }" }));
      });
    expect(await statusFrom("127.0.0.2")).toBe(200);
    expect(await statusFrom("127.0.0.2")).toBe(429);
    expect(await statusFrom("127.0.0.2", "10.0.0.2")).toBe(429);
    expect(await statusFrom("127.0.0.3")).toBe(200);
  });

  it.for([
    { case: "a proxy that is trusted tells whose it is", proxies: ["10.0.0.0/8", "127.0.0.1"], second: 200 },
    { case: "nobody else's word is taken for it", proxies: ["10.0.0.0/8"], second: 429 },
  ])("$case", async ({ proxies, second }) => {
    const running = await startGateway({ costPerMinute: 25, proxies });
    const askFor = async (caller: string) =>
      (await running.ask("{ participants { name boss { name } } }", { "x-forwarded-for": caller })).status;
    expect(await askFor("203.0.113.7")).toBe(200);
    expect(await askFor("203.0.113.8")).toBe(second);
    expect(await askFor("203.0.113.7, 10.1.2.3")).toBe(429);
    await running.gateway.close();
  });
});
