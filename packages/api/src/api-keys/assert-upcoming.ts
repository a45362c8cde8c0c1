import { invalid } from "@roster/contract";
import { fromTimestamp } from "@roster/db";
import type { Context } from "../trpc/context.js";
import { nowOf } from "../trpc/now-of.js";

/** A key does not start as expired. @throws AppError INVALID */
export function assertUpcoming(
  context: Pick<Context, "services">,
  { expiresAt }: { readonly expiresAt?: string | null | undefined },
): void {
  if (!expiresAt || fromTimestamp(expiresAt) > nowOf(context)) return;
  throw invalid([{ path: ["expiresAt"], message: "must be in the future" }]);
}
