import { createClient } from "@roster/client";
import { errors, User, UserPage } from "@roster/contract";
import { describe, expect, test as plainTest } from "vitest";
import { openServer, type TestServer, test as base } from "../testing.js";

const COUNT = 1203;

/** Users u0000, u0001, … in the order in which they were added. */
const test = base.override("server", { scope: "file" }, async ({}, { onCleanup }) => {
  const server = await openServer();
  onCleanup(() => server[Symbol.asyncDispose]());
  await addUsers(server);
  return server;
});

async function addUsers(server: TestServer): Promise<void> {
  const { users } = createClient(server);
  for (let at = 0; at < COUNT; at += 1) {
    const id = `u${String(at).padStart(4, "0")}`;
    if (at % 100 === 99) await users.add(id, { n: at });
    else void users.add(id, { n: at });
  }
}
