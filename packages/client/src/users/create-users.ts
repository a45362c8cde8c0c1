import type { AppRouter } from "@roster/api";
import type { AddManyUsersInput, ListUsersInput } from "@roster/contract";
import { toJsonText } from "@roster/contract/json";
import type { TRPCClient } from "@trpc/client";
import { createVersions } from "../changes/create-versions.js";
import { withAbortReason, toRequestOptions } from "../transport/trpc-call.js";
import { createLifecycle } from "./create-lifecycle.js";
import type { UserPage } from "./user.js";
import type { NewUser } from "./user-batches.js";
import type { IterateUsersOptions, ListUsersOptions, Users } from "./users.js";

/** Maps `Users` to the procedures of the router. */
export function createUsers({ users }: TRPCClient<AppRouter>): Users {
  const list: Users["list"] = async ({ signal, timeout, ...query } = {}) => {
    const options = { ...(signal && { signal }), ...(timeout !== undefined && { timeout }) };
    const input = toListInput(query);
    return await withAbortReason(users.list.query(input, toRequestOptions(options)), options);
  };

  return {
    async add(id, data, { getOrCreate, idempotencyKey, ...options } = {}) {
      const input = { id, data: toText(data), getOrCreate, idempotencyKey };
      return await withAbortReason(users.add.mutate(input, toRequestOptions(options)), options);
    },
    async get(id, { includeDeleted, ...options } = {}) {
      const input = { id, includeDeleted };
      return await withAbortReason(users.get.query(input, toRequestOptions(options)), options);
    },
    async update(id, data, { ifVersion, ...options } = {}) {
      const input = { id, data: toJsonText(data), ifVersion };
      return await withAbortReason(users.update.mutate(input, toRequestOptions(options)), options);
    },
    async patch(id, { set, unset }, { ifVersion, idempotencyKey, ...options } = {}) {
      const patch = { set: toText(set), unset: unset && Array.from(unset) };
      const input = { id, ...patch, ifVersion, idempotencyKey };
      return await withAbortReason(users.patch.mutate(input, toRequestOptions(options)), options);
    },
    async remove(id, { mode, eraseId, ifVersion, idempotencyKey, ...options } = {}) {
      const input = { id, mode, eraseId, ifVersion, idempotencyKey };
      await withAbortReason(users.remove.mutate(input, toRequestOptions(options)), options);
    },
    async addMany(newUsers, { getOrCreate, update, atomic, idempotencyKey, ...options } = {}) {
      const input = { users: toInputs(newUsers), getOrCreate, update, atomic, idempotencyKey };
      return await withAbortReason(users.addMany.mutate(input, toRequestOptions(options)), options);
    },
    async getMany(ids, { includeDeleted, ...options } = {}) {
      const input = { ids: [...ids], includeDeleted };
      return await withAbortReason(users.getMany.query(input, toRequestOptions(options)), options);
    },
    async patchMany(ids, { set, unset }, options = {}) {
      const input = { ids: [...ids], set: toText(set), unset: unset && Array.from(unset) };
      return await withAbortReason(
        users.patchMany.mutate(input, toRequestOptions(options)),
        options,
      );
    },
    async removeMany(ids, { mode, eraseId, ...options } = {}) {
      const input = { ids: [...ids], mode, eraseId };
      return await withAbortReason(
        users.removeMany.mutate(input, toRequestOptions(options)),
        options,
      );
    },
    ...createLifecycle(users),
    ...createVersions(users),
    list,
    iterate: (options) => iterate(list, options),
  };
}

const toText = (data: unknown) => (data === undefined ? undefined : toJsonText(data));

/** validationLink checks and writes each user. */
function toInputs(users: readonly NewUser[]): AddManyUsersInput["users"] {
  return [...users] as AddManyUsersInput["users"]; // oxlint-disable-line typescript/consistent-type-assertions -- its data may have bigints
}

async function* iterate(
  list: Users["list"],
  { pageSize = 500, ...options }: IterateUsersOptions = {},
): ReturnType<Users["iterate"]> {
  let cursor: string | null = null;
  do {
    const page: UserPage = await list({ ...options, limit: pageSize, cursor });
    yield* page.users;
    cursor = page.nextCursor;
  } while (cursor !== null);
}

function toListInput({ cursor, status, sort, select, ...query }: ListUsersOptions): ListUsersInput {
  return {
    ...query,
    cursor: cursor ?? undefined,
    status: status && Array.from(status),
    sort: sort && Array.from(sort),
    select: select && Array.from(select),
  };
}
