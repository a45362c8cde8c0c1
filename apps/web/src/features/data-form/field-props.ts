import type { JsonValue } from "@roster/contract/json";
import type { ComponentType } from "react";
import type { Field } from "./field-of";
import type { Path } from "./path";

/** What each control is given of its value. */
export interface FieldProps {
  readonly path: Path;
  readonly label: string;
  readonly field: Field;
  /** Undefined: it is not there. */
  readonly value: JsonValue | undefined;
  readonly isRequired: boolean;
  /** Its place stays where its value is removed: the schema names it. */
  readonly isNamed: boolean;
}

/** The same, with the schema that the field is to be drawn by. */
export interface AnyFieldProps extends Omit<FieldProps, "field"> {
  readonly schema: JsonValue | undefined;
}

export type FieldComponent = ComponentType<AnyFieldProps>;
