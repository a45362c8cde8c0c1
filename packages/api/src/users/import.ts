import { ImportUsersInput, ImportUsersResult } from "@roster/contract";
import type { BatchOutcome, NewUser } from "@roster/db";
import { recordEvent } from "../changes/record-event.js";
import { sourceOf } from "../changes/source-of.js";
import type { Context } from "../trpc/context.js";
import { procedureFor } from "../trpc/procedure.js";
import { findDeleted, isTaken } from "./find-deleted.js";
import {
  type InvalidUser,
  isValid,
  toInvalidOutcome,
  type ValidatedUsers,
  validateNewUsers,
} from "./new-users.js";

type RejectedUser = ImportUsersResult["refused"][number];

const letters = { created: "c", existing: "e", updated: "u", conflict: "r" } as const;

/** Like addMany, for files: returns an outcome for each user, without the users. */
export const importUsers = procedureFor({ scope: "users:write", role: "editor", endUsers: true })
  .input(ImportUsersInput)
  .output(ImportUsersResult)
  .mutation(async ({ ctx, input }) => {
    const { update = false } = input;
    const { checked, ...call } = await validateNewUsers(ctx, "users.import", input);
    const users = checked.filter(isValid);
    const store = ctx.services.database.users.by(sourceOf(ctx));
    const isRetry = await isKnown(ctx, call);
    const written = users.length === 0 ? [] : await store.import({ ...call, users, update });
    const next = written.values();
    const taken = users.filter((_, index) => isTaken(written[index]));
    const deleted = await findDeleted(ctx, taken);
    const refused: RejectedUser[] = [];
    const outcomes = checked.map((user, index) => {
      const outcome = isValid(user) ? next.next().value : undefined;
      if (outcome && outcome.status !== "conflict") return letters[outcome.status];
      const deletedAt = isValid(user) && isTaken(outcome) ? deleted.get(user.id) : undefined;
      refused.push({ ...rejectionOf(user, outcome), index, ...(deletedAt && { deletedAt }) });
      return letters.conflict;
    });
    if (!isRetry) await recordImport(ctx, { outcomes, refused });
    return { outcomes: outcomes.join(""), refused };
  });

/** Whether the call was made before, so that it is in the audit log. */
async function isKnown(
  { services }: Pick<Context, "services">,
  { appId, idempotency }: Pick<ValidatedUsers, "appId" | "idempotency">,
): Promise<boolean> {
  if (!idempotency) return false;
  return (await services.database.idempotencyKeys.get(appId, idempotency.key)) !== null;
}

/** Unless nothing was imported. */
async function recordImport(
  context: Parameters<typeof recordEvent>[0],
  { outcomes, refused }: { outcomes: readonly string[]; refused: readonly RejectedUser[] },
): Promise<void> {
  const count = (letter: string) => outcomes.filter((one) => one === letter).length;
  const [created, updated] = [count(letters.created), count(letters.updated)];
  if (created + updated === 0) return;
  const details = { created, updated, existing: count(letters.existing), refused: refused.length };
  await recordEvent(context, "users.imported", { details });
}

function rejectionOf(user: NewUser | InvalidUser, outcome: BatchOutcome | undefined) {
  if (!isValid(user)) return { status: "invalid" as const, issues: toInvalidOutcome(user).issues };
  const path = outcome?.status === "conflict" ? outcome.path : undefined;
  return { status: "conflict" as const, issues: [], ...(path && { path: [...path] }) };
}
