import type { JsonValue } from "@roster/contract/json";
import type { ComponentType } from "react";
import type { Field } from "../model/field-from-schema";
import type { DataPath } from "../model/data-path";

/** What each control is given of its value. */
export interface FieldProps {
  readonly path: DataPath;
  readonly label: string;
  readonly field: Field;
  /** Undefined: it is not there. */
  readonly value: JsonValue | undefined;
  readonly isRequired: boolean;
  /** Its place stays where its value is removed: the schema names it. */
  readonly isDeclared: boolean;
}

/** The same, with the schema that the field is to be drawn by. */
export interface DataFieldProps extends Omit<FieldProps, "field"> {
  readonly schema: JsonValue | undefined;
}

export type DataFieldComponent = ComponentType<DataFieldProps>;
