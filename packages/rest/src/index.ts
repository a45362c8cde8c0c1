export { toErrorBody } from "./error-body.js";
export { handleRest, rejectRest } from "./handle-rest.js";
export { openApiDocument } from "./openapi/document.js";
