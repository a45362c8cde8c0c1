"use client";
import { itemsOf, type JsonValue } from "@roster/contract/json";
import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { dataFormTexts } from "@/features/data-form/texts";
import { fieldFromSchema } from "../model/field-from-schema";
import type { DataFieldComponent } from "./field-props";
import { useDataForm } from "../form-context";
import { initialValue } from "../model/object-properties";
import type { DataPath } from "../model/data-path";

interface ListFieldsProps {
  path: DataPath;
  items: JsonValue | undefined;
  /** The token of the list. */
  token: string;
  label: string;
  /** Renders one value; a prop, since importing it would be circular. */
  Field: DataFieldComponent;
}

/** A field for each item, and a button that adds one. */
export function ListFields({ path, items, token, label, Field }: ListFieldsProps) {
  const { setToken, focus, schema: rootSchema } = useDataForm();
  const tokens = [...itemsOf(token)];

  function add() {
    const at = [...path, tokens.length];
    setToken(at, JSON.stringify(initialValue(items, rootSchema) ?? emptyOf(items)));
    focus(at);
  }

  function emptyOf(schema: JsonValue | undefined): JsonValue {
    const { shape } = fieldFromSchema(schema, rootSchema);
    if (shape.kind === "number") return 0;
    return shape.kind === "choice" ? (shape.values[0] ?? null) : "";
  }

  return (
    <>
      {tokens.map((item, index) => (
        <Field
          // Items are identified only by index; their drafts move with them.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          path={[...path, index]}
          label={dataFormTexts.item(label, index + 1)}
          schema={items}
          token={item}
          isRequired
          isDeclared={false}
        />
      ))}
      <Button size="small" className="justify-self-start" onClick={add}>
        <Plus aria-hidden />
        {dataFormTexts.addTo(label)}
      </Button>
    </>
  );
}
