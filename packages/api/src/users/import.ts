import { ImportUsersInput, ImportUsersResult } from "@roster/contract";
import type { Imported, NewUser } from "@roster/db";
import { procedure } from "../trpc/procedure.js";
import { checkNewUsers, isGood, type Rejected, toInvalid } from "./new-users.js";
import { orKeyTaken } from "./once.js";

type Refused = ImportUsersResult["refused"][number];

/** As addMany, for files: it says what came of each user, and does not send the users back. */
export const importUsers = procedure
  .input(ImportUsersInput)
  .output(ImportUsersResult)
  .mutation(async ({ ctx, input }) => {
    const { update = false } = input;
    const { checked, database, appId, once } = await checkNewUsers(ctx, "users.import", input);
    const users = checked.filter(isGood);
    const [first] = users;
    const result = first ? await database.userImports.import({ appId, users, update, once }) : [];
    const imported = orKeyTaken(result, { key: once?.name ?? "", id: first?.id ?? "" }).values();
    const refused: Refused[] = [];
    const letters = checked.map((user, index) => {
      const one = isGood(user) ? imported.next().value : undefined;
      const reason = refusalOf(user, one);
      if (reason) refused.push({ ...reason, index });
      if (reason) return "r";
      if (one && "inserted" in one && one.inserted) return "c";
      return update ? "u" : "e";
    });
    return { outcomes: letters.join(""), refused };
  });

function refusalOf(user: NewUser | Rejected, imported: Imported | undefined) {
  if (!isGood(user)) return { status: "invalid" as const, issues: toInvalid(user).issues };
  const conflict = { status: "conflict" as const, issues: [] };
  if (!imported) return conflict;
  if ("path" in imported) return { ...conflict, path: [...imported.path] };
  return imported.inserted || imported.stored || user.getOrCreate ? undefined : conflict;
}
