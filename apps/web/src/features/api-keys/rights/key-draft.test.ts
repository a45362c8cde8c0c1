import type { ApiKey } from "@roster/contract";
import { expect, test } from "vitest";
import { draftOf, newDraft, readDraft } from "./key-draft";

const now = new Date("2026-11-30T12:00:00Z");

const apiKey: ApiKey = {
  key: "key",
  name: "Web",
  scopes: ["users:read"],
  expiresAt: "2026-11-29T12:00:30.000000Z",
  ratePerMinute: 60,
  allowFrom: ["203.0.113.0/24", "::1"],
  createdAt: "2026-11-01T12:00:00.000000Z",
  revokedAt: null,
  lastUsedAt: null,
  previousSecretUntil: null,
};

test("a new key has every field, and an end counted from now", () => {
  const draft = {
    ...newDraft,
    name: "Web",
    expiry: "30",
    allowFrom: "203.0.113.0/24,\n ::1\n",
  } as const;
  expect(readDraft(draft, { now })).toEqual({
    changes: {
      name: "Web",
      scopes: newDraft.scopes,
      expiresAt: "2026-12-30T12:00:00.000000Z",
      ratePerMinute: null,
      allowFrom: ["203.0.113.0/24", "::1"],
    },
    errors: {},
  });
});

test("only changed fields are sent, so that an expired key can be renamed", () => {
  const before = draftOf(apiKey);
  expect(readDraft({ ...before, name: "API" }, { before, now }).changes).toEqual({ name: "API" });
  const unlimited = { ...before, expiry: "never", rate: " ", allowFrom: "" } as const;
  expect(readDraft(unlimited, { before, now }).changes).toEqual({
    expiresAt: null,
    ratePerMinute: null,
    allowFrom: null,
  });
});

test("reports fields that cannot be read", () => {
  const draft = { ...newDraft, scopes: [], expiry: "time", rate: "1.5" } as const;
  expect(Object.keys(readDraft(draft, { now }).errors)).toEqual([
    "scopes",
    "expiresAt",
    "ratePerMinute",
  ]);
});
