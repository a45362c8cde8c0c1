import {
  AddManyUsersInput,
  AddManyUsersResult,
  type AddUserOutcome,
  AppError,
} from "@roster/contract";
import type { UniqueViolation, ImportOutcome, InsertOrFindResult, NewUser } from "@roster/db";
import { procedure } from "../trpc/procedure.js";
import {
  requireAllValid,
  validateNewUsers,
  isValid,
  type ValidatedUsers,
  toInvalidOutcome,
} from "./new-users.js";
import { rejectKeyReuse } from "./idempotency/idempotent-call.js";

/**
 * Adds many users in one statement: each whose id is free, or, with `atomic`, all or none. With `update`,
 * existing users get the new data.
 */
export const addMany = procedure
  .input(AddManyUsersInput)
  .output(AddManyUsersResult)
  .mutation(async ({ ctx, input }) => {
    const { atomic = false, update = false } = input;
    const call = await validateNewUsers(ctx, "users.addMany", input);
    if (atomic) {
      const users = requireAllValid(call);
      return { results: await (update ? upsert(call, users, true) : addAll(call, users)) };
    }
    const valid = call.checked.filter(isValid);
    const write = update ? upsert : addEach;
    const next = (valid.length === 0 ? [] : await write(call, valid)).values();
    return {
      results: call.checked.flatMap((user) =>
        isValid(user) ? (next.next().value ?? []) : toInvalidOutcome(user),
      ),
    };
  });

async function addEach(
  { database, appId, idempotency }: ValidatedUsers,
  users: readonly NewUser[],
) {
  const written = idempotency
    ? rejectKeyReuse(
        await database.idempotentUserBatches.addEach({ appId, users }, idempotency),
        idempotency,
        users[0]?.id,
      )
    : await database.userBatches.insertOrFind(appId, users);
  return users.map(({ id }, index) => toOutcome(id, written[index] ?? null));
}

async function addAll({ database, appId, idempotency }: ValidatedUsers, users: readonly NewUser[]) {
  const result = idempotency
    ? rejectKeyReuse(
        await database.idempotentUserBatches.addAll({ appId, users }, idempotency),
        idempotency,
        users[0]?.id,
      )
    : await database.userBatches.insertAllOrFind(appId, users);
  if ("conflicts" in result) throw conflict(result.conflicts);
  return result.map((written) => toOutcome(written.user.id, written));
}

async function upsert(
  { database, appId, idempotency }: ValidatedUsers,
  users: readonly NewUser[],
  atomic = false,
): Promise<AddUserOutcome[]> {
  const result = await database.userImports.import({
    appId,
    users,
    update: true,
    atomic,
    idempotency,
  });
  const imported = rejectKeyReuse(result, idempotency, users[0]?.id);
  return users.flatMap((user, index) => toUpsertOutcome(user, imported[index]) ?? []);
}

function toOutcome(
  id: string,
  written: InsertOrFindResult | UniqueViolation | null,
): AddUserOutcome {
  if (!written) return { status: "conflict", id };
  if ("path" in written) return { status: "conflict", id, path: [...written.path] };
  return { status: written.inserted ? "created" : "existing", user: written.user };
}

function toUpsertOutcome(
  { id, data }: NewUser,
  imported: ImportOutcome | undefined,
): AddUserOutcome | undefined {
  if (imported && "path" in imported) return { status: "conflict", id, path: [...imported.path] };
  if (!imported?.stored) return undefined;
  const user = { id, data, ...imported.stored };
  return { status: imported.inserted ? "created" : "updated", user };
}

function conflict(ids: readonly string[]): AppError {
  const [id = ""] = ids;
  const more = ids.length > 1 ? ` (and ${ids.length - 1} more of these users)` : "";
  return new AppError("CONFLICT", `User ${id} already exists${more}; no user was added`, {
    details: { id, ids },
  });
}
