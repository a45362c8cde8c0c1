export { parseExactJson } from "./json/exact-json.js";
export { formatPath } from "./json/format-path.js";
export type { JsonObject, JsonValue } from "./json/json-value.js";
