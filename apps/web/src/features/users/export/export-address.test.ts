import { expect, test } from "vitest";
import { readView } from "../list/view";
import { exportAddress, readExportAddress } from "./export-address";

test("a file's address says whom the view finds and in which order, and not what is in sight of it", () => {
  const seen = "search=ada&filter=data.n+%3D+1&sort=-id&size=25&page=3&cursor=c&user=ada";
  const address = exportAddress("shop", readView(new URLSearchParams(seen)), {
    format: "csv",
    isPacked: true,
  });
  expect(address).toBe(
    "/api/apps/shop/users-file?search=ada&filter=data.n+%3D+1&sort=-id&format=csv&gzip=1",
  );
  expect(readExportAddress(new URL(address, "http://localhost").searchParams)).toEqual({
    view: readView(new URLSearchParams("search=ada&filter=data.n+%3D+1&sort=-id")),
    format: "csv",
    isPacked: true,
  });
});
