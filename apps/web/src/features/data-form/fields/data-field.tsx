"use client";
import { isArrayToken, isObjectToken, parseToken } from "@roster/contract/json";
import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { dataFormTexts } from "@/features/data-form/texts";
import { ChoiceInput } from "../inputs/choice-input";
import { DateInput, isDay } from "../inputs/date-input";
import {
  type Field,
  fieldFromSchema,
  fieldFromValue,
  type FieldShape,
} from "../model/field-from-schema";
import type { DataFieldProps, FieldProps } from "./field-props";
import { canShow } from "../model/can-show";
import { useDataForm } from "../form-context";
import { GroupFrame } from "./group-frame";
import { JsonInput } from "../inputs/json-input";
import { ListFields } from "./list-fields";
import { NumberInput } from "../inputs/number-input";
import { ObjectFields } from "./object-fields";
import { TextInput } from "../inputs/text-input";

/** Shows a value in the control that can represent it fully, otherwise as JSON. */
export function DataField({ schema, ...rest }: DataFieldProps) {
  const { schema: rootSchema } = useDataForm();
  const given = fieldFromSchema(schema, rootSchema);
  const isFree = given.shape.kind === "json" && schema === undefined;
  const value = rest.token === undefined ? undefined : parseToken(rest.token);
  const field: Field = isFree ? fieldFromValue(value) : given;
  const label = typeof rest.path.at(-1) === "string" ? (field.title ?? rest.label) : rest.label;
  const props = { ...rest, value, field, label };
  if (!canShow(field, value)) return <JsonInput {...props} />;
  return <FieldInput {...props} shape={field.shape} />;
}

function FieldInput({ shape, ...props }: FieldProps & { shape: FieldShape }) {
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
      return <GroupField {...props} shape={shape} />;
  }
}

type GroupShape = Extract<FieldShape, { kind: "object" | "list" }>;

function GroupField({ shape, ...props }: FieldProps & { shape: GroupShape }) {
  const { path, token = "null", value, label } = props;
  const { types } = dataFormTexts;
  const typeText = types[shape.kind];
  return (
    <GroupFrame {...props} typeText={value === null ? types.orNull(typeText) : typeText}>
      {shape.kind === "object" && isObjectToken(token) && (
        <ObjectFields path={path} schema={shape.schema} token={token} Field={DataField} />
      )}
      {shape.kind === "list" && isArrayToken(token) && (
        <ListFields path={path} items={shape.items} token={token} label={label} Field={DataField} />
      )}
      {(value === undefined || value === null) && <SetButton {...props} shape={shape} />}
    </GroupFrame>
  );
}

/** Creates a missing object or list. */
function SetButton({ path, label, shape }: FieldProps & { shape: GroupShape }) {
  const { setToken, focus } = useDataForm();
  return (
    <Button
      size="small"
      className="justify-self-start"
      onClick={() => {
        setToken(path, shape.kind === "list" ? "[]" : "{}");
        focus(path);
      }}
    >
      <Plus aria-hidden />
      {dataFormTexts.set(label)}
    </Button>
  );
}
