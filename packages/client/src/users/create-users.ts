import type { AppRouter } from "@roster/api";
import type { ListUsersInput } from "@roster/contract";
import type { TRPCClient } from "@trpc/client";
import { settle, toRequest } from "../transport/settle.js";
import type { UserPage } from "./user.js";
import type { ListUsersOptions, Users } from "./users.js";

/** The names of `Users` for the procedures of the router; nothing is decided here. */
export function createUsers({ users }: TRPCClient<AppRouter>): Users {
  const list: Users["list"] = async ({ signal, timeout, ...query } = {}) => {
    const options = { ...(signal && { signal }), ...(timeout !== undefined && { timeout }) };
    const input = toListInput(query);
    return await settle(users.list.query(input, toRequest(options)), options);
  };

  return {
    async add(id, data, { getOrCreate, idempotencyKey, ...options } = {}) {
      const input = { id, data, getOrCreate, idempotencyKey };
      return await settle(users.add.mutate(input, toRequest(options)), options);
    },
    async get(id, options = {}) {
      return await settle(users.get.query({ id }, toRequest(options)), options);
    },
    async update(id, data, { ifVersion, ...options } = {}) {
      const input = { id, data, ifVersion };
      return await settle(users.update.mutate(input, toRequest(options)), options);
    },
    async patch(id, { set, unset }, { ifVersion, idempotencyKey, ...options } = {}) {
      const input = { id, set, unset: unset && Array.from(unset), ifVersion, idempotencyKey };
      return await settle(users.patch.mutate(input, toRequest(options)), options);
    },
    async remove(id, { ifVersion, ...options } = {}) {
      await settle(users.remove.mutate({ id, ifVersion }, toRequest(options)), options);
    },
    async addMany(added, { getOrCreate, update, atomic, idempotencyKey, ...options } = {}) {
      const input = { users: [...added], getOrCreate, update, atomic, idempotencyKey };
      return await settle(users.addMany.mutate(input, toRequest(options)), options);
    },
    async getMany(ids, options = {}) {
      const input = { ids: [...ids] };
      return await settle(users.getMany.query(input, toRequest(options)), options);
    },
    async patchMany(ids, { set, unset }, options = {}) {
      const input = { ids: [...ids], set, unset: unset && Array.from(unset) };
      return await settle(users.patchMany.mutate(input, toRequest(options)), options);
    },
    async removeMany(ids, options = {}) {
      return await settle(users.removeMany.mutate({ ids: [...ids] }, toRequest(options)), options);
    },
    list,
    async *iterate({ pageSize = 500, ...options } = {}) {
      let cursor: string | null = null;
      do {
        const page: UserPage = await list({ ...options, limit: pageSize, cursor });
        yield* page.users;
        cursor = page.nextCursor;
      } while (cursor !== null);
    },
  };
}

function toListInput({ cursor, sort, select, ...query }: ListUsersOptions): ListUsersInput {
  return {
    ...query,
    cursor: cursor ?? undefined,
    sort: sort && Array.from(sort),
    select: select && Array.from(select),
  };
}
