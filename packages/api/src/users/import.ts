import { ImportUsersInput, ImportUsersResult } from "@roster/contract";
import type { BatchOutcome, NewUser } from "@roster/db";
import { sourceOf } from "../changes/source-of.js";
import { procedure } from "../trpc/procedure.js";
import { type InvalidUser, isValid, toInvalidOutcome, validateNewUsers } from "./new-users.js";

type RejectedUser = ImportUsersResult["refused"][number];

const letters = { created: "c", existing: "e", updated: "u", conflict: "r" } as const;

/** Like addMany, for files: returns an outcome for each user, without the users. */
export const importUsers = procedure
  .input(ImportUsersInput)
  .output(ImportUsersResult)
  .mutation(async ({ ctx, input }) => {
    const { update = false } = input;
    const { checked, ...call } = await validateNewUsers(ctx, "users.import", input);
    const users = checked.filter(isValid);
    const store = ctx.services.database.users.by(sourceOf(ctx));
    const written = users.length === 0 ? [] : await store.import({ ...call, users, update });
    const next = written.values();
    const refused: RejectedUser[] = [];
    const outcomes = checked.map((user, index) => {
      const outcome = isValid(user) ? next.next().value : undefined;
      if (outcome && outcome.status !== "conflict") return letters[outcome.status];
      refused.push({ ...rejectionOf(user, outcome), index });
      return letters.conflict;
    });
    return { outcomes: outcomes.join(""), refused };
  });

function rejectionOf(user: NewUser | InvalidUser, outcome: BatchOutcome | undefined) {
  if (!isValid(user)) return { status: "invalid" as const, issues: toInvalidOutcome(user).issues };
  const path = outcome?.status === "conflict" ? outcome.path : undefined;
  return { status: "conflict" as const, issues: [], ...(path && { path: [...path] }) };
}
