import type { Issue } from "@roster/contract";
import type { StorableObject } from "./exact-json.js";
import { validateData, type ValidationResult, type AnyDataSchema } from "./data-schema.js";
import { createInvalidError } from "../roster-error.js";
import type { AddUserOutcome, NewUser } from "./user-batches.js";
import type { Users } from "./users.js";

/** Wraps `users` so that the schema validates all data. The output of the schema is sent. */
export function withDataSchema(users: Users, schema: AnyDataSchema): Users {
  const validate = (data: unknown = {}) => validateData(schema, data);

  return {
    ...users,
    async add(id, data, options) {
      const validating = validate(data);
      const result = validating instanceof Promise ? await validating : validating;
      return await users.add(id, toDataOrThrow(result, "users.add"), options);
    },
    async update(id, data, options) {
      const validating = validate(data);
      const result = validating instanceof Promise ? await validating : validating;
      return await users.update(id, toDataOrThrow(result, "users.update"), options);
    },
    async addMany(newUsers, options) {
      const validating = newUsers.map(({ data }) => validate(data));
      const isAsync = validating.some((result) => result instanceof Promise);
      const validated = isAsync
        ? await Promise.all(validating.map(async (result) => result))
        : validating.filter(isSynchronous);
      const items = newUsers.map((user, index) => toValidatedUser(user, validated[index]));
      if (options?.atomic) throwIfInvalid(items);
      const valid = items.flatMap((item) => ("user" in item ? [item.user] : []));
      // An empty call is sent, so that the server rejects it.
      const areAllInvalid = valid.length === 0 && items.length > 0;
      const { results } = areAllInvalid ? { results: [] } : await users.addMany(valid, options);
      return { results: mergeResults(items, results) };
    },
  };
}

/** A user to send, or the issues of its data, with paths within the user. */
type ValidatedUser =
  | { readonly user: NewUser }
  | { readonly id: string; readonly issues: readonly [Issue, ...Issue[]] };

function toValidatedUser(user: NewUser, result: ValidationResult | undefined): ValidatedUser {
  if (!result) return { user };
  if ("issues" in result) return { id: user.id, issues: nestIssues(result.issues, "data") };
  return { user: { ...user, data: toStorable(result.value) } };
}

/** Merges the invalid users into the server's results, in the order of the call. */
function mergeResults(
  items: readonly ValidatedUser[],
  results: readonly AddUserOutcome[],
): AddUserOutcome[] {
  const remaining = results.values();
  return items.flatMap((item): AddUserOutcome[] => {
    if ("issues" in item) return [{ status: "invalid", id: item.id, issues: item.issues }];
    const { value } = remaining.next();
    return value ? [value] : [];
  });
}

function throwIfInvalid(items: readonly ValidatedUser[]): void {
  const [first, ...rest] = items.flatMap((item, index) =>
    "issues" in item ? nestIssues(item.issues, "users", index) : [],
  );
  if (first) throw createInvalidError([first, ...rest], "users.addMany");
}

function toDataOrThrow(result: ValidationResult, path: string): StorableObject {
  if ("issues" in result) throw createInvalidError(nestIssues(result.issues, "data"), path);
  return toStorable(result.value);
}

/** The output may contain values that JSON cannot represent, such as dates; they are rejected later, like any input. */
function toStorable(value: object): StorableObject {
  return value as StorableObject; // oxlint-disable-line typescript/consistent-type-assertions -- validationLink checks it
}

function nestIssues(
  [first, ...rest]: readonly [Issue, ...Issue[]],
  ...keys: readonly (string | number)[]
): [Issue, ...Issue[]] {
  const within = ({ path, message }: Issue): Issue => ({ path: [...keys, ...path], message });
  return [within(first), ...rest.map(within)];
}

function isSynchronous(
  result: ValidationResult | Promise<ValidationResult>,
): result is ValidationResult {
  return !(result instanceof Promise);
}
