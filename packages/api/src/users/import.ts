import { ImportUsersInput, ImportUsersResult } from "@roster/contract";
import type { ImportOutcome, NewUser } from "@roster/db";
import { procedure } from "../trpc/procedure.js";
import { validateNewUsers, isValid, type InvalidUser, toInvalidOutcome } from "./new-users.js";
import { rejectKeyReuse } from "./idempotency/idempotent-call.js";

type RejectedUser = ImportUsersResult["refused"][number];

/** Like addMany, for files: returns an outcome for each user, without the users. */
export const importUsers = procedure
  .input(ImportUsersInput)
  .output(ImportUsersResult)
  .mutation(async ({ ctx, input }) => {
    const { update = false } = input;
    const { checked, database, appId, idempotency } = await validateNewUsers(
      ctx,
      "users.import",
      input,
    );
    const users = checked.filter(isValid);
    const [first] = users;
    const result = first
      ? await database.userImports.import({ appId, users, update, idempotency })
      : [];
    const imported = rejectKeyReuse(result, idempotency, first?.id).values();
    const refused: RejectedUser[] = [];
    const letters = checked.map((user, index) => {
      const one = isValid(user) ? imported.next().value : undefined;
      const reason = rejectionOf(user, one);
      if (reason) refused.push({ ...reason, index });
      if (reason) return "r";
      if (one && "inserted" in one && one.inserted) return "c";
      return update ? "u" : "e";
    });
    return { outcomes: letters.join(""), refused };
  });

function rejectionOf(user: NewUser | InvalidUser, imported: ImportOutcome | undefined) {
  if (!isValid(user)) return { status: "invalid" as const, issues: toInvalidOutcome(user).issues };
  const conflict = { status: "conflict" as const, issues: [] };
  if (!imported) return conflict;
  if ("path" in imported) return { ...conflict, path: [...imported.path] };
  return imported.inserted || imported.stored || user.getOrCreate ? undefined : conflict;
}
