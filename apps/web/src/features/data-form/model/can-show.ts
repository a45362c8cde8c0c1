import type { Field, FieldValue } from "./field-from-schema";
import { isJsonObject } from "@/lib/json";

/** Longer lists are edited as JSON. */
const MAX_ITEMS = 100;

/** Whether the field's control can represent the value; if not, it is edited as JSON. */
export function canShow({ shape, isNullable }: Field, value: FieldValue): boolean {
  if (value === undefined) return true;
  if (value === null) return isNullable;
  switch (shape.kind) {
    case "text":
      // Text inputs turn carriage returns into line feeds.
      return typeof value === "string" && !value.includes("\r");
    case "number":
      return typeof value === "number" || typeof value === "bigint";
    case "choice":
      return shape.values.some((one) => one === value);
    case "list":
      return Array.isArray(value) && value.length <= MAX_ITEMS;
    case "object":
      return isJsonObject(value);
    case "json":
      return false;
  }
}
