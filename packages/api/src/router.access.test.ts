import { readFileSync } from "node:fs";
import { type AdminRole, type Scope, ScopeSchema } from "@roster/contract";
import { callTRPCProcedure } from "@trpc/server";
import { expect, test } from "vitest";
import type { Action, Actor } from "./auth/actor.js";
import { router } from "./router.js";
import { adminActor, openTestApi, serverActor, type TestApi, userActor } from "./testing.js";
import { toAppError } from "./trpc/error-mapping.js";
import { proceduresByPath } from "./trpc/procedures-by-path.js";

type CallerName = Scope | "user" | AdminRole;

/**
 * Who may call each procedure: server tokens of a key with this scope, user tokens of a key with this scope, and
 * administrators with these roles. Nobody else may.
 */
const table: Readonly<Record<string, readonly CallerName[]>> = {
  "users.add": ["users:write", "user", "editor", "owner"],
  "users.addMany": ["users:write", "user", "editor", "owner"],
  "users.get": ["users:read", "user", "viewer", "editor", "owner"],
  "users.getMany": ["users:read", "user", "viewer", "editor", "owner"],
  "users.import": ["users:write", "user", "editor", "owner"],
  "users.update": ["users:write", "user", "editor", "owner"],
  "users.patch": ["users:write", "user", "editor", "owner"],
  "users.patchMany": ["users:write", "user", "editor", "owner"],
  "users.remove": ["users:remove", "user", "editor", "owner"],
  "users.removeMany": ["users:remove", "user", "editor", "owner"],
  "users.deactivate": ["users:write", "editor", "owner"],
  "users.deactivateMany": ["users:write", "editor", "owner"],
  "users.reactivate": ["users:write", "editor", "owner"],
  "users.reactivateMany": ["users:write", "editor", "owner"],
  "users.ban": ["users:write", "editor", "owner"],
  "users.banMany": ["users:write", "editor", "owner"],
  "users.unban": ["users:write", "editor", "owner"],
  "users.unbanMany": ["users:write", "editor", "owner"],
  "users.revokeTokens": ["users:write", "editor", "owner"],
  "users.revokeTokensMany": ["users:write", "editor", "owner"],
  "users.restore": ["users:write", "editor", "owner"],
  "users.restoreMany": ["users:write", "editor", "owner"],
  "users.list": ["users:read", "user", "viewer", "editor", "owner"],
  "users.history": ["users:read", "viewer", "editor", "owner"],
  "users.revert": ["users:write", "editor", "owner"],
  "users.revertMany": ["users:write", "editor", "owner"],
  "users.export": ["users:read", "viewer", "editor", "owner"],
  "audit.list": ["audit:read", "viewer", "editor", "owner"],
  "indexes.add": ["indexes:write", "editor", "owner"],
  "indexes.list": ["users:read", "viewer", "editor", "owner"],
  "indexes.remove": ["indexes:write", "editor", "owner"],
  "apps.add": ["owner"],
  "apps.list": ["viewer", "editor", "owner"],
  "apps.rename": ["editor", "owner"],
  "apps.remove": ["owner"],
  "apps.setDataSchema": ["schema:write", "editor", "owner"],
  "apps.getDataSchema": ["users:read", "user", "viewer", "editor", "owner"],
  "apps.listDataSchemas": ["users:read", "user", "viewer", "editor", "owner"],
  "apps.checkDataSchema": ["schema:write", "editor", "owner"],
  "apps.removeDataSchema": ["schema:write", "editor", "owner"],
  "apps.setHistory": ["editor", "owner"],
  "apps.setUserReads": ["editor", "owner"],
  "stats.usage": ["stats:read", "viewer", "editor", "owner"],
  "stats.users": ["stats:read", "viewer", "editor", "owner"],
  "stats.history": ["stats:read", "viewer", "editor", "owner"],
  "apiKeys.add": ["keys:write", "editor", "owner"],
  "apiKeys.list": ["keys:write", "viewer", "editor", "owner"],
  "apiKeys.update": ["keys:write", "editor", "owner"],
  "apiKeys.rotate": ["keys:write", "editor", "owner"],
  "apiKeys.revoke": ["keys:write", "editor", "owner"],
  "tokens.create": ["tokens:create", "editor", "owner"],
  "admins.list": ["owner"],
  "admins.invite": ["owner"],
  "admins.renewInvitation": ["owner"],
  "admins.update": ["owner"],
  "admins.remove": ["owner"],
  "account.get": ["viewer", "editor", "owner"],
  "account.update": ["viewer", "editor", "owner"],
  "account.listSessions": ["viewer", "editor", "owner"],
  "account.endSession": ["viewer", "editor", "owner"],
  "account.endAllSessions": ["viewer", "editor", "owner"],
  "account.changePassword": ["viewer", "editor", "owner"],
  "account.security": ["viewer", "editor", "owner"],
  "account.beginPasskey": ["viewer", "editor", "owner"],
  "account.addPasskey": ["viewer", "editor", "owner"],
  "account.removePasskey": ["viewer", "editor", "owner"],
  "account.beginTotp": ["viewer", "editor", "owner"],
  "account.enableTotp": ["viewer", "editor", "owner"],
  "account.removeTotp": ["viewer", "editor", "owner"],
  "account.createRecoveryCodes": ["viewer", "editor", "owner"],
};

