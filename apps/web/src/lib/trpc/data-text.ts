import type { JsonObject } from "@roster/contract/json";

/** A version of the schema as JSON, token for token; undefined if it has none. */
export const schemaTextOf = (
  version: { readonly schema: JsonObject | null } | null | undefined,
): string | undefined =>
  memberText(version?.schema, version && "schemaText" in version && version.schemaText);

/** The data before and after a change as JSON, token for token; undefined where the log has none. */
export function changeTextsOf(change: {
  readonly before?: JsonObject | undefined;
  readonly data?: JsonObject | undefined;
}): { readonly before: string | undefined; readonly after: string | undefined } {
  return {
    before: memberText(change.before, "beforeText" in change && change.beforeText),
    after: memberText(change.data, "dataText" in change && change.dataText),
  };
}

/** The text that {@link readJson} kept; objects of other origins have only their values. */
function memberText(value: JsonObject | null | undefined, text: unknown): string | undefined {
  if (!value) return undefined;
  return typeof text === "string" ? text : JSON.stringify(value);
}
