import { expect, test } from "vitest";
import { auditPath, parseAuditView, toAuditInput } from "./audit-view";

const viewOf = (query: string) => parseAuditView(new URLSearchParams(query));

test("a view and its URL convert to each other, and defaults are omitted", () => {
  expect(auditPath(viewOf("user=%20&actor="))).toBe("/audit");
  const full =
    "user=ada&actor=admin&type=user.updated&type=app.added" +
    "&from=2026-11-23T09%3A30%3A00.000001Z&to=2026-11-24T00%3A00%3A00.000000Z&cursor=abc";
  expect(auditPath(viewOf(full))).toBe(`/audit?${full}`);
  expect(toAuditInput(viewOf(full))).toEqual({
    userId: "ada",
    actor: "admin",
    types: ["user.updated", "app.added"],
    from: "2026-11-23T09:30:00.000001Z",
    to: "2026-11-24T00:00:00.000000Z",
    cursor: "abc",
    limit: 25,
  });
  expect(toAuditInput(viewOf(""))).toEqual({ limit: 25 });
});

test("invalid URL parameters are ignored", () => {
  expect(auditPath(viewOf("type=nothing&from=yesterday&to=&cursor="))).toBe("/audit");
});
