import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { openRawConnection } from "../testing/raw-http.js";
import { createDataFolder, type ServerProcess, startServerProcess } from "../testing/server.js";

const HOST = "127.0.0.1";
const portOf = ({ ready }: ServerProcess) => Number(new URL(ready.apiUrl).port);
const get = (path: string) => `GET ${path} HTTP/1.1\r\nhost: roster\r\n\r\n`;

async function openIdle(server: ServerProcess): Promise<Socket> {
  const socket = connect(portOf(server), HOST);
  await once(socket, "connect");
  socket.write(get("/healthz"));
  await once(socket, "data");
  return socket;
}

/** A call whose headers have arrived at the server, but not all of its body. */
async function beginAdd(server: ServerProcess, id: string) {
  const body = JSON.stringify({ id });
  const head = [
    "POST /trpc/users.add HTTP/1.1",
    "host: roster",
    "content-type: application/json",
    `content-length: ${body.length}`,
    `x-api-key: ${server.credentials.apiKey}`,
    `authorization: ${server.authorization}`,
  ].join("\r\n");
  const connection = await openRawConnection(portOf(server), HOST);
  // The response to the first request proves that the bytes after it were read too.
  const before = await connection.send(`${get("/healthz")}${head}\r\n\r\n${body.slice(0, 3)}`);
  expect(before.status).toBe(200);
  return { connection, finish: () => connection.send(body.slice(3)) };
}

describe.each(["1", "2"])("with ROSTER_WORKERS=%s", (workers) => {
  const start = (folder: string, more: Record<string, string> = {}) =>
    startServerProcess(folder, { ROSTER_WORKERS: workers, ...more });

  test("SIGTERM finishes requests in progress, accepts no more, closes idle connections, and exits with code 0", async () => {
    using folder = createDataFolder();
    await using server = await start(folder.path);
    const exited = once(server.process, "exit");
    const add = await beginAdd(server, "taken");
    const idle = await openIdle(server);
    const unused = connect(portOf(server), HOST);
    await once(unused, "connect");
    server.process.kill("SIGTERM");
    await Promise.all([once(idle, "close"), once(unused, "close")]);
    const late = connect(portOf(server), HOST);
    await expect(once(late, "data")).rejects.toMatchObject({ code: "ECONNREFUSED" });

    const response = await add.finish();
    expect([response.status, response.headers.get("connection")]).toEqual([200, "close"]);
    expect(await exited).toEqual([0, null]);
    await using again = await start(folder.path);
    expect((await again.call("users.get", { id: "taken" })).status).toBe(200);
  });

  test("requests that exceed the stop limit are aborted and logged, and the exit code is 0", async () => {
    using folder = createDataFolder();
    await using server = await start(folder.path, { ROSTER_STOP_LIMIT: "0.2" });
    const exited = once(server.process, "exit");
    using _add = (await beginAdd(server, "cut")).connection;
    server.process.kill("SIGTERM");
    expect(await exited).toEqual([0, null]);
    expect(server.log()).toContain('"cut":1');
  });

  test("during the stop delay calls are accepted and /readyz returns 503; a second signal ends the server at once", async () => {
    using folder = createDataFolder();
    await using server = await start(folder.path, { ROSTER_STOP_DELAY: "3600" });
    const exited = once(server.process, "exit");
    const ask = async (path: string) => fetch(`${server.ready.apiUrl}${path}`);
    expect(await (await ask("/readyz")).json()).toEqual({
      status: "ready",
      checks: { process: "ok", database: "ok", migrations: "ok" },
    });
    server.process.kill("SIGTERM");
    let response = await ask("/readyz");
    while (response.status === 200) response = await ask("/readyz");
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ checks: { process: "draining" } });
    expect((await ask("/healthz")).status).toBe(200);
    expect((await server.call("users.add", { id: "late" })).status).toBe(200);

    const isUp = () =>
      ask("/healthz").then(
        () => true,
        () => false,
      );
    while (await isUp()) server.process.kill("SIGTERM");
    expect(await exited).toEqual([1, null]);
  });
});
