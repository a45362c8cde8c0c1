import { raw, type Sql } from "@prisma/client/runtime/client";
import type { Comparison } from "@roster/contract/filter";

const operators: Record<Comparison, Sql> = {
  eq: raw("="),
  gt: raw(">"),
  gte: raw(">="),
  lt: raw("<"),
  lte: raw("<="),
};

export function operatorSql(operator: Comparison): Sql {
  return operators[operator];
}

/** The operator that must hold for the prefixes of two strings if `operator` holds for the strings. */
export function prefixOperatorSql(operator: Comparison): Sql {
  if (operator === "eq") return operators.eq;
  return operator === "gt" || operator === "gte" ? operators.gte : operators.lte;
}
