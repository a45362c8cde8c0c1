import {
  AddManyUsersInput,
  AddManyUsersResult,
  type AddUserOutcome,
  AppError,
} from "@roster/contract";
import { sourceOf } from "../changes/source-of.js";
import { procedureFor } from "../trpc/procedure.js";
import { findDeleted, isTaken } from "./find-deleted.js";
import { holdUsers } from "./hold-users.js";
import { isValid, requireAllValid, toInvalidOutcome, validateNewUsers } from "./new-users.js";
import { userExists } from "./user-errors.js";

/**
 * Adds many users in one statement: each whose id is free, or, with `atomic`, all or none. With `update`,
 * existing users get the new data.
 */
export const addMany = procedureFor({ scope: "users:write", role: "editor", endUsers: true })
  .input(AddManyUsersInput)
  .output(AddManyUsersResult)
  .mutation(async ({ ctx, input }) => {
    const { atomic = false, update = false } = input;
    ctx.services.responseMemory.assertRoom(ctx.actor);
    const { checked, ...call } = await validateNewUsers(ctx, "users.addMany", input);
    const users = atomic ? requireAllValid(checked) : checked.filter(isValid);
    const outcomes =
      users.length === 0
        ? []
        : await ctx.services.database.users
            .by(sourceOf(ctx))
            .addMany({ ...call, users, atomic, update });
    const visible = holdUsers(
      ctx,
      outcomes.flatMap((one) => (one.status === "conflict" ? [] : one.user)),
    ).values();
    const taken = users.filter((_, index) => isTaken(outcomes[index]));
    const deleted = await findDeleted(ctx, taken);
    const written = users.map(({ id }, index): AddUserOutcome => {
      const outcome = outcomes[index];
      const user = outcome?.status === "conflict" ? undefined : visible.next().value;
      if (outcome && outcome.status !== "conflict" && user) return { ...outcome, user };
      const deletedAt = isTaken(outcome) ? deleted.get(id) : undefined;
      const path = outcome?.status === "conflict" ? outcome.path : undefined;
      return {
        status: "conflict",
        id,
        ...(path && { path: [...path] }),
        ...(deletedAt && { deletedAt }),
      };
    });
    if (atomic) assertNoConflict(written);
    const next = written.values();
    return {
      results: checked.flatMap((user) =>
        isValid(user) ? (next.next().value ?? []) : toInvalidOutcome(user),
      ),
    };
  });

/** @throws AppError CONFLICT with the ids that exist. */
function assertNoConflict(outcomes: readonly AddUserOutcome[]): void {
  const ids = [...new Set(outcomes.flatMap((one) => (one.status === "conflict" ? one.id : [])))];
  const [id] = ids;
  if (id === undefined) return;
  const deletedAt = outcomes.flatMap((one) =>
    one.status === "conflict" && one.id === id ? (one.deletedAt ?? []) : [],
  )[0];
  if (deletedAt !== undefined) throw userExists(id, deletedAt);
  const more = ids.length > 1 ? ` (and ${ids.length - 1} more of these users)` : "";
  throw new AppError("CONFLICT", `User ${id} already exists${more}; no user was added`, {
    details: { id, ids },
  });
}
