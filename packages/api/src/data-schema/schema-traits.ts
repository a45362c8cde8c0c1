import type { JsonObject, JsonValue } from "@roster/contract/json";

/** What a schema contains, wherever it is. */
export interface SchemaTraits {
  /** All formats in the schema. Those unknown to Ajv only document; they validate nothing. */
  readonly formats: readonly string[];
  /** Custom keywords, which start with `x-`. */
  readonly customKeywords: readonly string[];
  readonly patterns: readonly string[];
}

/** Finds too much rather than too little: a property named `pattern` counts as the keyword. */
export function findTraits(schema: JsonObject): SchemaTraits {
  const formats = new Set<string>();
  const customKeywords = new Set<string>();
  const patterns = new Set<string>();
  visit(schema);
  return { formats: [...formats], customKeywords: [...customKeywords], patterns: [...patterns] };

  function visit(value: JsonValue): void {
    if (typeof value !== "object" || value === null) return;
    if (Array.isArray(value)) return value.forEach(visit);
    for (const [key, inner] of Object.entries(value)) {
      if (key.startsWith("x-")) customKeywords.add(key);
      if (key === "format" && typeof inner === "string") formats.add(inner);
      if (key === "pattern" && typeof inner === "string") patterns.add(inner);
      if (key === "patternProperties") Object.keys(inner ?? {}).forEach((one) => patterns.add(one));
      visit(inner);
    }
  }
}
