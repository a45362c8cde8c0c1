import { signToken } from "@roster/api/testing";
import { expect, test } from "vitest";
import { openTestHttpServer } from "../testing/http-server.js";

const types = ["application/json", "application/jsonl"];

test("a batch that costs more than 100 is rejected as a whole, streamed or not", async () => {
  await using server = await openTestHttpServer();
  const inputs = encodeURIComponent('{"0":{},"1":{},"2":{},"3":{},"4":{}}');
  const send = async (path: string, count: number, accept: string) => {
    const paths = Array.from({ length: count }, () => path).join();
    const headers = { ...server.headers, "trpc-accept": accept };
    const url = `${server.url}/trpc/${paths}?batch=1&input=${inputs}`;
    const response = await fetch(url, { headers });
    return { status: response.status, text: await response.text() };
  };
  for (const accept of types) {
    expect((await send("users.list", 5, accept)).status).toBe(200);
    const { status, text } = await send("users.list", 6, accept);
    expect([status, text]).toEqual([400, expect.stringContaining("users.list counts as 20")]);
    expect((await send("users.get", 101, accept)).status).toBe(400);
    expect((await send("users.getMany,users.get", 5, accept)).text).toContain("count as 105");
  }
  expect((await send("x", 2_000, "application/json")).text).toContain("count as 101 or more");
});

test("a large body of an end user is not parsed, streamed or not, nor through REST", async () => {
  await using server = await openTestHttpServer({ maxBodyBytes: 3_000_000 });
  const authorization = await signToken({ user_id: "a" }, server.apiSecret);
  const body = " ".repeat(1_100_000); // not JSON
  const send = async (path: string, more: Record<string, string> = {}) => {
    const type = { "content-type": "application/json" };
    const headers = { ...server.headers, authorization, ...type, ...more };
    const response = await fetch(server.url + path, { method: "POST", headers, body });
    return response.text();
  };
  for (const accept of types) {
    const text = await send("/trpc/users.add?batch=1", { "trpc-accept": accept });
    expect(text).toContain('"limitBytes":1048576,"actualBytes":1100000');
  }
  expect(await send("/api/v1.0/user/")).toContain("with a user token the limit is 1048576");
  const { authorization: backend } = server.headers;
  expect(await send("/trpc/users.add", { authorization: backend })).toContain("Invalid JSON");
});

test("a streamed batch of a stranger is not parsed", async () => {
  await using server = await openTestHttpServer();
  const headers = { "content-type": "application/json", "trpc-accept": "application/jsonl" };
  const url = `${server.url}/trpc/users.add?batch=1`;
  const response = await fetch(url, { method: "POST", headers, body: "not JSON" });
  const text = await response.text();
  expect(text).toContain("UNKNOWN_API_KEY");
  expect(text).not.toContain("Invalid JSON");
});
