import {
  type ArgType,
  type ColumnType,
  ColumnTypeEnum,
  type SqlQuery,
} from "@prisma/driver-adapter-utils";
import type Database from "libsql";

/** The types that the tables of Roster declare, as Prisma calls them. */
const declared: Readonly<Record<string, ColumnType>> = {
  BIGINT: ColumnTypeEnum.Int64,
  INTEGER: ColumnTypeEnum.Int32,
  TEXT: ColumnTypeEnum.Text,
  JSONB: ColumnTypeEnum.Json,
};

/** A column that is computed has no declared type; its first value tells. */
export function columnTypesOf(
  columns: readonly Database.ColumnDefinition[],
  rows: readonly (readonly unknown[])[],
): ColumnType[] {
  return columns.map(({ type }, at) => declared[type ?? ""] ?? typeOfFirst(rows, at));
}

function typeOfFirst(rows: readonly (readonly unknown[])[], at: number): ColumnType {
  const first = rows.find((row) => row[at] !== null)?.[at];
  switch (typeof first) {
    case "string":
      return ColumnTypeEnum.Text;
    case "number":
      return ColumnTypeEnum.UnknownNumber;
    case "object":
      return ColumnTypeEnum.Bytes;
    default:
      return ColumnTypeEnum.Int32; // null in every row
  }
}

export function toArguments({ args, argTypes }: SqlQuery): unknown[] {
  return args.map((value, at) => toArgument(value, argTypes[at]));
}

/** Prisma passes a 64-bit number as text, and SQLite has no boolean. */
export function toArgument(value: unknown, type?: ArgType): unknown {
  if (typeof value === "string" && type?.scalarType === "bigint") return BigInt(value);
  return typeof value === "boolean" ? Number(value) : value;
}
