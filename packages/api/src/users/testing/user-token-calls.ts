import fc from "fast-check";
import { fields, ids, ME } from "./hidden-worlds.js";

/** Any call with a user token: the procedure's name and its input. */
export type TokenCall = readonly [name: string, input: object];

const plain = { noNullPrototype: true } as const;
const optional = { requiredKeys: [] as [], ...plain };
const id = fc.constantFrom(...ids);
const ownId = fc.oneof({ weight: 3, arbitrary: fc.constant(ME) }, { weight: 1, arbitrary: id });
const value = fc.constantFrom("u1", "u2", "u5", "x", 1, null);
const path = fc.constantFrom(
  ...fields,
  "data.deep",
  "id",
  "version",
  "createdAt",
  "status",
  "banned",
);
const condition = fc.oneof(
  fc.tuple(path, value).map(([key, operand]) => ({ [key]: { eq: operand } })),
  fc.constantFrom(...fields).map((key) => ({ [key]: { exists: true } })),
  fc.constantFrom("data.a", "data.secret").map((key) => ({ [key]: { contains: "z" } })),
);
const where = fc.oneof(
  fc.constant({}),
  condition,
  condition.map((not) => ({ not })),
  fc.tuple(condition, condition).map((or) => ({ or })),
);
const ifVersion = fc.integer({ min: 1, max: 2 });
const data = fc
  .record({ u: value, a: value, secret: fc.constant("mine") }, { requiredKeys: ["u"], ...plain })
  .map((one) => ({ ...one, deep: { b: 1 } }));
const newUser = fc.record({ id: ownId, data }, plain);
const set = fc.dictionary(
  fc.constantFrom(...fields).map((key) => key.slice(5)),
  value,
  {
    minKeys: 1,
    maxKeys: 2,
    noNullPrototype: true,
  },
);

const call = (name: string, input: fc.Arbitrary<object>): fc.Arbitrary<TokenCall> =>
  input.map((one) => [name, one]);

const sort = fc.tuple(fc.record({ path: fc.constantFrom(...fields, "id", "updatedAt") }, plain));
const count = fc.constantFrom("exact", "capped");

/** Few options at once, so that not all lists are forbidden. */
const list = fc.oneof(
  fc.record({ where, count }, { requiredKeys: ["where"], ...plain }),
  fc.record({ sort, where }, { requiredKeys: ["sort"], ...plain }),
  fc.record({ search: fc.constantFrom("z", "u5", "x") }, plain),
  fc.record({ select: fc.subarray([...fields]) }, plain),
  fc.record(
    {
      status: fc.constantFrom(["active"], ["active", "deactivated"], ["deleted"]),
      limit: fc.integer({ min: 0, max: 3 }),
      count,
    },
    optional,
  ),
);

export const tokenCalls: fc.Arbitrary<TokenCall[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: call("list", list) },
    {
      weight: 2,
      arbitrary: call(
        "getMany",
        fc.record(
          { ids: fc.oneof(fc.constant([...ids]), fc.subarray([...ids], { minLength: 1 })) },
          plain,
        ),
      ),
    },
    call("get", fc.record({ id }, plain)),
    call("add", fc.record({ id: ownId, data, getOrCreate: fc.boolean() }, plain)),
    call("addMany", fc.record({ users: fc.tuple(newUser), update: fc.boolean() }, plain)),
    call("import", fc.record({ users: fc.tuple(newUser), update: fc.boolean() }, plain)),
    call("update", fc.record({ id: ownId, data }, plain)),
    call("update", fc.record({ id: ownId, data, ifVersion }, plain)),
    call("patch", fc.record({ id: ownId, set }, plain)),
    call("patchMany", fc.record({ ids: fc.tuple(ownId), set }, plain)),
    call("remove", fc.record({ id: ownId, ifVersion }, { requiredKeys: ["id"], ...plain })),
    call("removeMany", fc.record({ ids: fc.tuple(id) }, plain)),
    call("history", fc.record({ id: ownId }, plain)),
  ),
  { minLength: 4, maxLength: 10 },
);
