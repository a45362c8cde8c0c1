import type { JsonObject, JsonValue } from "@roster/contract/json";
import { zodPatterns } from "./zod-patterns.js";

/** The traits of a schema that determine how it is compiled. */
export interface SchemaTraits {
  /** All formats in the schema. Those unknown to Ajv only document; they validate nothing. */
  readonly formats: readonly string[];
  /** Custom keywords, which start with `x-`. */
  readonly customKeywords: readonly string[];
  /** Whether some data may take much longer to validate than to send. */
  readonly mayBeSlow: boolean;
}

/** Errs on the safe side: a property named `pattern` counts as the keyword. */
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

/** References to definitions that contain no references: they can neither multiply nor recurse. */
function findLeafRefs({ $defs = {} }: JsonObject): ReadonlySet<string> {
  const isLeaf = ([, definition]: [string, JsonValue]) =>
    !/"\$(?:ref|dynamicRef)"/.test(JSON.stringify(definition));
  const leaves = Object.entries($defs ?? {}).filter(isLeaf);
  return new Set(leaves.map(([name]) => `#/$defs/${name}`));
}

/** References can multiply and recurse, `uniqueItems` compares all pairs, and patterns can backtrack. */
function isSlow(key: string, value: JsonValue, leaves: ReadonlySet<string>): boolean {
  if (key === "$ref") return typeof value !== "string" || !leaves.has(value);
  if (key === "pattern") return typeof value !== "string" || !isFastPattern(value);
  if (key === "patternProperties") return !Object.keys(value ?? {}).every(isFastPattern);
  return key === "$dynamicRef" || key === "uniqueItems";
}

const isFastPattern = (pattern: string) => isSimplePattern(pattern) || zodPatterns.has(pattern);

/** A pattern with one choice point takes at most quadratic time; one with more may be exponential. */
function isSimplePattern(pattern: string): boolean {
  const bare = pattern.replace(/\\./g, "").replace(/\[[^\]]*\]/g, "");
  const choices = bare.match(/[*+|]|(?<!\()\?|\{\d+,?\d*\}/g) ?? [];
  return choices.length <= 1;
}
