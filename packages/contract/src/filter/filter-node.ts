import type { Operator } from "./parse-operator.js";

/** What the grammar (filter.peggy) makes of a filter's text: its shape, and where each part stands. */
export type FilterNode =
  | { readonly kind: "and" | "or"; readonly nodes: readonly FilterNode[] }
  | { readonly kind: "not"; readonly node: FilterNode }
  | ConditionNode;

export interface ConditionNode {
  readonly kind: "condition";
  readonly path: { readonly steps: readonly string[]; readonly place: Position };
  readonly operator: Operator | "absent";
  /** Whether `operands` is a list; else it is one operand, or none for `exists`. */
  readonly isList: boolean;
  readonly operands: readonly OperandNode[];
}

export interface OperandNode {
  /** A text in quotes, or anything without. */
  readonly kind: "text" | "bare";
  /** As it is written, with the quotes. */
  readonly raw: string;
  readonly place: Position;
}

/** Where something begins, counted from 1. A column is a UTF-16 unit, as in an editor. */
export interface Position {
  readonly line: number;
  readonly column: number;
}
