import { createServer, type Server, type Socket } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { reachDatabase } from "./reach.ts";
import { scratchDataDir, startScratch } from "./scratch.fixture.ts";
import { StartError } from "./start-error.ts";

const secret = "hush-hush";

async function complaint(url: string): Promise<string> {
  const error = await reachDatabase(url).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(StartError);
  const { message } = error as StartError;
  expect(message).not.toContain(secret);
  expect(message).not.toContain("\n");
  return message;
}

/** A server of its own that answers each connection as told. */
async function listen(answer: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    answer(socket);
  }).listen(0, "127.0.0.1");
  await new Promise((listening) => server.once("listening", listening));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as { port: number }).port;
}

function packet(kind: string, ...parts: (string | number[])[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part as string)));
  const head = Buffer.alloc(5);
  head.write(kind);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** Lets everybody in and answers every query with this version. */
function oldServer(version: string): (socket: Socket) => void {
  const ready = packet("Z", "I");
  const column = packet("T", [0, 1], "version\0", [0, 0, 0, 0, 0, 0, 0, 0, 0, 25, 255, 255, 255, 255, 255, 255, 0, 0]);
  const row = packet("D", [0, 1, 0, 0, 0, version.length], version);
  return (socket) => {
    socket.once("data", () => {
      socket.write(Buffer.concat([packet("R", [0, 0, 0, 0]), ready]));
      socket.on("data", () => socket.write(Buffer.concat([column, row, packet("C", "SELECT 1\0"), ready])));
    });
  };
}

describe("a DATABASE_URL that cannot be used is explained in one sentence", { timeout: 30_000 }, () => {
  test.each([
    ["malformed", `postgres//app:${secret}@host/db`, /^DATABASE_URL is not a URL/],
    [
      "with a certificate that is not there",
      `postgres://app:${secret}@127.0.0.1/db?sslrootcert=/no/ca.pem`,
      /the file \/no\/ca.pem, which/,
    ],
    ["of another scheme", `mysql://app:${secret}@127.0.0.1/db`, /^DATABASE_URL does not begin with postgres/],
    [
      "where nobody listens",
      `postgres://app:${secret}@127.0.0.1:1/db`,
      /^Nobody listens at postgres:\/\/app:\*\*\*@127.0.0.1:1\/db: start/,
    ],
    [
      "of an unknown host",
      `postgres://app:${secret}@no-such-host.invalid/db?password=${secret}`,
      /^The host no-such-host.invalid/,
    ],
  ])("%s", async (_, url, expected) => {
    expect(await complaint(url)).toMatch(expected);
  });

  test("of a host that says nothing", async () => {
    const port = await listen(() => undefined);
    expect(await complaint(`postgres://app:${secret}@127.0.0.1:${port}/db`)).toMatch(
      /no answer from .* within 5 seconds/,
    );
  });

  test("of a server that is too old", async () => {
    const port = await listen(oldServer("150018"));
    expect(await complaint(`postgres://app:${secret}@127.0.0.1:${port}/db`)).toMatch(/is PostgreSQL 15, older than 16/);
  });

  test("with a wrong password, or of a database that is not there", async () => {
    const cluster = await startScratch(scratchDataDir());
    const url = new URL(cluster.adminUrl);
    await reachDatabase(url.href);
    url.pathname = "/missing";
    expect(await complaint(url.href)).toMatch(
      /^The database of postgres:\/\/postgres:\*\*\*@.*\/missing does not exist/,
    );
    url.password = secret;
    expect(await complaint(url.href)).toMatch(/does not accept this user and password/);
  });
});
