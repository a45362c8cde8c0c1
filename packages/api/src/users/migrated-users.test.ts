import { describe, expect, test } from "vitest";
import { FIRST_APP_ID } from "../bootstrap.js";
import { backends, openTestApi, rejectionOf, userActor } from "../testing.js";

describe.each(backends)("a migrated user on %s", (backend) => {
  const createdAt = "2019-05-01T08:00:00.000001Z";
  const updatedAt = "2020-02-29T23:59:59.999999Z";

  test.each([{}, { atomic: true }, { idempotencyKey: "k" }, { idempotencyKey: "k", atomic: true }])(
    "keeps its times, with %j",
    async (options) => {
      await using api = await openTestApi(backend);
      const { users } = api.server;
      const sent = [{ id: "a", createdAt, updatedAt }, { id: "b", createdAt }, { id: "c" }];
      const before = new Date().toISOString();
      const { results } = await users.addMany({ users: sent, ...options });
      const answered = results.map((result) => ("user" in result ? result.user : undefined));
      expect(answered).toMatchObject([
        { id: "a", version: 1, createdAt, updatedAt },
        { id: "b", version: 1, createdAt, updatedAt: createdAt },
        { id: "c", version: 1 },
      ]);
      expect((answered[2]?.createdAt ?? "") > before.slice(0, -1)).toBe(true);
      const { users: stored } = await users.getMany({ ids: ["a", "b", "c"] });
      expect(stored).toEqual(answered);
      const { updatedAt: changed } = await users.update({ id: "b", data: { n: 1 } });
      expect(changed > before.slice(0, -1)).toBe(true);
    },
  );

  test("is invalid if its times are impossible", async () => {
    await using api = await openTestApi(backend);
    const bad = [
      { createdAt: updatedAt, updatedAt: createdAt },
      { updatedAt },
      { createdAt: "2019-05-01T08:00:00Z" },
      { createdAt: "1969-12-31T23:59:59.999999Z" },
      { createdAt: "2200-01-01T00:00:00.000000Z" },
      { createdAt: "2019-02-30T08:00:00.000000Z" },
    ];
    const sent = bad.map((times, index) => ({ id: `u${index}`, ...times }));
    const { results } = await api.server.users.addMany({ users: sent });
    expect(results.map(({ status }) => status)).toEqual(bad.map(() => "invalid"));
  });

  test("is added by a backend: a user token cannot set times", async () => {
    await using api = await openTestApi(backend);
    const self = api.as(userActor(FIRST_APP_ID, "a"));
    const rejection = await rejectionOf(self.users.addMany({ users: [{ id: "a", createdAt }] }));
    expect(rejection.code).toBe("FORBIDDEN");
  });
});
