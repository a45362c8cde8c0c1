import { isAppError, type JsonObject, type User } from "@roster/contract";
import fc from "fast-check";
import { toAppError } from "../error-mapping.js";
import type { TestApi } from "../testing.js";
import type { ModelItem, UserModel } from "./testing-user-model.js";

type Procedures = TestApi["server"]["users"];

/** One call of the model and of the API, by the same name with the same input. */
export type Call = {
  [Name in Exclude<keyof UserModel, "all">]: readonly [Name, Input<Name>];
}[Exclude<keyof UserModel, "all">];
type Input<Name extends keyof UserModel> = Parameters<UserModel[Name]>[0];

/** All ids that the calls name. */
export const callIds = ["a", "B", "c-1", "d_2"] as const;

const id = fc.constantFrom(...callIds);
const ids = fc.array(id, { minLength: 1, maxLength: 6 });
const scalar = fc.constantFrom(null, true, 0, -1.5, "", "é", "\u0001", "😀");
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
const ifVersion = fc.integer({ min: 1, max: 3 });
const change = { id, ifVersion };
const changeKeys = { requiredKeys: ["id"] as ["id"], noNullPrototype: true };

/** Paths that are apart from each other, as a patch must name them. */
const patch = fc
  .record(
    {
      ...change,
      set: fc.record({ z: scalar, "o.x": scalar, list: fc.array(scalar), n: data }, optional()),
      unset: fc.subarray(["o.p", "o.y", "none.at.all"]),
    },
    changeKeys,
  )
  .filter(({ set, unset }) => set !== undefined || unset !== undefined);

/** Any call, right or wrong, of few users. */
export const call: fc.Arbitrary<Call> = fc.oneof(
  fc.tuple(fc.constant("add" as const), item),
  fc.tuple(
    fc.constant("addMany" as const),
    fc.record(
      {
        users: fc.array(item, { minLength: 1, maxLength: 4 }),
        getOrCreate: fc.boolean(),
        atomic: fc.boolean(),
      },
      { requiredKeys: ["users"], noNullPrototype: true },
    ),
  ),
  fc.tuple(fc.constant("get" as const), fc.record({ id })),
  fc.tuple(fc.constant("getMany" as const), fc.record({ ids })),
  fc.tuple(
    fc.constant("update" as const),
    fc.record({ ...change, data }, { requiredKeys: ["id", "data"], noNullPrototype: true }),
  ),
  fc.tuple(fc.constant("patch" as const), patch),
  fc.tuple(fc.constant("remove" as const), fc.record(change, changeKeys)),
  fc.tuple(fc.constant("removeMany" as const), fc.record({ ids })),
);

function optional() {
  return { requiredKeys: [] as [], noNullPrototype: true };
}

export function callApi(users: Procedures, [name, input]: Call): Promise<unknown> {
  return (users[name] as (input: unknown) => Promise<unknown>)(input);
}

export function callModel(model: UserModel, [name, input]: Call): unknown {
  return (model[name] as (input: unknown) => unknown).call(model, input);
}

export async function outcomeOf(run: () => unknown): Promise<unknown> {
  try {
    return withoutTimes(await run());
  } catch (error) {
    return { refused: (isAppError(error) ? error : toAppError(error)).code };
  }
}

/** Without times, but where they do not fit; data as its text, which has the order of its keys. */
export function withoutTimes(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null), (_key, part: unknown) => {
    if (typeof part !== "object" || part === null || !("version" in part)) return part;
    const { createdAt = "", updatedAt = "", ...user } = part as Partial<User>;
    const fit = createdAt <= updatedAt && (createdAt === updatedAt) === (user.version === 1);
    const times = createdAt !== "" && !fit && { createdAt, updatedAt };
    return { ...user, ...times, data: JSON.stringify(user.data) };
  });
}
