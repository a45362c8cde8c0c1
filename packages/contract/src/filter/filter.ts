import type { DataPath, UserPath } from "../users/user-path.js";

/** A value that a condition compares with. In a parsed filter, numbers are as `toExactNumber` returns them. */
export type Scalar = string | number | bigint | boolean | null;

/** A `where` after parsing, reduced to the few operators of the store. */
export type Filter =
  | { readonly kind: "all" | "any"; readonly filters: readonly Filter[] }
  | { readonly kind: "not"; readonly filter: Filter }
  | Condition;

export type Comparison = "eq" | "gt" | "gte" | "lt" | "lte";

/** A condition on the value at one path. Operands of time fields are UTC timestamps. */
export type Condition =
  | {
      readonly kind: "compare";
      readonly path: UserPath;
      readonly operator: Comparison;
      readonly operand: Scalar;
    }
  | { readonly kind: "in"; readonly path: UserPath; readonly operands: readonly Scalar[] }
  | { readonly kind: "exists"; readonly path: DataPath }
  | {
      readonly kind: "contains";
      readonly path: readonly ["id"] | DataPath;
      readonly operand: Scalar;
    }
  | {
      readonly kind: "startsWith";
      readonly path: readonly ["id"] | DataPath;
      readonly operand: string;
    };
