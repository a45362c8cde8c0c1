import { expect, test } from "vitest";
import { detailTexts } from "./detail-texts";

test("a detail is named, what it was before too, and an unknown one keeps its name", () => {
  expect(detailTexts.nameOf("scopes")).toBe("Permissions");
  expect(detailTexts.nameOf("scopesBefore")).toBe("Permissions before");
  expect(detailTexts.nameOf("other")).toBe("other");
  expect(detailTexts.nameOf("otherBefore")).toBe("other before");
});
