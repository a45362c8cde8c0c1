import type { JsonObject, JsonValue } from "@roster/contract/json";
import { parsePointer } from "./to-issues.js";
import { zodPatterns } from "./zod-patterns.js";

/** How much work it can be to validate data against a schema. */
export interface SchemaCost {
  /** At most this many keywords are evaluated for each value. Infinite for schemas that refer to themselves. */
  readonly perValue: number;
  /** At most this many times, a value's items are compared with each other. */
  readonly perPair: number;
}

const NOTHING: SchemaCost = { perValue: 0, perPair: 0 };
const UNBOUNDED: SchemaCost = { perValue: Infinity, perPair: Infinity };

/** Counts the schema's keywords and values, and what its references refer to as often as they do. */
export function findCost(schema: JsonObject): SchemaCost {
  const costs = new Map<string, SchemaCost>();
  return costOf(schema);

  function costOf(value: JsonValue | undefined): SchemaCost {
    if (typeof value !== "object" || value === null) return { perValue: 1, perPair: 0 };
    const entries = Object.entries(value);
    const cost = entries.map(([key, inner]) => costOfKey(key, inner)).reduce(add, NOTHING);
    // Each tracks the keys that the other keywords have evaluated.
    const isTracking = "unevaluatedProperties" in value || "unevaluatedItems" in value;
    // A nested $id changes what references refer to.
    if (value !== schema && "$id" in value) return UNBOUNDED;
    return {
      perValue: 1 + (isTracking ? cost.perValue ** 2 : cost.perValue),
      perPair: cost.perPair + ("uniqueItems" in value ? 1 : 0),
    };
  }

  function costOfKey(key: string, value: JsonValue): SchemaCost {
    if (key === "$dynamicRef") return UNBOUNDED;
    return key === "$ref" && typeof value === "string" ? costOfRef(value) : costOf(value);
  }

  function costOfRef(ref: string): SchemaCost {
    const known = costs.get(ref);
    if (known) return known;
    // What refers to itself finds this.
    costs.set(ref, UNBOUNDED);
    const target = /^#(?:\/[^%]*)?$/.test(ref) ? resolve(schema, ref) : undefined;
    const cost = target === undefined ? UNBOUNDED : costOf(target);
    costs.set(ref, cost);
    return cost;
  }
}

const add = (one: SchemaCost, other: SchemaCost): SchemaCost => ({
  perValue: one.perValue + other.perValue,
  perPair: one.perPair + other.perPair,
});

function resolve(schema: JsonObject, pointer: string): JsonValue | undefined {
  let value: JsonValue | undefined = schema;
  for (const key of parsePointer(pointer)) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Object.entries(value).find(([name]) => name === key)?.[1];
  }
  return value;
}

/** Whether the pattern takes at most quadratic time for any string in a backtracking engine. */
export function isQuadraticAtMost(pattern: string): boolean {
  return zodPatterns.has(pattern) || countChoices(pattern) <= 1;
}

/** With one choice point, each start has as many attempts as characters; with more, time may be exponential. */
function countChoices(pattern: string): number {
  const bare = pattern
    .replace(/\\[1-9k]/g, "+")
    .replace(/\\./g, "")
    .replace(/\[[^\]]*\]/g, "");
  return (bare.match(/[*+|]|(?<!\()\?|\{\d+,?\d*\}/g) ?? []).length;
}
