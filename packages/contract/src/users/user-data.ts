import { z } from "zod";
import { isJsonText, type JsonText } from "../json/json-text.js";
import type { JsonObject } from "../json/json-value.js";
import { toJsonText } from "../json/to-json-text.js";

/**
 * The data that an application stores about a user: any JSON object, returned with the tokens that were sent. Values
 * that cannot be stored are rejected: numbers out of a double's range or longer than 64 characters, duplicate keys,
 * U+0000, lone surrogates, nesting deeper than 64 and, in JavaScript, what JSON cannot represent.
 */
export const UserData = z.custom<JsonObject | JsonText>().transform((value, context): JsonText => {
  const data = isJsonText(value) ? value : toJsonText(value);
  for (const { path, message } of data.issues) {
    context.addIssue({ code: "custom", path: [...path], message });
  }
  return data;
});
export type UserData = JsonText;
