import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Running, startGateway } from "./graph.ts";

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

describe("the cost of an operation", () => {
  it("is told with every answer", async () => {
    const { body } = await running.ask("{ participants { name boss { name } } }");
    expect(body.extensions).toMatchObject({ cost: { requested: 20, dearest: "participants" } });
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
    const statusFrom = (localAddress: string): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const headers = { "content-type": "application/json" };
        const asked = request(`${poor.url}/graphql`, { method: "POST", headers, localAddress }, (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        asked.on("error", reject).end(JSON.stringify({ query: "{ participants { name boss { name } } }" }));
      });
    expect(await statusFrom("127.0.0.2")).toBe(200);
    expect(await statusFrom("127.0.0.2")).toBe(429);
    expect(await statusFrom("127.0.0.3")).toBe(200);
  });
});
