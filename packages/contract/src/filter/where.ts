import type { Scalar } from "./filter.js";
import type { JsonValue } from "../json/json-value.js";

/** The paths of free-form data, and what can stand there: anything. */
export type AnyData = Readonly<Record<`data.${string}`, JsonValue>>;

/**
 * Which users are meant: all conditions must hold. A key is a path (`id`, `version`, `createdAt`,
 * `updatedAt`, `data.address.city`; a dot inside a key is written `\.`), its value a set of operators that
 * must all hold, or a bare value, which means `eq`. `and`, `or` and `not` combine further conditions.
 *
 * Types compare as types: `gt: 5` holds for numbers above 5 and for nothing else, `eq: "5"` never for the
 * number 5. Text compares by its code points, letter case included. `null` is a value, found by `eq: null`;
 * absence is found by `exists: false` alone. A condition is true or false, never unknown: `ne` is true
 * wherever `eq` is false, so also where the value is absent or of another type, and so are `nin` and `not`.
 *
 * Bounds: 100 conditions, 10 levels, 100 values a list, 4,096 characters a text.
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

interface UserConditions {
  readonly id?: string | TextOperators;
  readonly version?: number | OrderOperators<number>;
  /** A date (`2026-11-23`, its first moment in UTC) or a time with its zone (`2026-11-23T09:30:00Z`). */
  readonly createdAt?: string | OrderOperators<string>;
  readonly updatedAt?: string | OrderOperators<string>;
}

interface EqualityOperators<Value> {
  readonly eq?: Value;
  /** True wherever `eq` is false. */
  readonly ne?: Value;
  /** Equal to one of them; never for an empty list. */
  readonly in?: readonly Value[];
  readonly nin?: readonly Value[];
}

interface OrderOperators<Value> extends EqualityOperators<Value> {
  readonly gt?: Value;
  readonly gte?: Value;
  readonly lt?: Value;
  readonly lte?: Value;
}

interface TextOperators extends OrderOperators<string> {
  readonly contains?: string;
  readonly startsWith?: string;
}

type DataOperand<Value> = Extract<Value, Scalar> | null;
type OrderOperand<Value> = Extract<Value, string | number>;

/** The operators on a value of data of the type `Value`. */
export interface DataOperators<Value = JsonValue> extends EqualityOperators<DataOperand<Value>> {
  readonly gt?: OrderOperand<Value>;
  readonly gte?: OrderOperand<Value>;
  readonly lt?: OrderOperand<Value>;
  readonly lte?: OrderOperand<Value>;
  /** Whether the path leads to a value; null is one. */
  readonly exists?: boolean;
  /** A part of a text, or an element of an array. */
  readonly contains?: Contained<Value>;
  readonly startsWith?: Extract<Value, string>;
}

type Contained<Value> =
  | Extract<Value, string>
  | (Value extends readonly (infer Element)[] ? Extract<Element, Scalar> : never);
