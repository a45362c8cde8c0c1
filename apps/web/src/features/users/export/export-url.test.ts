import { expect, test } from "vitest";
import { parseView } from "../view/users-view";
import { exportUrl, parseExportUrl } from "./export-url";

test("an export URL contains the query and the order, but not the page or the open user", () => {
  const seen =
    "search=ada&filter=data.n+%3D+1&status=banned&sort=-id&size=25&page=3&cursor=c&user=ada";
  const address = exportUrl("shop", parseView(new URLSearchParams(seen)), {
    format: "csv",
    isCompressed: true,
  });
  expect(address).toBe(
    "/api/apps/shop/users-file?search=ada&filter=data.n+%3D+1&status=banned&sort=-id&format=csv&gzip=1",
  );
  expect(parseExportUrl(new URL(address, "http://localhost").searchParams)).toEqual({
    view: parseView(new URLSearchParams("search=ada&filter=data.n+%3D+1&status=banned&sort=-id")),
    format: "csv",
    isCompressed: true,
  });
});
