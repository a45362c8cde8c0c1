import type { Issue } from "../errors/errors.js";
import type { ConditionNode, FilterNode, OperandNode, Position } from "./filter-node.js";
import { parseOperand } from "./parse-operand.js";
import { parseWhere } from "./parse-where.js";
import type { Where } from "./where.js";

/** An error in a filter text, with its position. */
export interface FilterParseError extends Position {
  readonly message: string;
}

/** The `where` of a syntax tree, or the first error in it. */
export function toWhere(
  root: FilterNode,
): { readonly where: Where } | { readonly error: FilterParseError } {
  const errors: FilterParseError[] = [];
  const where = build(root);
  const [issue] = parseWhere(where).issues;
  const error = errors[0] ?? (issue && locate(root, issue));
  return error ? { error } : { where };

  function build(node: FilterNode): object {
    switch (node.kind) {
      case "and":
      case "or":
        return { [node.kind]: node.nodes.map(build) };
      case "not":
        return { not: build(node.node) };
      case "condition":
        return { [keyOf(node)]: buildOperators(node) };
    }
  }

  function buildOperators(node: ConditionNode): object {
    const { operator, isList } = node;
    if (operator === "exists" || operator === "absent") return { exists: operator === "exists" };
    const operands = node.operands.map((operand) => buildOperand(node, operand));
    return { [operator]: isList ? operands : operands[0] };
  }

  function buildOperand(node: ConditionNode, operand: OperandNode): unknown {
    const parsed = parseOperand(operand, keyOf(node));
    if ("value" in parsed) return parsed.value;
    errors.push({ ...operand.position, message: `${truncate(operand.raw)} ${parsed.error}` });
    return null;
  }
}

/** Finds the node of an issue: nodes nest like the `where` built from them, so the issue's path fits both. */
function locate(node: FilterNode, { path, message }: Issue): FilterParseError {
  const [key, ...rest] = path;
  switch (node.kind) {
    case "condition": {
      const { position } = node.path;
      if (rest.length === 0) return { ...position, message: `${truncate(keyOf(node))} ${message}` };
      const [operand] = node.operands;
      const subject = operand && !node.isList ? truncate(operand.raw) : String(rest[0]);
      return { ...(operand?.position ?? position), message: `${subject} ${message}` };
    }
    case "not":
      return locate(node.node, { path: key === "not" ? rest : [], message });
    default: {
      const [index, ...below] = rest;
      const [first] = node.nodes;
      const next = typeof index === "number" ? node.nodes[index] : first;
      if (next) return locate(next, { path: below, message });
      return { line: 1, column: 1, message };
    }
  }
}

const aliases = new Map([
  ["created", "createdAt"],
  ["updated", "updatedAt"],
]);

function keyOf({ path }: ConditionNode): string {
  const [field = "", ...keys] = path.keys;
  const first = keys.length === 0 ? (aliases.get(field) ?? field) : field;
  return [first, ...keys].map((key) => key.replaceAll(/[.\\]/g, String.raw`\$&`)).join(".");
}

const MAX_QUOTED_LENGTH = 40;

export function truncate(text: string): string {
  return text.length > MAX_QUOTED_LENGTH ? `${text.slice(0, MAX_QUOTED_LENGTH)}…` : text;
}
