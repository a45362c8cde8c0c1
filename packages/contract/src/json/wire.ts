import type { JsonStream } from "./json-stream.js";
import type { JsonText } from "./json-text.js";
import type { JsonObject } from "./json-value.js";

/** A result as clients parse it from JSON, which has no undefined values. */
export type Wire<T> = T extends JsonText
  ? JsonObject
  : T extends JsonStream<infer Value>
    ? Wire<Value>
    : T extends JsonObject | null
      ? T
      : T extends readonly (infer Item)[]
        ? Wire<Item>[]
        : T extends object
          ? { [Key in keyof T]: Wire<Exclude<T[Key], undefined>> }
          : T;
