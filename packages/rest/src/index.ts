export {
  handleRest,
  rejectRest,
  type RestResponse,
  type RestOptions,
  type RestRequest,
} from "./handle-rest.js";
export { openApiDocument } from "./openapi/document.js";
