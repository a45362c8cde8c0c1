import { expect, test } from "vitest";
import { LoadJob } from "./load-job.js";
import { seededId } from "./user-ids.js";
import { createRequestWriter } from "./write-request.js";

const writerOf = (request: object, name = "j1") =>
  createRequestWriter(
    LoadJob.parse({
      name,
      port: 1,
      connections: 1,
      warmUp: 0,
      duration: 0,
      request: { method: "POST", path: "/add", headers: {}, mustContain: "", ...request },
    }),
  );

test("no two requests of a run add the same user", () => {
  const writers = ["j1", "j2"].map((name) => writerOf({ body: "{id}" }, name));
  const requests = writers.flatMap((write) => Array.from({ length: 1000 }, write));
  expect(new Set(requests).size).toBe(2000);
});

test("sends the length of the body", () => {
  const [head = "", body = ""] = writerOf({ body: '{"id":"{id}"}' })().split("\r\n\r\n");
  expect(head).toContain(`content-length: ${body.length}`);
});

test("puts many users in one body, each with its own id", () => {
  const write = writerOf({ body: "[{items}]", item: '{"id":"{id}"}', items: 3 });
  const users: unknown = JSON.parse(write().split("\r\n\r\n")[1] ?? "");
  expect(new Set((users as { id: string }[]).map(({ id }) => id)).size).toBe(3);
});

test("requests a seeded user", () => {
  const request = writerOf({ method: "GET", path: "/get?id={id}", seeded: 1 })();
  expect(request).toMatch(`GET /get?id=${seededId(1)} HTTP/1.1\r\n`);
});
