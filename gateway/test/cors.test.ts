import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Running, startGateway } from "./graph.ts";

const OURS = "https://app.example.dk";
const FOREIGN = "https://evil.example";

let running: Running;
let closed: Running;

beforeAll(async () => {
  running = await startGateway({ origins: [OURS] });
  closed = await startGateway();
});
afterAll(async () => {
  await running.gateway.close();
  await closed.gateway.close();
});

const preflight = ({ url }: Running, origin: string) =>
  fetch(`${url}/graphql`, {
    method: "OPTIONS",
    headers: {
      origin,
      "access-control-request-method": "POST",
      "access-control-request-headers": "authorization,content-type",
    },
  });

describe("a page of another origin", () => {
  it("may ask when its origin is in the settings, without credentials", async () => {
    const { status, headers } = await preflight(running, OURS);
    expect(status).toBe(204);
    expect(headers.get("access-control-allow-origin")).toBe(OURS);
    expect(headers.get("access-control-allow-headers")).toContain("authorization");
    expect(headers.get("access-control-allow-credentials")).toBeNull();
    const asked = await running.ask("{ whoami }", { authorization: "Bearer reader", origin: OURS });
    expect(asked.headers.get("access-control-allow-origin")).toBe(OURS);
    expect(asked.headers.get("vary")).toContain("Origin");
  });

  it("gets no leave otherwise", async () => {
    for (const [gateway, origin] of [
      [running, FOREIGN],
      [running, "null"],
      [running, `${OURS}.evil.example`],
      [closed, OURS],
    ] as const) {
      expect((await preflight(gateway, origin)).headers.get("access-control-allow-origin")).toBeNull();
      const asked = await gateway.ask("{ whoami }", { authorization: "Bearer reader", origin });
      expect(asked.headers.get("access-control-allow-origin")).toBeNull();
    }
  });
});
