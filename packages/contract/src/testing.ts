export { type SentJson, sentObject } from "./json/testing/sent-json.js";
