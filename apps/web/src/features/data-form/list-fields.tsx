"use client";
import type { JsonValue } from "@roster/contract/json";
import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { dataFormTexts } from "@/features/data-form/texts";
import { fieldOf } from "./field-of";
import type { FieldComponent } from "./field-props";
import { useDataForm } from "./form-context";
import { startOf } from "./object-keys";
import type { Path } from "./path";

interface ListFieldsProps {
  path: Path;
  items: JsonValue | undefined;
  value: readonly JsonValue[];
  label: string;
  /** Draws one value; given, since it draws lists in turn. */
  Field: FieldComponent;
}

/** A field for each item, and the way to another. */
export function ListFields({ path, items, value, label, Field }: ListFieldsProps) {
  const { change, focus, root } = useDataForm();

  function add() {
    const at = [...path, value.length];
    change(at, startOf(items, root) ?? emptyOf(items));
    focus(at);
  }

  function emptyOf(schema: JsonValue | undefined): JsonValue {
    const { shape } = fieldOf(schema, root);
    if (shape.kind === "number") return 0;
    return shape.kind === "choice" ? (shape.values[0] ?? null) : "";
  }

  return (
    <>
      {value.map((item, index) => (
        <Field
          // An item has no name but its place; what was typed in it moves with it.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          path={[...path, index]}
          label={dataFormTexts.item(label, index + 1)}
          schema={items}
          value={item}
          isRequired
          isNamed={false}
        />
      ))}
      <Button size="small" className="justify-self-start" onClick={add}>
        <Plus aria-hidden />
        {dataFormTexts.addTo(label)}
      </Button>
    </>
  );
}
