import type { JsonObject } from "@roster/contract/json";

/** The user's data as JSON: minified, with its tokens as they are stored. */
export const dataTextOf = (user: { readonly data: JsonObject }): string =>
  "dataText" in user && typeof user.dataText === "string"
    ? user.dataText
    : JSON.stringify(user.data);

/** The same for a version of the schema; undefined if it has none. */
export function schemaTextOf(
  version: { readonly schema: JsonObject | null } | null | undefined,
): string | undefined {
  if (!version?.schema) return undefined;
  return "schemaText" in version && typeof version.schemaText === "string"
    ? version.schemaText
    : JSON.stringify(version.schema);
}
