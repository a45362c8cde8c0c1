export {
  answerRest,
  refuseRest,
  type RestAnswer,
  type RestOptions,
  type RestRequest,
} from "./answer-rest.js";
export { openApiDocument } from "./openapi/document.js";
