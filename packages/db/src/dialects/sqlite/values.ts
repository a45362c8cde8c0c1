import {
  type ArgType,
  type ColumnType,
  ColumnTypeEnum,
  type SqlQuery,
  type SqlResultSet,
} from "@prisma/driver-adapter-utils";
import type { ColumnOf } from "./writer-messages.js";

/** The column types of Roster's tables, in Prisma's terms. */
const declaredTypes: Readonly<Record<string, ColumnType>> = {
  BIGINT: ColumnTypeEnum.Int64,
  INTEGER: ColumnTypeEnum.Int32,
  TEXT: ColumnTypeEnum.Text,
  JSONB: ColumnTypeEnum.Json,
};

/** A computed column has no declared type; its first value determines it. */
export function toResultSet(columns: readonly ColumnOf[], rows: unknown[][]): SqlResultSet {
  return {
    columnNames: columns.map(([name]) => name),
    columnTypes: columns.map(
      ([, type], at) => declaredTypes[type ?? ""] ?? typeOfFirstValue(rows, at),
    ),
    rows,
  };
}

function typeOfFirstValue(rows: readonly (readonly unknown[])[], at: number): ColumnType {
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
  return args.map((value, index) => toArgument(value, argTypes[index]));
}

/** Prisma passes a 64-bit number as a string, and SQLite has no booleans. */
export function toArgument(value: unknown, type?: ArgType): unknown {
  if (typeof value === "string" && type?.scalarType === "bigint") return BigInt(value);
  return typeof value === "boolean" ? Number(value) : value;
}
