import { legacyScopes, ScopeSchema } from "@roster/contract";
import { expect, test } from "vitest";
import { presetOf, presets, scopeGroups, summarizeScopes } from "./scopes";

test("the form offers each scope once", () => {
  expect(scopeGroups.flatMap(({ scopes }) => scopes).toSorted()).toEqual(
    ScopeSchema.options.toSorted(),
  );
});

test("a preset is recognised by its scopes in any order", () => {
  expect(presetOf(presets.backend.toReversed())).toBe("backend");
  expect(presetOf(presets.backend.slice(1))).toBeUndefined();
});

test("scopes are summarized by what is shorter", () => {
  expect(summarizeScopes(ScopeSchema.options)).toBe("Everything");
  expect(summarizeScopes(legacyScopes)).toBe(
    "Everything except: read the audit log; manage API keys",
  );
  expect(summarizeScopes(["users:read", "stats:read"])).toBe(
    "Read users and their history; read statistics",
  );
});
