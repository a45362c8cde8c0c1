"use client";
import type { JsonObject } from "@roster/contract/json";
import { AddProperty } from "./add-property";
import type { DataFieldComponent } from "./field-props";
import { allowsAdditionalProperties, listProperties } from "../model/object-properties";
import { entriesOf } from "@/lib/json";
import type { DataPath } from "../model/data-path";

interface ObjectFieldsProps {
  path: DataPath;
  schema: JsonObject;
  /** The token of the object. */
  token: string;
  /** Renders one value; a prop, since importing it would be circular. */
  Field: DataFieldComponent;
}

/** A field for each key, and a way to add undeclared keys. */
export function ObjectFields({ path, schema, token, Field }: ObjectFieldsProps) {
  const entries = entriesOf(token);
  return (
    <>
      {listProperties(schema, entries.keys()).map(
        ({ name, schema: ofKey, isRequired, isDeclared }) => (
          <Field
            key={name}
            path={[...path, name]}
            label={name}
            schema={ofKey}
            token={entries.get(name)}
            isRequired={isRequired}
            isDeclared={isDeclared}
          />
        ),
      )}
      {allowsAdditionalProperties(schema) && (
        <AddProperty path={path} schema={schema} keys={[...entries.keys()]} />
      )}
    </>
  );
}
