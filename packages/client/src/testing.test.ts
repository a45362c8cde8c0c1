import { expect, test, vi } from "vitest";
import { z } from "zod";
import { createClient, isRosterError } from "./index.js";
import { createTestRoster } from "./testing.js";

const UserData = z.object({ name: z.string(), plan: z.enum(["free", "paid"]).default("free") });

test("a complete Roster handles every call, in memory and without network", async () => {
  const network = vi.spyOn(globalThis, "fetch");
  await using roster = await createTestRoster({ data: UserData });
  const { user } = await roster.users.add("ada", { name: "Ada" });
  expect(user.data).toEqual({ name: "Ada", plan: "free" });
  const again = await roster.users.add("ada", { name: "Ada" }).catch((error: unknown) => error);
  expect(isRosterError(again, "CONFLICT")).toBe(true);
  const { results } = await roster.users.addMany([{ id: "bob", data: { name: "Bob" } }]);
  expect(results).toMatchObject([{ status: "created" }]);
  await roster.users.patch("bob", { set: { plan: "paid" } });
  const { users } = await roster.users.list({ where: { "data.plan": "paid" }, count: "exact" });
  expect(users.map(({ id }) => id)).toEqual(["bob"]);
  await Promise.all([roster.users.get("ada"), roster.users.remove("bob")]);
  expect((await roster.users.getMany(["ada", "bob"])).missing).toEqual(["bob"]);
  expect(network).not.toHaveBeenCalled();
  network.mockRestore();
});

test("a user's client can read all users but change only its own", async () => {
  await using roster = await createTestRoster({ userReads: "byId", publicFields: ["data.name"] });
  await roster.users.add("ada");
  await roster.users.add("bob", { name: "Bob", secret: 1 });
  const ada = await roster.asUser("ada");
  expect((await ada.users.get("bob")).data).toEqual({ name: "Bob" });
  expect((await ada.users.update("ada", { name: "Ada" })).version).toBe(2);
  const rejected = await ada.users.update("bob", {}).catch((error: unknown) => error);
  expect(isRosterError(rejected, "FORBIDDEN")).toBe(true);
});

test("code that creates its own client connects with the options", async () => {
  await using roster = await createTestRoster();
  await createClient(roster.options).users.add("ada");
  expect((await roster.users.get("ada")).id).toBe("ada");
});

test("instances are independent, and a closed one is unavailable", async () => {
  await using one = await createTestRoster();
  const other = await createTestRoster();
  await one.users.add("ada");
  await other.users.add("ada");
  expect((await other.users.list()).users).toHaveLength(1);
  await other.close();
  await other.close();
  const closed = createClient({ ...other.options, retries: 0 });
  const rejected = await closed.users.get("ada").catch((error: unknown) => error);
  expect(isRosterError(rejected, "UNAVAILABLE")).toBe(true);
  expect((await one.users.get("ada")).id).toBe("ada");
});
