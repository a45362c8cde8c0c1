import type { DataPath, UserPath } from "../users/user-path.js";

/** A value that a condition compares with. */
export type Scalar = string | number | boolean | null;

/** What a {@link Where} says, in the few words that the store knows. */
export type Filter =
  | { readonly kind: "all" | "any"; readonly filters: readonly Filter[] }
  | { readonly kind: "not"; readonly filter: Filter }
  | Condition;

export type Comparison = "eq" | "gt" | "gte" | "lt" | "lte";

/** One question to one place of a user. The operand of a time is a timestamp in UTC. */
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

/** How users are ordered: by the value at `path`, one way or the other. */
export interface SortBy {
  readonly path: UserPath;
  readonly direction: "asc" | "desc";
}
