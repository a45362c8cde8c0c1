import type { JsonValue } from "@roster/contract/json";
import type { ComponentType } from "react";
import type { Field, FieldValue } from "../model/field-from-schema";
import type { DataPath } from "../model/data-path";

/** Props of every input of the form. */
export interface FieldProps {
  readonly path: DataPath;
  readonly label: string;
  readonly field: Field;
  /** The token of the value; undefined if absent. */
  readonly token: string | undefined;
  readonly value: FieldValue;
  readonly isRequired: boolean;
  /** The schema declares the field, so it stays visible when its value is removed. */
  readonly isDeclared: boolean;
}

/** With the schema that the field is derived from. */
export interface DataFieldProps extends Omit<FieldProps, "field" | "value"> {
  readonly schema: JsonValue | undefined;
}

export type DataFieldComponent = ComponentType<DataFieldProps>;
