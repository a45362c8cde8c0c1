import type { User } from "@roster/contract";
import type { Context } from "../trpc/context.js";

/** Counts the data of users that a call returns as held in memory. */
export function holdUsers(
  { hold }: Pick<Context, "hold">,
  users: readonly Partial<Pick<User, "data">>[],
) {
  hold?.(users.reduce((sum, { data }) => sum + (data?.text.length ?? 0), 0));
}
