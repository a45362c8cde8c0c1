import { describe, expect, test } from "vitest";
import { FIRST_APP_ID } from "../bootstrap.js";
import { backends, openTestApi, rejectionOf, userActor } from "../testing.js";

describe.each(backends)("the token of a removed user on %s", (backend) => {
  test("cannot add the user again; one that is issued later can", async () => {
    await using api = await openTestApi(backend, { clock: () => 1_000_000_000n });
    const as = (issuedAt?: number) => api.as(userActor(FIRST_APP_ID, "a", issuedAt)).users;
    await as().add({ id: "a" });
    await api.server.users.remove({ id: "a" });
    for (const users of [as(), as(999)]) {
      for (const adding of [
        () => users.add({ id: "a", getOrCreate: true }),
        () => users.addMany({ users: [{ id: "a" }] }),
        () => users.import({ users: [{ id: "a" }] }),
      ]) {
        expect(await rejectionOf(adding())).toMatchObject({ code: "UNAUTHENTICATED" });
      }
    }
    expect((await as(1000).add({ id: "a" })).created).toBe(true);
    expect((await as(999).add({ id: "a", getOrCreate: true })).created).toBe(false);
    await api.server.users.remove({ id: "a", eraseId: true });
    expect(await rejectionOf(as().add({ id: "a" }))).toMatchObject({ code: "UNAUTHENTICATED" });
  });
});
