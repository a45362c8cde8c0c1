import type { JsonObject, JsonValue } from "@roster/contract/json";
import { zodPatterns } from "./zod-patterns.js";

/** What is to be known of a schema before it is compiled. */
export interface SchemaTraits {
  /** All formats that it names; those that Ajv does not know say something to people, and check nothing. */
  readonly formats: readonly string[];
  /** Keywords of its author's own, which begin with `x-`. */
  readonly customKeywords: readonly string[];
  /** Whether data can be made for it that takes much longer to check than to send. */
  readonly mayBeSlow: boolean;
}

/** Reads too much rather than too little: a property named `pattern` is taken for the keyword. */
export function findTraits(schema: JsonObject): SchemaTraits {
  const formats = new Set<string>();
  const customKeywords = new Set<string>();
  const leaves = findLeafRefs(schema);
  let mayBeSlow = false;
  visit(schema);
  return { formats: [...formats], customKeywords: [...customKeywords], mayBeSlow };

  function visit(value: JsonValue): void {
    if (typeof value !== "object" || value === null) return;
    if (Array.isArray(value)) return value.forEach(visit);
    for (const [key, inner] of Object.entries(value)) {
      if (key.startsWith("x-")) customKeywords.add(key);
      if (key === "format" && typeof inner === "string") formats.add(inner);
      if (isSlow(key, inner, leaves)) mayBeSlow = true;
      visit(inner);
    }
  }
}

/** The references to definitions that refer to nothing: they can neither multiply nor recur. */
function findLeafRefs({ $defs = {} }: JsonObject): ReadonlySet<string> {
  const isLeaf = ([, definition]: [string, JsonValue]) =>
    !/"\$(?:ref|dynamicRef)"/.test(JSON.stringify(definition));
  const leaves = Object.entries($defs ?? {}).filter(isLeaf);
  return new Set(leaves.map(([name]) => `#/$defs/${name}`));
}

/** References multiply and recur, `uniqueItems` compares each with each, and patterns go back and forth. */
function isSlow(key: string, value: JsonValue, leaves: ReadonlySet<string>): boolean {
  if (key === "$ref") return typeof value !== "string" || !leaves.has(value);
  if (key === "pattern") return typeof value !== "string" || !isFastPattern(value);
  if (key === "patternProperties") return !Object.keys(value ?? {}).every(isFastPattern);
  return key === "$dynamicRef" || key === "uniqueItems";
}

const isFastPattern = (pattern: string) => isSimplePattern(pattern) || zodPatterns.has(pattern);

/** With one choice of how to go on a text takes at most quadratic time; with more, maybe exponential. */
function isSimplePattern(pattern: string): boolean {
  const bare = pattern.replace(/\\./g, "").replace(/\[[^\]]*\]/g, "");
  const choices = bare.match(/[*+|]|(?<!\()\?|\{\d+,?\d*\}/g) ?? [];
  return choices.length <= 1;
}
