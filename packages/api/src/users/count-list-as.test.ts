import { parseWhere } from "@roster/contract";
import { expect, test } from "vitest";
import { SCAN_CALLS } from "../rate-limit/rate-limiter.js";
import { openTestApi } from "../testing.js";
import { countListAs } from "./count-list-as.js";

test("a list counts as a scan if it has conditions", async () => {
  await using api = await openTestApi("sqlite");
  const sort = [{ path: ["id"], direction: "asc" }] as const;
  const countFor = (where: object) => {
    const { filter } = parseWhere(where);
    return countListAs(api.database, "main", { filter, sort, count: undefined });
  };
  expect(await countFor({})).toBe(1);
  expect(await countFor({ id: "a" })).toBe(SCAN_CALLS);
});
