import { z } from "zod";

/**
 * What an administrator may do in an app. Each role includes those before it. `viewer`: see everything except secrets.
 * `editor`: change users, schemas, indexes, keys and settings. `owner`: also add and remove apps and administrators.
 */
export const AdminRole = z.enum(["viewer", "editor", "owner"]);
export type AdminRole = z.infer<typeof AdminRole>;

/** Whether an administrator with the role `actual` may do what requires `required`. */
export function includesRole(actual: AdminRole, required: AdminRole): boolean {
  return AdminRole.options.indexOf(actual) >= AdminRole.options.indexOf(required);
}
