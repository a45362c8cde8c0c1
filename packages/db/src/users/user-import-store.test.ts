import { describe, expect, test } from "vitest";
import { backends, openTestDatabase, testSource } from "../testing.js";

const toUsers = (ids: string) =>
  Array.from(ids, (id) => ({ id, dataJson: "{}", getOrCreate: true }));

describe.each(backends)("an import on %s", (backend) => {
  test("reports for each user whether it existed: all, some or none, from the first call on", async () => {
    await using database = await openTestDatabase(backend);
    const created = async (ids: string) => {
      const outcomes = await database.users
        .by(testSource)
        .import({ appId: "app", users: toUsers(ids) });
      return outcomes.map(({ status }) => (status === "created" ? 1 : 0)).join("");
    };
    for (const id of "cab") await database.users.by(testSource).add("app", { id, dataJson: "{}" });
    expect(await created("abc")).toBe("000");
    expect(await created("acdbeafd")).toBe("00101010");
    expect(await created("xzy")).toBe("111");
    expect(await created("zebra")).toBe("00010");
    expect(await created("xyz")).toBe("000");
    await database.users.by(testSource).remove({ appId: "app", id: "z" });
    expect(await created("zy")).toBe("10");
  });
});
