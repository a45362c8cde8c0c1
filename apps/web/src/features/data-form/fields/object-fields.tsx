"use client";
import type { JsonObject } from "@roster/contract/json";
import { AddProperty } from "./add-property";
import type { DataFieldComponent } from "./field-props";
import { allowsAdditionalProperties, listProperties } from "../model/object-properties";
import { ownValue } from "@/lib/json";
import type { DataPath } from "../model/data-path";

interface ObjectFieldsProps {
  path: DataPath;
  schema: JsonObject;
  value: JsonObject;
  /** Renders one value; a prop, since importing it would be circular. */
  Field: DataFieldComponent;
}

/** A field for each key, and a way to add undeclared keys. */
export function ObjectFields({ path, schema, value, Field }: ObjectFieldsProps) {
  return (
    <>
      {listProperties(schema, value).map(({ name, schema: ofKey, isRequired, isDeclared }) => (
        <Field
          key={name}
          path={[...path, name]}
          label={name}
          schema={ofKey}
          value={ownValue(value, name)}
          isRequired={isRequired}
          isDeclared={isDeclared}
        />
      ))}
      {allowsAdditionalProperties(schema) && (
        <AddProperty path={path} schema={schema} value={value} />
      )}
    </>
  );
}
