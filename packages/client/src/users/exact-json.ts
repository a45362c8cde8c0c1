import type { JsonObject } from "@roster/contract/json";

/** A JSON value whose integers beyond 2^53 are bigints. */
export type ExactJsonValue =
  string | number | bigint | boolean | null | ExactJsonValue[] | ExactJsonObject;

/** A JSON object whose integers beyond 2^53 are bigints. */
export interface ExactJsonObject {
  [key: string]: ExactJsonValue;
}

/** An object to store as JSON. Members that are undefined are omitted. */
export interface StorableObject<Number = number | bigint> {
  readonly [key: string]: Storable<Number> | undefined;
}
type Storable<Number> =
  string | Number | boolean | null | readonly Storable<Number>[] | StorableObject<Number>;

/** The data to write for data of this type: any JSON object unless the type is known. */
export type InputOf<Data> = string extends keyof Data
  ? JsonObject extends Data
    ? StorableObject
    : Data
  : Data;
