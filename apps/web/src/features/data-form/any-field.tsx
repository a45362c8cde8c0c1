"use client";
import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { dataFormTexts } from "@/features/data-form/texts";
import { ChoiceInput } from "./choice-input";
import { DateInput, isDay } from "./date-input";
import { type Field, fieldOf, type Shape } from "./field-of";
import type { AnyFieldProps, FieldProps } from "./field-props";
import { fieldOfValue } from "./field-of-value";
import { fits } from "./fits";
import { useDataForm } from "./form-context";
import { GroupFrame } from "./group-frame";
import { JsonInput } from "./json-input";
import { ListFields } from "./list-fields";
import { NumberInput } from "./number-input";
import { ObjectFields } from "./object-fields";
import { isJsonObject } from "./path";
import { TextInput } from "./text-input";

/** One value of the data, by the control that shows it whole; as JSON where none does. */
export function AnyField({ schema, ...rest }: AnyFieldProps) {
  const { root } = useDataForm();
  const given = fieldOf(schema, root);
  const isFree = given.shape.kind === "json" && schema === undefined;
  const field: Field = isFree ? fieldOfValue(rest.value) : given;
  const label = typeof rest.path.at(-1) === "string" ? (field.title ?? rest.label) : rest.label;
  const props = { ...rest, field, label };
  if (!fits(field, rest.value)) return <JsonInput {...props} />;
  return <ShapedField {...props} shape={field.shape} />;
}

function ShapedField({ shape, ...props }: FieldProps & { shape: Shape }) {
  switch (shape.kind) {
    case "text":
      if (shape.format === "date" && isDay(props.value)) return <DateInput {...props} />;
      return <TextInput {...props} format={shape.format} mayBeEmpty={shape.mayBeEmpty} />;
    case "number":
      return <NumberInput {...props} isInteger={shape.isInteger} />;
    case "choice":
      return <ChoiceInput {...props} values={shape.values} />;
    case "json":
      return <JsonInput {...props} />;
    case "object":
    case "list":
      return <Group {...props} shape={shape} />;
  }
}

type GroupShape = Extract<Shape, { kind: "object" | "list" }>;

function Group({ shape, ...props }: FieldProps & { shape: GroupShape }) {
  const { path, value, label } = props;
  const { types } = dataFormTexts;
  const typeText = types[shape.kind];
  return (
    <GroupFrame {...props} typeText={value === null ? types.orNull(typeText) : typeText}>
      {shape.kind === "object" && isJsonObject(value) && (
        <ObjectFields path={path} schema={shape.schema} value={value} Field={AnyField} />
      )}
      {shape.kind === "list" && Array.isArray(value) && (
        <ListFields path={path} items={shape.items} value={value} label={label} Field={AnyField} />
      )}
      {(value === undefined || value === null) && <Begin {...props} shape={shape} />}
    </GroupFrame>
  );
}

/** An object or a list that is not there. */
function Begin({ path, label, shape }: FieldProps & { shape: GroupShape }) {
  const { change, focus } = useDataForm();
  return (
    <Button
      size="small"
      className="justify-self-start"
      onClick={() => {
        change(path, shape.kind === "list" ? [] : {});
        focus(path);
      }}
    >
      <Plus aria-hidden />
      {dataFormTexts.set(label)}
    </Button>
  );
}
