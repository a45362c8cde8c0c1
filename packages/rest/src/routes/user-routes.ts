import type { User } from "@roster/contract";
import type { RouteContext } from "./route-context.js";
import { parseQueryFlag } from "./query.js";
import { parseFields, toUserInput } from "./request-body.js";

export async function addUser({ users, query, readBody }: RouteContext) {
  const getOrCreate = parseQueryFlag(query.get("get_or_create"));
  const fields = parseFields(await readBody());
  const { user } = await users.add({ ...toUserInput(fields["id"], fields), getOrCreate });
  return toUser(user);
}

export async function getUser({ users, id, query }: RouteContext) {
  const user = toUser(await users.get({ id }));
  return parseQueryFlag(query.get("with_follow_counts")) ? { ...user, ...followCounts } : user;
}

export async function updateUser({ users, id, readBody }: RouteContext) {
  const fields = parseFields(await readBody());
  return toUser(await users.update(toUserInput(id, fields)));
}

/** Returns an empty object: every SDK expects an object, and none reads it. */
export async function removeUser({ users, id }: RouteContext) {
  await users.remove({ id });
  return {};
}

/** Roster has no feeds, and therefore no followers. */
const followCounts = { followers_count: 0, following_count: 0 };

/** A user with REST field names. Its version is omitted: SDKs compare the set of keys. */
export function toUser({ id, data, createdAt, updatedAt }: User) {
  return { id, data, created_at: createdAt, updated_at: updatedAt };
}
