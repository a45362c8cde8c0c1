import { z } from "zod";

const scopes = [
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
] as const;

/** What an API key allows. Every procedure that API keys can call requires one (docs/api-keys.md). */
export type Scope = (typeof scopes)[number];

/** Has another name than its type, which would otherwise bring zod into the client's declarations. */
export const ScopeSchema = z.enum(scopes);

/** What API keys from before there were scopes allow. */
export const legacyScopes: readonly Scope[] = ScopeSchema.options.filter(
  (scope) => scope !== "keys:write" && scope !== "audit:read",
);
