import { once } from "node:events";
import { expect, test } from "vitest";
import { createDataFolder, startServerProcess } from "../testing/server.js";

test("exactly one of 200 callers creates a user, across two processes on one SQLite file", async () => {
  using folder = createDataFolder();
  await using first = await startServerProcess(folder.path);
  await using second = await startServerProcess(folder.path);
  for (const id of ["a", "b", "c"]) {
    const responses = await Promise.all(
      Array.from({ length: 200 }, (_, caller) =>
        (caller % 2 ? first : second).call("users.add", {
          id,
          data: { caller },
          getOrCreate: true,
        }),
      ),
    );
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]));
    const creations = responses.filter(({ body }) => body.result?.data.created);
    expect(creations).toHaveLength(1);
    const users = new Set(
      responses.map(({ body }) => JSON.stringify(body.result?.data, omitCreated)),
    );
    expect(users.size).toBe(1);
  }
});

const omitCreated = (key: string, value: unknown) => (key === "created" ? undefined : value);

test("every acknowledged add survives a killed server", async () => {
  using folder = createDataFolder();
  const acknowledged: string[] = [];
  for (const round of [1, 2, 3]) {
    const server = await startServerProcess(folder.path);
    const exited = once(server.process, "exit");
    const adders = Array.from({ length: 16 }, async (_, adder) => {
      for (let n = 0; ; n += 1) {
        const id = `r${round}-${adder}-${n}`;
        const response = await server.call("users.add", { id }).catch(() => undefined);
        if (!response) return;
        expect(response.status).toBe(200);
        acknowledged.push(id);
        if (acknowledged.length === round * 100) server.process.kill("SIGKILL");
      }
    });
    await Promise.all(adders);
    await exited;
  }
  await using server = await startServerProcess(folder.path);
  expect(acknowledged.length).toBeGreaterThanOrEqual(300);
  const responses = await Promise.all(acknowledged.map((id) => server.call("users.add", { id })));
  expect(new Set(responses.map(({ body }) => body.error?.data.code))).toEqual(
    new Set(["CONFLICT"]),
  );
});
