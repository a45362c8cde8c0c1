import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { backends } from "@roster/db/testing";
import { describe, expect, test } from "vitest";
import {
  createDataFolder,
  runServer,
  type ServerProcess,
  startServerOn,
  startServerProcess,
} from "../testing/server.js";

const count = (to: number) => Array.from({ length: to }, (_, turn) => turn);

/** A keep-alive connection, which stays with the process that accepted it. */
async function openConnection(server: ServerProcess): Promise<Socket> {
  const { port } = new URL(server.ready.apiUrl);
  const socket = connect(Number(port), "127.0.0.1");
  socket.on("error", () => {}); // a killed process resets it
  await once(socket, "connect");
  expect(await ask(socket)).toContain("HTTP/1.1 200");
  return socket;
}

async function ask(socket: Socket): Promise<string> {
  socket.write("GET /healthz HTTP/1.1\r\nhost: roster\r\n\r\n");
  const [response] = (await once(socket, "data")) as [Buffer];
  return response.toString();
}

/** Opens connections one after another, because they are distributed round-robin. */
async function openConnections(server: ServerProcess, number: number): Promise<Socket[]> {
  const sockets: Socket[] = [];
  while (sockets.length < number) sockets.push(await openConnection(server));
  return sockets;
}

/** Waits until these workers get no more connections from the primary process and fetch has dropped its own. */
async function untilReplaced(server: ServerProcess, pids: readonly number[]): Promise<void> {
  while (!pids.every((pid) => server.log().includes(`"worker":${pid},`))) await turn();
  await turn();
}

const turn = () => new Promise(setImmediate);

/** A connection handed to a process that is killed gets no response, so this retries as a client does. */
async function untilAnswered({ ready }: ServerProcess): Promise<void> {
  const look = () => fetch(`${ready.apiUrl}/healthz`, { signal: AbortSignal.timeout(500) });
  while (!(await look().catch(() => undefined))) await turn();
}

describe.each(backends)("with three workers on %s", (backend) => {
  const startWorkers = (environment: Record<string, string> = {}) =>
    startServerOn(backend, { ROSTER_WORKERS: "3", ...environment });

  test("exactly one of 200 callers creates a user", async () => {
    await using server = await startWorkers();
    expect(new Set(server.ready.processIds).size).toBe(3);
    for (const id of ["a", "b", "c"]) {
      const add = (caller: number) =>
        server.call("users.add", { id, data: { caller }, getOrCreate: true });
      const responses = await Promise.all(count(200).map(add));
      expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]));
      expect(responses.filter(({ body }) => body.result?.data.created)).toHaveLength(1);
    }
  });

  test("distributes connections round-robin, and each stays with its process", async () => {
    await using server = await startWorkers();
    const sockets = await openConnections(server, 3);
    const closings = sockets.map((socket) => once(socket, "close").then(() => socket));
    const [first = 0] = server.ready.processIds;
    process.kill(first, "SIGKILL");
    const closed = await Promise.race(closings);
    for (const socket of sockets.filter((other) => other !== closed)) {
      expect(await ask(socket)).toContain("HTTP/1.1 200");
      socket.destroy();
    }
  });

  test("replaces killed workers, one or all at once, and responds to every later call", async () => {
    await using server = await startWorkers();
    const [first = 0, ...others] = server.ready.processIds;
    for (const [round, pids] of [[first], others].entries()) {
      for (const pid of pids) process.kill(pid, "SIGKILL");
      await untilReplaced(server, pids);
      await untilAnswered(server);
      for (const n of count(20)) {
        const id = `r${round}-${n}`;
        expect((await server.call("users.add", { id })).status).toBe(200);
        expect((await server.call("users.add", { id })).status).toBe(409);
      }
    }
  });

  test.each(["SIGTERM", "SIGINT"] as const)(
    "%s ends every process with exit code 0",
    async (signal) => {
      await using server = await startWorkers();
      const sockets = await openConnections(server, 3);
      const closings = sockets.map((socket) => once(socket, "close"));
      const exited = once(server.process, "exit");
      server.process.kill(signal);
      expect(await exited).toEqual([0, null]);
      await Promise.all(closings);
    },
  );
});

test("workers end when the primary process ends, even if it is killed", async () => {
  using folder = createDataFolder();
  const server = await startServerProcess(folder.path, { ROSTER_WORKERS: "2" });
  const sockets = await openConnections(server, 2);
  const closings = sockets.map((socket) => once(socket, "close"));
  const exited = once(server.process, "exit");
  server.process.kill("SIGKILL");
  expect(await exited).toEqual([null, "SIGKILL"]);
  await Promise.all(closings);
});

test("the server shuts down gracefully when its launcher ends", async () => {
  using folder = createDataFolder();
  const server = await startServerProcess(folder.path, { ROSTER_WORKERS: "2" });
  const exited = once(server.process, "exit");
  server.process.disconnect();
  expect(await exited).toEqual([0, null]);
});

test("SQLite defaults to one worker, which is the only process", async () => {
  using folder = createDataFolder();
  await using server = await startServerProcess(folder.path);
  expect(server.ready.processIds).toEqual([server.process.pid]);
});

test("both loopback addresses share the same free port", async () => {
  using folder = createDataFolder();
  await using server = await startServerProcess(folder.path, { ROSTER_WORKERS: "2" });
  const { port } = new URL(server.ready.apiUrl);
  for (const host of ["127.0.0.1", "[::1]"]) {
    expect((await fetch(`http://${host}:${port}/healthz`)).status).toBe(200);
  }
  expect(server.credentials.url).toBe(server.ready.apiUrl);
});

test.each(["0", "-1", "1.5", "many", "1025"])("rejects ROSTER_WORKERS=%s", async (workers) => {
  const { code, output } = await runServer({ ROSTER_WORKERS: workers });
  expect({ code, output }).toEqual({
    code: 1,
    output: "Roster cannot start. ROSTER_WORKERS: must be a whole number from 1 to 1024\n",
  });
});

test("reports only once why workers cannot start", async () => {
  using folder = createDataFolder();
  const { code, output } = await runServer({
    DATABASE_URL: "postgresql://a:pw@127.0.0.1:1/x",
    ROSTER_START_WAIT: "0",
    ROSTER_WORKERS: "3",
    ROSTER_DATA_DIR: folder.path,
  });
  expect(code).toBe(1);
  expect(output).toMatch(/^Roster cannot start\. PostgreSQL at 127\.0\.0\.1:1 [^\n]+\n$/);
});
