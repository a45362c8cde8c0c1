import { expect, test } from "vitest";
import { router } from "../router.js";
import { usageKindOf } from "./usage-kind.js";

test("every procedure on users counts as the kind of its verb, and all other procedures as others", () => {
  for (const path of Object.keys(router._def.procedures)) {
    expect([path, usageKindOf(path) !== "others"]).toEqual([path, path.startsWith("users.")]);
  }
  expect(usageKindOf("users.addMany")).toBe("adds");
  expect(usageKindOf("users.list")).toBe("reads");
  expect(usageKindOf("users.patch")).toBe("updates");
  expect(usageKindOf("users.remove")).toBe("removals");
});
