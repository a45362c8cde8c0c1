import { AppError } from "@roster/contract";
import type { Database } from "@roster/db";
import { adminNotFound } from "./to-admin.js";

/** Why the store did not change an administrator. */
export async function lastOwner({ admins }: Database, id: string): Promise<AppError> {
  if (!(await admins.get(id))) return adminNotFound(id);
  const message =
    "This is the last owner of all apps who can sign in; make someone else an owner first";
  return new AppError("CONFLICT", message, { details: { id } });
}
