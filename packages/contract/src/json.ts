export { dataTextOf } from "./json/data-text.js";
export { formatPath } from "./json/format-path.js";
export { JsonStream } from "./json/json-stream.js";
export { isJsonText, JsonText, trustedJsonText } from "./json/json-text.js";
export { parseJsonText, readJsonText, readToken } from "./json/read-json-text.js";
export {
  endOfString,
  endOfValue,
  isArrayToken,
  isObjectToken,
  itemsOf,
  type Member,
  membersOf,
  parseToken,
  valueTokenAt,
} from "./json/json-tokens.js";
export type { JsonObject, JsonValue } from "./json/json-value.js";
export { parseJson, type ParsedJson, type ParsedJsonObject } from "./json/parse-json.js";
export { stringifyJson } from "./json/stringify-json.js";
export { skipSpace, walkJson } from "./json/walk-json.js";
export type { Wire } from "./json/wire.js";
export { isPlainObject, toJsonText } from "./json/to-json-text.js";
