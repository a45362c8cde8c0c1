import type { DataSchema } from "@roster/contract";
import type { JsonObject } from "@roster/contract/json";
import { type DataSchemaRow, toTimestamp } from "@roster/db";

export function toDataSchema({ version, schema, appliesTo, createdAt }: DataSchemaRow): DataSchema {
  return {
    version,
    schema: schema === null ? null : (JSON.parse(schema) as JsonObject), // oxlint-disable-line typescript/consistent-type-assertions -- only objects are set
    appliesTo,
    createdAt: toTimestamp(createdAt),
  };
}
