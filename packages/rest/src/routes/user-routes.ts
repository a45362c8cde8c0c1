import type { User } from "@roster/contract";
import type { Call } from "./call.js";
import { isTrue } from "./query.js";
import { readFields, toUserInput } from "./request-body.js";

export async function addUser({ users, query, readBody }: Call) {
  const getOrCreate = isTrue(query.get("get_or_create"));
  const fields = readFields(await readBody());
  const { user } = await users.add({ ...toUserInput(fields["id"], fields), getOrCreate });
  return toUser(user);
}

export async function getUser({ users, id, query }: Call) {
  const user = toUser(await users.get({ id }));
  return isTrue(query.get("with_follow_counts")) ? { ...user, ...followCounts } : user;
}

export async function updateUser({ users, id, readBody }: Call) {
  const fields = readFields(await readBody());
  return toUser(await users.update(toUserInput(id, fields)));
}

/** Answers no user: each SDK wants an object, and none reads it. */
export async function removeUser({ users, id }: Call) {
  await users.remove({ id });
  return {};
}

/** A directory of users has no feeds, and so nobody who follows. */
const followCounts = { followers_count: 0, following_count: 0 };

/** A user in this surface's names. Its version is not told: SDKs compare the set of keys. */
export function toUser({ id, data, createdAt, updatedAt }: User) {
  return { id, data, created_at: createdAt, updated_at: updatedAt };
}
