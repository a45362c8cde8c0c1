import { describe, expect, test } from "vitest";
import { systemSource } from "../changes/change-source.js";
import { backends, openTestDatabase, testSource } from "../testing.js";
import { loggedChanges } from "../testing/logged-changes.js";
import { TrashPurge } from "./trash-purge.js";

const DAY = 86_400_000_000n;

describe.each(backends)("the purge of soft-deleted users on %s", (backend) => {
  test("removes those that are older than its days, and their data from the log", async () => {
    let now = 1000n * DAY;
    const clock = () => (now += 1n);
    await using database = await openTestDatabase(backend, { clock });
    await database.apps.addIfAbsent("app", "App");
    const users = database.users.by(testSource);
    const old = Array.from({ length: 501 }, (_, n) => `old${n}`);
    const ids = [...old, "restored", "recent", "stays"];
    await users.addMany({ appId: "app", users: ids.map((id) => ({ id, dataJson: '{"n":1}' })) });
    const change = (id: string, type: "user.deleted" | "user.restored") =>
      users.changeState({
        appId: "app",
        id,
        type,
        change: (state, at) => ({ ...state, deletedAt: type === "user.deleted" ? at : null }),
      });
    await Promise.all([...old, "restored"].map((id) => change(id, "user.deleted")));
    now += 2n * DAY;
    await change("recent", "user.deleted");

    const writer = database.users.by(systemSource);
    let steps = 0;
    const stop = new AbortController();
    const removeMany: typeof writer.removeMany = async (appId, removals) => {
      steps += 1;
      // Restored between the purge's read and its removal.
      if (removals.some(({ id }) => id === "restored")) await change("restored", "user.restored");
      stop.abort();
      return writer.removeMany(appId, removals);
    };
    const purge = new TrashPurge({ clock, scan: database.scan, users: { removeMany } }, 1);
    await purge.run(stop.signal);
    expect(steps).toBe(1); // it is being stopped
    await purge.run();
    expect(steps).toBe(2);
    const left = await database.users.getMany("app", ids);
    expect([...left.keys()].toSorted()).toEqual(["recent", "restored", "stays"]);

    const log = await loggedChanges(database.url);
    const ofOld = log.filter(({ userId }) => userId === "old7");
    expect(ofOld.map(({ type, data, details, actorId }) => [type, data, details, actorId])).toEqual(
      [
        ["user.created", null, null, "test-key"],
        ["user.deleted", null, null, "test-key"],
        ["user.deleted", null, '{"mode":"hard"}', "system"],
      ],
    );
  });
});
