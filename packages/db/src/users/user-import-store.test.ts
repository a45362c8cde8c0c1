import { trustedJsonText } from "@roster/contract/json";
import { describe, expect, test } from "vitest";
import { backends, openTestDatabase } from "../testing.js";

const toUsers = (ids: string) =>
  Array.from(ids, (id) => ({ id, data: trustedJsonText("{}"), dataJson: "{}", getOrCreate: true }));

describe.each(backends)("an import on %s", (backend) => {
  test("reports for each user whether it existed: all, some or none, from the first call on", async () => {
    await using database = await openTestDatabase(backend);
    const inserted = async (ids: string) => {
      const call = { appId: "app", users: toUsers(ids), update: false, idempotency: undefined };
      const results = await database.userImports.import(call);
      if ("isIdempotencyConflict" in results) throw new Error("it has no key");
      return results.map((one) => ("inserted" in one && one.inserted ? 1 : 0)).join("");
    };
    for (const id of "cab") await database.users.insertOrFind("app", id, "{}");
    expect(await inserted("abc")).toBe("000");
    expect(await inserted("acdbeafd")).toBe("00101010");
    expect(await inserted("xzy")).toBe("111");
    expect(await inserted("zebra")).toBe("00010");
    expect(await inserted("xyz")).toBe("000");
    await database.users.remove("app", "z");
    expect(await inserted("zy")).toBe("10");
  });
});
