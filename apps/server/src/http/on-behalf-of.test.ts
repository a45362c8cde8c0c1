import { serverClaims, signToken } from "@roster/api/testing";
import { expect, test } from "vitest";
import { openTestHttp } from "../testing/http.js";

const toHeader = (name: string) => Buffer.from(name).toString("latin1");

test("changes name for whom a backend says that it acts, and never for whom a user does", async () => {
  await using http = await openTestHttp("sqlite");
  const { apiKey, apiSecret, database } = http.test;
  const add = async (id: string, claims: Record<string, unknown>, name: string) => {
    const response = await fetch(`${http.url}/trpc/users.add`, {
      method: "POST",
      body: JSON.stringify({ id }),
      headers: {
        "content-type": "application/json",
        "x-api-key": apiKey,
        authorization: await signToken(claims, apiSecret),
        "x-roster-actor": toHeader(name),
      },
    });
    return response.status;
  };
  expect(await add("a", serverClaims, "Zoë")).toBe(200);
  expect(await add("b", { user_id: "b" }, "Zoë")).toBe(200);
  expect(await add("c", serverClaims, "x".repeat(256))).toBe(400);
  const request = { appId: "main", deadlineMs: 60_000 };
  const actorOf = async (userId: string) => {
    const query = { userId, limit: 1, maxBytes: 1000 };
    return (await database.changes.history("main", query, request)).changes[0]?.actor;
  };
  expect(await actorOf("a")).toMatchObject({ kind: "apiKey", id: apiKey, onBehalfOf: "Zoë" });
  expect(await actorOf("b")).toEqual({ kind: "user", id: "b" });
});
