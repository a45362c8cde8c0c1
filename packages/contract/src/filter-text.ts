export { type FilterTextProblem, readFilterText } from "./read-filter-text.js";
export { writeFilterText } from "./write-filter-text.js";
