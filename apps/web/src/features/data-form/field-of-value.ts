import type { JsonValue } from "@roster/contract/json";
import type { Field, Shape } from "./field-of";

/** How a value is drawn of which the schema says nothing: by its own type. */
export function fieldOfValue(value: JsonValue | undefined): Field {
  const isNullable = false;
  return { shape: shapeOf(value), isNullable, title: undefined, description: undefined };
}

function shapeOf(value: JsonValue | undefined): Shape {
  switch (typeof value) {
    case "string":
      return { kind: "text", format: undefined, mayBeEmpty: true };
    case "number":
      return { kind: "number", isInteger: false };
    case "boolean":
      return { kind: "choice", values: [true, false] };
    default:
      return { kind: "json" };
  }
}
