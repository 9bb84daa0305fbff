import { Agent, request } from "node:http";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { startGateway } from "./graph.ts";

/** Posts over one kept connection. */
function poster(url: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return (query: string) =>
    new Promise<{ status: number; connection: string | undefined; text: string }>((resolve, reject) => {
      const sent = request(
        `${url}/graphql`,
        { agent, method: "POST", headers: { "content-type": "application/json" } },
        (response) => {
          let text = "";
          response.setEncoding("utf8");
          response.on("data", (chunk: string) => (text += chunk));
          response.on("end", () =>
            resolve({ status: response.statusCode ?? 0, connection: response.headers.connection, text }),
          );
        },
      );
      sent.on("error", reject);
      sent.end(JSON.stringify({ query }));
    });
}

describe("closing", () => {
  it("lets a running request finish, takes no new one and ends", async () => {
    const { gateway, url, transport, ask, get } = await startGateway();
    const gate = transport.gate();
    const running = ask("{ slow }");
    await gate.reached;
    let closed = false;
    const closing = gateway.close().then(() => (closed = true));
    await expect(get("/livez")).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(closed).toBe(false);
    gate.open();
    const { status, body } = await running;
    expect([status, body.data]).toEqual([200, { slow: "slow" }]);
    await closing;
    await expect(fetch(url)).rejects.toThrow();
  });

  it("tells who comes late over an open connection", async () => {
    const { gateway, url, transport } = await startGateway();
    const gate = transport.gate();
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    let text = "";
    socket.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
    const ended = new Promise<void>((resolve) => socket.on("close", () => resolve()));
    const message = (query: string) => {
      const body = JSON.stringify({ query });
      return `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
    };
    socket.write(message("{ slow }"));
    await gate.reached;
    const closing = gateway.close();
    socket.write(message("{ whoami }"));
    await new Promise((resolve) => setTimeout(resolve, 50));
    gate.open();
    await closing;
    await ended;
    expect(text).toContain('{"data":{"slow":"slow"}');
    expect(text).not.toContain("whoami");
  });

  it("ends at once when nothing runs, with connections left open", async () => {
    const { gateway, url } = await startGateway();
    const post = poster(url);
    expect((await post("{ whoami }")).status).toBe(200);
    const start = performance.now();
    await gateway.close();
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  it("cuts what does not finish within 8 seconds", async () => {
    const { gateway, transport, ask } = await startGateway();
    const gate = transport.gate();
    const running = ask("{ slow }").catch((error: unknown) => error);
    await gate.reached;
    const start = performance.now();
    await gateway.close();
    expect(performance.now() - start).toBeGreaterThan(7_500);
    expect(performance.now() - start).toBeLessThan(9_000);
    expect(await running).toBeInstanceOf(Error);
    gate.open();
  }, 15_000);
});
