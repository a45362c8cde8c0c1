import type { DataSchema } from "@roster/contract";
import { type DataSchemaRow, toTimestamp } from "@roster/db";
import { parseJsonObject } from "../json/json-object.js";

export function toDataSchema({ version, schema, appliesTo, createdAt }: DataSchemaRow): DataSchema {
  return {
    version,
    schema: schema === null ? null : parseJsonObject(schema),
    appliesTo,
    createdAt: toTimestamp(createdAt),
  };
}
