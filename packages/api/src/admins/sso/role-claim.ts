import { type AdminRole, AdminRoleSchema } from "@roster/contract";
import { SsoError } from "./sso-error.js";

/**
 * The highest role that a claim names, such as `owner`, or `["editor"]`; undefined without the setting. The claim is
 * called exactly so, or is found at a path such as `realm_access.roles`.
 *
 * @throws SsoError if the claim names no role.
 */
export function roleOf(
  claims: Readonly<Record<string, unknown>>,
  roleClaim: string | undefined,
): AdminRole | undefined {
  if (roleClaim === undefined) return undefined;
  const claim = claims[roleClaim] ?? roleClaim.split(".").reduce(property, claims);
  const named = new Set<unknown>(Array.isArray(claim) ? claim : [claim]);
  const role = AdminRoleSchema.options.findLast((option) => named.has(option));
  if (role !== undefined) return role;
  throw new SsoError("noRole", `The claim ${roleClaim} names no role`);
}

function property(value: unknown, key: string): unknown {
  const isObject = typeof value === "object" && value !== null;
  return isObject ? new Map<string, unknown>(Object.entries(value)).get(key) : undefined;
}
