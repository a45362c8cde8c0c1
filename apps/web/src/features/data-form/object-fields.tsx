"use client";
import type { JsonObject } from "@roster/contract/json";
import { AddKey } from "./add-key";
import type { FieldComponent } from "./field-props";
import { isOpen, keysOf } from "./object-keys";
import { ownValue, type Path } from "./path";

interface ObjectFieldsProps {
  path: Path;
  schema: JsonObject;
  value: JsonObject;
  /** Draws one value; given, since it draws objects in turn. */
  Field: FieldComponent;
}

/** A field for each key, and one for a key that the schema does not name. */
export function ObjectFields({ path, schema, value, Field }: ObjectFieldsProps) {
  return (
    <>
      {keysOf(schema, value).map(({ name, schema: ofKey, isRequired, isNamed }) => (
        <Field
          key={name}
          path={[...path, name]}
          label={name}
          schema={ofKey}
          value={ownValue(value, name)}
          isRequired={isRequired}
          isNamed={isNamed}
        />
      ))}
      {isOpen(schema) && <AddKey path={path} schema={schema} value={value} />}
    </>
  );
}
