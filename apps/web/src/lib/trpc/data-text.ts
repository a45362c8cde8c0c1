import type { JsonObject } from "@roster/contract/json";

/** A version of the schema as JSON, token for token; undefined if it has none. */
export function schemaTextOf(
  version: { readonly schema: JsonObject | null } | null | undefined,
): string | undefined {
  if (!version?.schema) return undefined;
  return "schemaText" in version && typeof version.schemaText === "string"
    ? version.schemaText
    : JSON.stringify(version.schema);
}
