import { raw, type Sql } from "@prisma/client/runtime/client";
import type { Comparison } from "@roster/contract/filter";

const signs: Record<Comparison, Sql> = {
  eq: raw("="),
  gt: raw(">"),
  gte: raw(">="),
  lt: raw("<"),
  lte: raw("<="),
};

export function signOf(operator: Comparison): Sql {
  return signs[operator];
}

/** For the beginnings of two texts what `operator` is for the texts themselves. */
export function signOfBeginnings(operator: Comparison): Sql {
  if (operator === "eq") return signs.eq;
  return operator === "gt" || operator === "gte" ? signs.gte : signs.lte;
}
