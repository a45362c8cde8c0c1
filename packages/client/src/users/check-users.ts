import type { Issue, JsonObject } from "@roster/contract";
import { checkData, type DataCheck, type DataSchema } from "./data-schema.js";
import { localRefusal } from "../roster-error.js";
import type { AddUserOutcome, NewUser } from "./user-batches.js";
import type { Users } from "./users.js";

/** The calls on users, with data checked by the app's schema; what it let through is what is sent. */
export function checkUsers(users: Users, schema: DataSchema): Users {
  const check = (data: unknown = {}) => checkData(schema, data);

  return {
    ...users,
    async add(id, data, options) {
      const checking = check(data);
      const checked = checking instanceof Promise ? await checking : checking;
      return await users.add(id, accept(checked, "users.add"), options);
    },
    async update(id, data, options) {
      const checking = check(data);
      const checked = checking instanceof Promise ? await checking : checking;
      return await users.update(id, accept(checked, "users.update"), options);
    },
    async addMany(added, options) {
      const checking = added.map(({ data }) => check(data));
      const isWaiting = checking.some((one) => one instanceof Promise);
      const checks = isWaiting
        ? await Promise.all(checking.map(async (one) => one))
        : checking.filter(isDone);
      const items = added.map((user, index) => toItem(user, checks[index]));
      if (options?.atomic) refuseAny(items);
      const good = items.flatMap((item) => ("user" in item ? [item.user] : []));
      // Nothing to send: all of a call that had users were refused here.
      const isRefused = good.length === 0 && items.length > 0;
      const { results } = isRefused ? { results: [] } : await users.addMany(good, options);
      return { results: inOrder(items, results) };
    },
  };
}

/** A user to be sent, or what is wrong with its data, with paths within the user. */
type Item =
  | { readonly user: NewUser }
  | { readonly id: string; readonly issues: readonly [Issue, ...Issue[]] };

function toItem(user: NewUser, checked: DataCheck | undefined): Item {
  if (!checked) return { user };
  if ("issues" in checked) return { id: user.id, issues: below(checked.issues, "data") };
  return { user: { ...user, data: toData(checked.value) } };
}

/** As the server would answer: refused users stand in the results as `invalid`. */
function inOrder(items: readonly Item[], results: readonly AddUserOutcome[]): AddUserOutcome[] {
  const answered = results.values();
  return items.flatMap((item): AddUserOutcome[] => {
    if ("issues" in item) return [{ status: "invalid", id: item.id, issues: item.issues }];
    const { value } = answered.next();
    return value ? [value] : [];
  });
}

function refuseAny(items: readonly Item[]): void {
  const [first, ...rest] = items.flatMap((item, index) =>
    "issues" in item ? below(item.issues, "users", index) : [],
  );
  if (first) throw localRefusal([first, ...rest], "users.addMany");
}

function accept(checked: DataCheck, path: string): JsonObject {
  if ("issues" in checked) throw localRefusal(below(checked.issues, "data"), path);
  return toData(checked.value);
}

/** What the schema made that JSON has not, such as a date, is refused like all that is to be sent. */
function toData(value: object): JsonObject {
  return value as JsonObject; // oxlint-disable-line typescript/consistent-type-assertions -- inputLink looks at it
}

function below(
  [first, ...rest]: readonly [Issue, ...Issue[]],
  ...keys: readonly (string | number)[]
): [Issue, ...Issue[]] {
  const within = ({ path, message }: Issue): Issue => ({ path: [...keys, ...path], message });
  return [within(first), ...rest.map(within)];
}

function isDone(check: DataCheck | Promise<DataCheck>): check is DataCheck {
  return !(check instanceof Promise);
}
