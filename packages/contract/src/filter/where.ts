import type { Scalar } from "./filter.js";
import type { USER_STATUSES } from "../users/field-rules.js";
import type { JsonValue } from "../json/json-value.js";

/** Free-form data: any path, with any value. */
export type AnyData = Readonly<Record<`data.${string}`, JsonValue>>;

/**
 * A filter for users: all conditions must be true. A key is a path (`id`, `version`, `createdAt`,
 * `updatedAt`, `status`, `banned`, `data.address.city`; a dot inside a key is written `\.`). Its value is an object of operators
 * that must all be true, or a plain value, which means `eq`. `and`, `or` and `not` combine conditions.
 *
 * Values of different types never match: `gt: 5` is only true for numbers, and `eq: "5"` is false for the
 * number 5. Numbers are compared as doubles, and integers without fraction or exponent within ±(2^63−1) exactly:
 * pass those beyond 2^53 as bigint. Strings are compared by code point and are case-sensitive. `null` is a value, matched by
 * `eq: null`; a missing value is only matched by `exists: false`. Conditions are true or false, never unknown:
 * `ne`, `nin` and `not` are also true if the value is missing or has another type.
 *
 * Limits: 100 conditions, 10 levels, 100 values per list and 1,000 in all, 4,096 characters per string and 65,536
 * in all, 512 characters per path and 8,192 in all.
 *
 * @example
 * ```ts
 * await roster.users.add("ada", { occupation: "Engineer", age: 36, tags: ["vip"] });
 * const { users } = await roster.users.list({
 *   where: {
 *     "data.occupation": "Engineer",
 *     "data.age": { gte: 18, lt: 65 },
 *     or: [{ "data.tags": { contains: "vip" } }, { createdAt: { lt: "2026-01-01" } }],
 *   },
 * });
 * console.log(users.length); // 1
 * ```
 */
export type Where<Values = AnyData> = UserConditions & {
  readonly [Path in keyof Values]?: DataOperand<Values[Path]> | DataOperators<Values[Path]>;
} & {
  readonly and?: readonly Where<Values>[];
  readonly or?: readonly Where<Values>[];
  readonly not?: Where<Values>;
};

type Status = (typeof USER_STATUSES)[number];

interface UserConditions {
  readonly id?: string | StringOperators;
  readonly version?: number | OrderOperators<number>;
  /** A date (`2026-11-23`, midnight UTC) or a time with a time zone (`2026-11-23T09:30:00Z`). */
  readonly createdAt?: string | OrderOperators<string>;
  readonly updatedAt?: string | OrderOperators<string>;
  readonly status?: Status | EqualityOperators<Status>;
  /** Whether the user has a ban that has not expired. */
  readonly banned?: boolean | EqualityOperators<boolean>;
}

interface EqualityOperators<Value> {
  readonly eq?: Value;
  /** True if `eq` is false. */
  readonly ne?: Value;
  /** Equal to one of the values; false for an empty list. */
  readonly in?: readonly Value[];
  readonly nin?: readonly Value[];
}

interface OrderOperators<Value> extends EqualityOperators<Value> {
  readonly gt?: Value;
  readonly gte?: Value;
  readonly lt?: Value;
  readonly lte?: Value;
}

interface StringOperators extends OrderOperators<string> {
  readonly contains?: string;
  readonly startsWith?: string;
}

type DataOperand<Value> = Extract<Value, Scalar> | Integer<Value> | null;
type OrderOperand<Value> = Extract<Value, string | number | bigint> | Integer<Value>;
/** An integer beyond 2^53, where there can be any number. */
type Integer<Value> = number extends Value ? bigint : never;

/** The operators for a data value of type `Value`. */
export interface DataOperators<Value = JsonValue> extends EqualityOperators<DataOperand<Value>> {
  readonly gt?: OrderOperand<Value>;
  readonly gte?: OrderOperand<Value>;
  readonly lt?: OrderOperand<Value>;
  readonly lte?: OrderOperand<Value>;
  /** Whether there is a value at the path; null is one. */
  readonly exists?: boolean;
  /** A substring of a string, or an element of an array. */
  readonly contains?: Contained<Value>;
  readonly startsWith?: Extract<Value, string>;
}

type Contained<Value> =
  | Extract<Value, string>
  | (Value extends readonly (infer Element)[]
      ? Extract<Element, Scalar> | Integer<Element>
      : never);
