"use client";
import { Select } from "@/components/ui/select";
import { dataFormTexts } from "@/features/data-form/texts";
import { FieldFrame } from "../fields/field-frame";
import type { Scalar } from "../model/field-from-schema";
import type { FieldProps } from "../fields/field-props";
import { useDataForm } from "../form-context";
import { useControlProps } from "../fields/use-control-props";

const NOT_SET = "not-set";

/** A choice between fixed values: an enum, a constant or a boolean. */
export function ChoiceInput({ values, ...props }: FieldProps & { values: readonly Scalar[] }) {
  const { path, value, field, isRequired } = props;
  const { setToken } = useDataForm();
  const control = useControlProps(path, { isDescribed: field.description !== undefined });
  const choices = field.isNullable ? [...values, null] : values;
  const chosen = value === undefined ? NOT_SET : String(choices.findIndex((one) => one === value));
  const { types } = dataFormTexts;
  const isBoolean = values.every((one) => typeof one === "boolean");
  return (
    <FieldFrame {...props} typeText={isBoolean ? types.boolean : types.choice}>
      <Select
        {...control}
        isWide
        value={chosen}
        onChange={({ target }) => {
          const choice = choices[Number(target.value)];
          setToken(path, choice === undefined ? undefined : JSON.stringify(choice));
        }}
      >
        {(!isRequired || value === undefined) && (
          <option value={NOT_SET}>{dataFormTexts.notSet}</option>
        )}
        {choices.map((one, index) => (
          <option key={String(one)} value={index}>
            {typeof one === "string" && one !== "" ? one : JSON.stringify(one)}
          </option>
        ))}
      </Select>
    </FieldFrame>
  );
}
