import type { Operator } from "./parse-operator.js";

/** The syntax tree that the grammar (filter.peggy) builds, with the position of each part. */
export type FilterNode =
  | { readonly kind: "and" | "or"; readonly nodes: readonly FilterNode[] }
  | { readonly kind: "not"; readonly node: FilterNode }
  | ConditionNode;

export interface ConditionNode {
  readonly kind: "condition";
  readonly path: { readonly keys: readonly string[]; readonly position: Position };
  readonly operator: Operator | "absent";
  /** Whether `operands` is a list; otherwise it has one operand, or none for `exists`. */
  readonly isList: boolean;
  readonly operands: readonly OperandNode[];
}

export interface OperandNode {
  /** A quoted string, or anything without quotes. */
  readonly kind: "string" | "bare";
  /** The source text, with its quotes. */
  readonly raw: string;
  readonly position: Position;
}

/** A position in the text, counted from 1. Columns count UTF-16 units, as editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}
