export { type FilterTextProblem, readFilterText } from "./filter/read-filter-text.js";
export { writeFilterText } from "./filter/write-filter-text.js";
