import { invalid, type UpdateUserInput } from "@roster/contract";
import type { ParsedJson } from "@roster/contract/json";
import type { RouteContext } from "./route-context.js";
import { parseQueryList } from "./query.js";
import { parseBody, toFields, toUserInput } from "./request-body.js";
import { toUser } from "./user-routes.js";
import { MAX_BATCH_SIZE } from "../wire.js";

/** Adds all users or none. Users that exist are returned unchanged or, with `override`, get the new data. */
export async function addUsers({ users, readBody }: RouteContext) {
  const { inputs, override } = parseBatch(await readBody());
  if (inputs.length === 0) return { created_users: [] };
  const call = override
    ? { users: [...inputs], update: true }
    : { users: toLastOfEachId(inputs), getOrCreate: true };
  const { results } = await users.addMany({ ...call, atomic: true });
  const stored = results.flatMap((result) => ("user" in result ? [result.user] : []));
  const byId = new Map(stored.map((user) => [user.id, user]));
  return { created_users: Array.from(byId.values(), toUser) };
}

/** Omits unknown ids. */
export async function getUsers({ users, query }: RouteContext) {
  const ids = parseIds(query);
  const { users: found } = ids.length === 0 ? { users: [] } : await users.getMany({ ids });
  return { users: found.map(toUser) };
}

/** Returns all ids, unknown ones included, as the .NET SDK expects. */
export async function removeUsers({ users, query }: RouteContext) {
  const ids = parseIds(query);
  if (ids.length > 0) await users.removeMany({ ids });
  return { deleted_user_ids: ids };
}

/** The JavaScript SDK sends `override`, the .NET SDK `override_existing`. */
const batchKeys = ["users", "override", "override_existing"];

function parseBatch(text: string): { inputs: readonly UpdateUserInput[]; override: boolean } {
  const { users, override, override_existing } = toFields(parseBody(text), {
    known: batchKeys,
  });
  if (!Array.isArray(users)) throw invalid([{ path: ["users"], message: "must be an array" }]);
  assertBatchSize(users.length, "users");
  const inputs = users.map((user, index) => {
    const fields = toFields(user, { path: ["users", index] });
    return toUserInput(fields["id"], fields);
  });
  return { inputs, override: parseFlag({ override }) || parseFlag({ override_existing }) };
}

function parseFlag(flag: Readonly<Record<string, ParsedJson | undefined>>): boolean {
  const [[name, value] = []] = Object.entries(flag);
  if (typeof value === "boolean" || value == null) return value === true;
  throw invalid([{ path: [String(name)], message: "must be true or false" }]);
}

/** Replaces all entries with the same id by the last one. Their number, and so the path of an error, stays. */
function toLastOfEachId(inputs: readonly UpdateUserInput[]): UpdateUserInput[] {
  const last = new Map(inputs.map((input) => [input.id, input]));
  return inputs.map((input) => last.get(input.id) ?? input);
}

function parseIds(query: URLSearchParams): string[] {
  const ids = parseQueryList(query.get("ids"));
  assertBatchSize(ids.length, "ids");
  return [...new Set(ids)];
}

function assertBatchSize(count: number, field: string): void {
  if (count <= MAX_BATCH_SIZE) return;
  const message = `has ${count} entries; the limit is ${MAX_BATCH_SIZE}`;
  throw invalid([{ path: [field], message }]);
}
