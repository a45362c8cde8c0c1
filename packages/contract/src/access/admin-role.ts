import { z } from "zod";

/**
 * What an administrator may do in an app. Each role includes those before it. `viewer`: see everything except secrets.
 * `editor`: change users, schemas, indexes, keys and settings. `owner`: also add and remove apps and administrators.
 */
export type AdminRole = "viewer" | "editor" | "owner";

/** Has another name than its type, which would otherwise bring zod into the client's declarations. */
export const AdminRoleSchema = z.enum(["viewer", "editor", "owner"]);

/** Whether an administrator with the role `actual` may do what requires `required`. */
export function includesRole(actual: AdminRole, required: AdminRole): boolean {
  const { options } = AdminRoleSchema;
  return options.indexOf(actual) >= options.indexOf(required);
}
