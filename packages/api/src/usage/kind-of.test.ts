import { expect, test } from "vitest";
import { router } from "../router.js";
import { kindOf } from "./kind-of.js";

test("every procedure on users counts by what it does to them, and no other does", () => {
  for (const path of Object.keys(router._def.procedures)) {
    expect([path, kindOf(path) !== "others"]).toEqual([path, path.startsWith("users.")]);
  }
  expect(kindOf("users.addMany")).toBe("adds");
  expect(kindOf("users.list")).toBe("reads");
  expect(kindOf("users.patch")).toBe("updates");
  expect(kindOf("users.remove")).toBe("removals");
});
