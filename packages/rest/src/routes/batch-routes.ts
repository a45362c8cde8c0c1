import { AddUserInput, invalid, type Issue, type User } from "@roster/contract";
import { type JsonValue, parseExactJson } from "@roster/contract/json";
import type { RouteContext } from "./route-context.js";
import { parseQueryList } from "./query.js";
import { toFields, toUserInput } from "./request-body.js";
import { toUser } from "./user-routes.js";
import { MAX_BATCH_SIZE } from "../wire.js";

/** Adds all users or none. With `override`, existing users are then updated one by one. */
export async function addUsers({ users, readBody }: RouteContext) {
  const { inputs, override } = parseBatch(await readBody());
  if (inputs.length === 0) return { created_users: [] };
  const { results } = await users.addMany({ users: [...inputs], getOrCreate: true, atomic: true });
  const found = results.flatMap((result) => ("user" in result ? [result] : []));
  const added = await Promise.all(
    found.map(async ({ status, user }, index): Promise<User> => {
      if (status === "created" || !override) return user;
      return users.update({ id: user.id, data: inputs[index]?.data ?? {} });
    }),
  );
  return { created_users: added.map(toUser) };
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

/** Parses a batch; one invalid user rejects the whole batch before anything is written. */
function parseBatch(text: string): { inputs: readonly AddUserInput[]; override: boolean } {
  const { users, override, override_existing } = toFields(parseExactJson(text), {
    known: batchKeys,
  });
  if (!Array.isArray(users)) throw invalid([{ path: ["users"], message: "must be an array" }]);
  assertBatchSize(users.length, "users");
  const inputs = users.map((user, index) => {
    const fields = toFields(user, { path: ["users", index] });
    return toUserInput(fields["id"], fields);
  });
  const [first, ...rest] = findIssues(inputs);
  if (first) throw invalid([first, ...rest]);
  return { inputs, override: parseFlag({ override }) || parseFlag({ override_existing }) };
}

function parseFlag(flag: Readonly<Record<string, JsonValue | undefined>>): boolean {
  const [[name, value] = []] = Object.entries(flag);
  if (typeof value === "boolean" || value == null) return value === true;
  throw invalid([{ path: [String(name)], message: "must be true or false" }]);
}

function findIssues(inputs: readonly AddUserInput[]): Issue[] {
  const seen = new Set<string>();
  return inputs.flatMap((input, index): Issue[] => {
    const path = ["users", index];
    const { error } = AddUserInput.safeParse(input);
    if (error) {
      return error.issues.map((issue) => ({
        path: [
          ...path,
          ...issue.path.map((step) => (typeof step === "number" ? step : String(step))),
        ],
        message: issue.message,
      }));
    }
    const isRepeated = seen.has(input.id);
    seen.add(input.id);
    return isRepeated
      ? [{ path: [...path, "id"], message: "is a duplicate; send each id only once" }]
      : [];
  });
}

function parseIds(query: URLSearchParams): string[] {
  const ids = [...new Set(parseQueryList(query.get("ids")))];
  assertBatchSize(ids.length, "ids");
  return ids;
}

function assertBatchSize(count: number, field: string): void {
  if (count <= MAX_BATCH_SIZE) return;
  throw invalid([{ path: [field], message: `has ${count} users; the limit is ${MAX_BATCH_SIZE}` }]);
}
