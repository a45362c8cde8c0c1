import type { Issue } from "@roster/contract";
import type { JsonObject } from "@roster/contract/json";
import { validateData, type ValidationResult, type DataSchema } from "./data-schema.js";
import { createInvalidError } from "../roster-error.js";
import type { AddUserOutcome, NewUser } from "./user-batches.js";
import type { Users } from "./users.js";

/** The calls on users, with data checked by the app's schema; what it let through is what is sent. */
export function withDataSchema(users: Users, schema: DataSchema): Users {
  const validate = (data: unknown = {}) => validateData(schema, data);

  return {
    ...users,
    async add(id, data, options) {
      const checking = validate(data);
      const checked = checking instanceof Promise ? await checking : checking;
      return await users.add(id, toDataOrThrow(checked, "users.add"), options);
    },
    async update(id, data, options) {
      const checking = validate(data);
      const checked = checking instanceof Promise ? await checking : checking;
      return await users.update(id, toDataOrThrow(checked, "users.update"), options);
    },
    async addMany(added, options) {
      const checking = added.map(({ data }) => validate(data));
      const isWaiting = checking.some((one) => one instanceof Promise);
      const checks = isWaiting
        ? await Promise.all(checking.map(async (one) => one))
        : checking.filter(isSynchronous);
      const items = added.map((user, index) => toValidatedUser(user, checks[index]));
      if (options?.atomic) throwIfInvalid(items);
      const valid = items.flatMap((item) => ("user" in item ? [item.user] : []));
      // Nothing to send: all of a call that had users were refused here.
      const nothingToSend = valid.length === 0 && items.length > 0;
      const { results } = nothingToSend ? { results: [] } : await users.addMany(valid, options);
      return { results: mergeResults(items, results) };
    },
  };
}

/** A user to be sent, or what is wrong with its data, with paths within the user. */
type ValidatedUser =
  | { readonly user: NewUser }
  | { readonly id: string; readonly issues: readonly [Issue, ...Issue[]] };

function toValidatedUser(user: NewUser, checked: ValidationResult | undefined): ValidatedUser {
  if (!checked) return { user };
  if ("issues" in checked) return { id: user.id, issues: nestIssues(checked.issues, "data") };
  return { user: { ...user, data: toJsonObject(checked.value) } };
}

/** As the server would answer: refused users stand in the results as `invalid`. */
function mergeResults(
  items: readonly ValidatedUser[],
  results: readonly AddUserOutcome[],
): AddUserOutcome[] {
  const answered = results.values();
  return items.flatMap((item): AddUserOutcome[] => {
    if ("issues" in item) return [{ status: "invalid", id: item.id, issues: item.issues }];
    const { value } = answered.next();
    return value ? [value] : [];
  });
}

function throwIfInvalid(items: readonly ValidatedUser[]): void {
  const [first, ...rest] = items.flatMap((item, index) =>
    "issues" in item ? nestIssues(item.issues, "users", index) : [],
  );
  if (first) throw createInvalidError([first, ...rest], "users.addMany");
}

function toDataOrThrow(checked: ValidationResult, path: string): JsonObject {
  if ("issues" in checked) throw createInvalidError(nestIssues(checked.issues, "data"), path);
  return toJsonObject(checked.value);
}

/** What the schema made that JSON has not, such as a date, is refused like all that is to be sent. */
function toJsonObject(value: object): JsonObject {
  return value as JsonObject; // oxlint-disable-line typescript/consistent-type-assertions -- validationLink checks it
}

function nestIssues(
  [first, ...rest]: readonly [Issue, ...Issue[]],
  ...keys: readonly (string | number)[]
): [Issue, ...Issue[]] {
  const within = ({ path, message }: Issue): Issue => ({ path: [...keys, ...path], message });
  return [within(first), ...rest.map(within)];
}

function isSynchronous(
  check: ValidationResult | Promise<ValidationResult>,
): check is ValidationResult {
  return !(check instanceof Promise);
}
