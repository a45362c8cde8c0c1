export { toExactNumber } from "./filter/exact-number.js";
export type { Comparison, Condition, Filter, Scalar } from "./filter/filter.js";
export { formatFilter } from "./filter/format-filter.js";
export { type FilterParseError, parseFilter } from "./filter/parse-filter.js";
export type { AnyData, DataOperators, Where } from "./filter/where.js";
