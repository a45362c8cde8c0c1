import type { DataSchema } from "@roster/contract";
import { trustedJsonText } from "@roster/contract/json";
import { type DataSchemaRow, toTimestamp } from "@roster/db";

export function toDataSchema({ version, schema, appliesTo, createdAt }: DataSchemaRow): DataSchema {
  return {
    version,
    schema: schema === null ? null : trustedJsonText(schema),
    appliesTo,
    createdAt: toTimestamp(createdAt),
  };
}
