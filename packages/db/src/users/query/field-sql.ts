import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import type { UserField } from "@roster/contract";
import { fromTimestamp } from "../../clock.js";

type Column = Exclude<UserField, "banned"> | "deletedAt";

type FieldPath = readonly [Column];

const columns: Record<Column, Sql> = {
  id: sql`id`,
  version: sql`version`,
  createdAt: sql`created_at`,
  updatedAt: sql`updated_at`,
  status: sql`CASE WHEN deleted_created_at IS NOT NULL THEN 'deleted'
    WHEN deactivated_at IS NOT NULL THEN 'deactivated' ELSE 'active' END`,
  // Minus the time of the deletion, which `-` would hide from the index.
  deletedAt: sql`trashed_at`,
};

export function columnOf([field]: FieldPath): Sql {
  return columns[field];
}

/** Converts a field's API value to the type of its column. */
export function columnValue([field]: FieldPath, value: unknown): Sql {
  switch (field) {
    case "id":
    case "status":
      return sql`${String(value)}`;
    case "version": // may be compared with 1.5
      return sql`CAST(${String(value)} AS DOUBLE PRECISION)`;
    case "createdAt":
    case "updatedAt":
      return sql`${fromTimestamp(String(value))}`;
    case "deletedAt":
      return sql`${-fromTimestamp(String(value))}`;
  }
}