const serverWith = (...scopes: Scope[]): Actor => ({
  ...serverActor("main"),
  scopes: new Set(scopes),
});
const userWith = (...scopes: Scope[]): Actor => ({
  ...userActor("main", "ada"),
  scopes: new Set(scopes),
});
const adminWith = (role: AdminRole): Actor => ({
  ...adminActor("main"),
  role,
  sessionId: "s",
});

const without = (scope: Scope) => ScopeSchema.options.filter((other) => other !== scope);

/** Undefined if the caller may make the call, whatever comes of it without an input. */
async function rejectionFor({ api }: TestApi, path: string, actor: Actor) {
  const type = proceduresByPath(router)[path]?._def.type ?? "query";
  const options = { router, path, type, ctx: api.createContext({ actor }), signal: undefined };
  const call = callTRPCProcedure({ ...options, getRawInput: async () => undefined, batchIndex: 0 });
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => toAppError(thrown),
  );
  return error?.code === "FORBIDDEN" ? error : undefined;
}

test("every procedure has a row in the table, and every row a procedure", () => {
  expect(Object.keys(proceduresByPath(router)).toSorted()).toEqual(Object.keys(table).toSorted());
});

test("exactly the callers in the table may call a procedure", async () => {
  // Of other apps, user tokens cannot read the data schema.
  await using api = await openTestApi("sqlite", { userReads: "all" });
  const callers: Record<CallerName, Actor> = {
    ...scopeCallers(),
    user: userWith(...ScopeSchema.options),
    viewer: adminWith("viewer"),
    editor: adminWith("editor"),
    owner: adminWith("owner"),
  };
  for (const [path, allowed] of Object.entries(table)) {
    const found: string[] = [];
    for (const [name, actor] of Object.entries(callers)) {
      if (!(await rejectionFor(api, path, actor))) found.push(name);
    }
    expect([path, found.toSorted()]).toEqual([path, allowed.toSorted()]);
    expect(await rejectionFor(api, path, serverWith()), path).toBeDefined();
    expect(await rejectionFor(api, path, userWith()), path).toBeDefined();
  }
});

test("a call with every scope but the required one is rejected with its name", async () => {
  await using api = await openTestApi("sqlite", { userReads: "all" });
  for (const [path, allowed] of Object.entries(table)) {
    for (const missingScope of ScopeSchema.options.filter((scope) => allowed.includes(scope))) {
      const scopes = without(missingScope);
      const callers = allowed.includes("user") ? [serverWith, userWith] : [serverWith];
      for (const toCaller of callers) {
        const error = await rejectionFor(api, path, toCaller(...scopes));
        expect([path, error?.details]).toEqual([path, { missingScope }]);
        expect(error?.message).toContain(missingScope);
      }
    }
  }
});

test("the guide lists the procedures of each scope", () => {
  const guide = readFileSync(new URL("../../../docs/api-keys.md", import.meta.url), "utf8");
  for (const scope of ScopeSchema.options) {
    const [, action = "", listed = ""] =
      guide.match(new RegExp(`^\\| \`${scope}\` +\\| \`(\\w+)\` +\\| (.*?) *\\|$`, "m")) ?? [];
    const paths = [...listed.matchAll(/`([\w.]+)`/g)].map(([, path = ""]) => path);
    const expected = Object.keys(table).filter((path) => table[path]?.includes(scope));
    expect(new Set(paths), scope).toEqual(new Set(expected));
    expect(Object.entries(scopesByAction).find(([, scopes]) => scopes.includes(scope))?.[0]).toBe(
      action,
    );
  }
});

/** What the claim `action` of a server token allows, whatever its key does. */
const scopesByAction: Readonly<Record<Action, readonly Scope[]>> = {
  read: ["users:read", "stats:read", "events:read", "audit:read"],
  write: [
    "users:write",
    "tokens:create",
    "schema:write",
    "indexes:write",
    "webhooks:write",
    "keys:write",
  ],
  delete: ["users:remove"],
};

test.each(["read", "write", "delete"] as const)(
  "the action %s of a server token allows the calls of its scopes only",
  async (action) => {
    await using api = await openTestApi("sqlite");
    const actor: Actor = {
      ...serverActor("main"),
      scopes: new Set(ScopeSchema.options),
      actions: new Set([action]),
    };
    const scopes: readonly string[] = scopesByAction[action];
    for (const [path, allowed] of Object.entries(table)) {
      const isAllowed = allowed.some((name) => scopes.includes(name));
      const error = await rejectionFor(api, path, actor);
      expect([path, error === undefined]).toEqual([path, isAllowed]);
    }
  },
);

function scopeCallers(): Record<Scope, Actor> {
  const callers = ScopeSchema.options.map((scope) => [scope, serverWith(scope)] as const);
  return Object.fromEntries(callers) as Record<Scope, Actor>; // fromEntries forgets the keys
}
