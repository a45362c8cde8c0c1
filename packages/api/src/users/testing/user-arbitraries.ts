import type { Where } from "@roster/contract/filter";
import type { JsonObject } from "@roster/contract/json";
import fc from "fast-check";
import { type Call, callIds, type Name } from "./user-calls.js";
import type { ModelItem, ModelRules } from "./model-types.js";
import type { UserModel } from "./user-model.js";

const id = fc.constantFrom(...callIds);
const ids = fc.array(id, { minLength: 1, maxLength: 6 });
/** The model treats a bigint like any other value of data. */
const large = [2n ** 53n + 1n, -(2n ** 53n) - 1n, 2n ** 63n - 1n] as unknown[] as number[];
const number = fc.constantFrom(0, -1.5, 2 ** 53, 2 ** 63, -(2 ** 53), ...large);
const scalar = fc.oneof(fc.constantFrom(null, true, "", "é", "\u0001", "😀"), number);
const data: fc.Arbitrary<JsonObject> = fc.record(
  {
    z: scalar,
    o: fc.oneof(scalar, fc.record({ x: scalar, p: fc.record({ q: scalar }) }, optional())),
    list: fc.array(scalar, { maxLength: 2 }),
  },
  optional(),
);
const item: fc.Arbitrary<ModelItem> = fc.record(
  { id, data, getOrCreate: fc.boolean() },
  { requiredKeys: ["id"], noNullPrototype: true },
);
const key = { idempotencyKey: fc.constantFrom("key", "other key") };
const ifVersion = fc.integer({ min: 1, max: 3 });
const change = { id, ifVersion };
const changeKeys = { requiredKeys: ["id"] as ["id"], noNullPrototype: true };

/** Paths that do not overlap, as a patch requires. */
const part = {
  set: fc.record({ z: scalar, "o.x": scalar, list: fc.array(scalar), n: data }, optional()),
  unset: fc.subarray(["o.p", "o.y", "none.at.all"]),
};
const isPatch = ({ set, unset }: { set?: unknown; unset?: unknown }) =>
  set !== undefined || unset !== undefined;
const patch = fc.record({ ...change, ...part, ...key }, changeKeys).filter(isPatch);
const revert = fc.record(
  { ...change, toVersion: ifVersion },
  { requiredKeys: ["id", "toVersion"] as ["id", "toVersion"], noNullPrototype: true },
);
const mode = fc.constantFrom("hard" as const, "soft" as const);
const patchMany = fc
  .record({ ids, ...part }, { requiredKeys: ["ids"], noNullPrototype: true })
  .filter(isPatch);

const newUsers = {
  users: fc.array(item, { minLength: 1, maxLength: 5 }),
  getOrCreate: fc.boolean(),
  ...key,
};
const newUsersKeys = { requiredKeys: ["users"] as ["users"], noNullPrototype: true };

const where: fc.Arbitrary<Where> = fc.oneof(
  fc.record({ "data.z": scalar }),
  fc.record({ "data.z": fc.record({ gte: number, lt: number }, { requiredKeys: ["gte"] }) }),
  fc.record({ "data.o.x": fc.record({ exists: fc.boolean() }) }),
  fc.record({ "data.list": fc.record({ contains: scalar }) }),
  fc.record({ version: fc.record({ gt: fc.integer({ min: 0, max: 3 }) }) }),
  fc.record({ not: fc.record({ id }) }),
);

/** Calls that upsert users. */
function updates({ isUnique }: ModelRules) {
  // The model does not predict several changes of unique values in one write.
  const maxLength = isUnique ? 1 : 5;
  const user = fc.record({ id, data }, { requiredKeys: ["id"], noNullPrototype: true });
  const users = fc.array(user, { minLength: 1, maxLength });
  return { users, update: fc.constant(true), ...key };
}

function reverts({ isUnique }: ModelRules) {
  const maxLength = isUnique ? 1 : 4;
  return fc.record({
    users: fc.uniqueArray(revert, { selector: (one) => one.id, minLength: 1, maxLength }),
  });
}
const updatesKeys = { ...newUsersKeys, requiredKeys: ["users", "update"] as ["users", "update"] };

/** Any call, valid or not, for a few users. */
const newCall = (rules: ModelRules): fc.Arbitrary<Call> =>
  fc.oneof(
    calls("add", fc.record({ id, data, getOrCreate: fc.boolean(), ...key }, changeKeys)),
    calls("addMany", fc.record({ ...newUsers, atomic: fc.boolean() }, newUsersKeys)),
    calls("addMany", fc.record({ ...updates(rules), atomic: fc.boolean() }, updatesKeys)),
    calls("import", fc.record(newUsers, newUsersKeys)),
    calls("import", fc.record(updates(rules), updatesKeys)),
    calls("get", fc.record({ id })),
    calls("getMany", fc.record({ ids })),
    calls(
      "list",
      fc.record(
        {
          where,
          sort: fc.tuple(
            fc.record(
              {
                path: fc.constantFrom("id", "version", "data.z", "data.o.x"),
                direction: fc.constantFrom("asc" as const, "desc" as const),
              },
              { requiredKeys: ["path"], noNullPrototype: true },
            ),
          ),
          select: fc.subarray(["data.z", "data.o.p", "data.none"]),
          limit: fc.integer({ min: 1, max: 4 }),
          count: fc.constantFrom("exact" as const, "capped" as const),
        },
        { requiredKeys: ["sort"], noNullPrototype: true },
      ),
    ),
    calls(
      "update",
      fc.record({ ...change, data }, { requiredKeys: ["id", "data"], noNullPrototype: true }),
    ),
    calls("patch", patch),
    calls("patchMany", patchMany),
    calls("revert", revert),
    calls("revertMany", reverts(rules)),
    calls("remove", fc.record({ ...change, mode }, changeKeys)),
    calls("removeMany", fc.record({ ids, mode }, { requiredKeys: ["ids"], noNullPrototype: true })),
    calls("restore", fc.record(change, changeKeys)),
    calls("deactivate", fc.record(change, changeKeys)),
    calls("reactivate", fc.record(change, changeKeys)),
    calls("ban", fc.record({ ...change, reason: fc.constant("spam, twice") }, changeKeys)),
    calls("unban", fc.record(change, changeKeys)),
    calls("revokeTokens", fc.record(change, changeKeys)),
  );

/** A sequence of calls, some of them repeated. */
export const callSequence = (rules: ModelRules): fc.Arbitrary<Call[]> =>
  fc
    .array(fc.oneof({ weight: 4, arbitrary: newCall(rules) }, { weight: 1, arbitrary: fc.nat() }), {
      minLength: 1,
      maxLength: 25,
    })
    .map((steps) => {
      const all: Call[] = [];
      for (const step of steps) {
        const again = typeof step === "number" ? all[step % all.length] : step;
        if (again) all.push(again);
      }
      return all;
    });

function calls<One extends Name>(name: One, input: fc.Arbitrary<Parameters<UserModel[One]>[0]>) {
  return fc.tuple(fc.constant(name), input) as fc.Arbitrary<Call>;
}

function optional() {
  return { requiredKeys: [] as [], noNullPrototype: true };
}
