import { z } from "zod";

/** What an API key allows. Every procedure that API keys can call requires one (docs/api-keys.md). */
export const Scope = z.enum([
  "users:read",
  /** Includes lifecycle calls, such as banning a user. */
  "users:write",
  "users:remove",
  "tokens:create",
  "schema:write",
  "indexes:write",
  "stats:read",
  "events:read",
  "webhooks:write",
  "audit:read",
  /** Managing API keys; a key can grant only scopes that it has. */
  "keys:write",
]);
export type Scope = z.infer<typeof Scope>;

/** What API keys from before there were scopes allow. */
export const legacyScopes: readonly Scope[] = Scope.options.filter(
  (scope) => scope !== "keys:write" && scope !== "audit:read",
);
