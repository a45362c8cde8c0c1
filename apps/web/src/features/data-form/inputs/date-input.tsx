"use client";
import { Input } from "@/components/ui/input";
import { dataFormTexts } from "@/features/data-form/texts";
import { FieldFrame } from "../fields/field-frame";
import type { FieldProps } from "../fields/field-props";
import { useDataForm } from "../form-context";
import type { FieldValue } from "../model/field-from-schema";
import { useControlProps } from "../fields/use-control-props";

/** Whether the native date picker can show the value: an existing date, or none. */
export function isDay(value: FieldValue): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

export function DateInput(props: FieldProps) {
  const { path, value, field } = props;
  const { setToken } = useDataForm();
  const control = useControlProps(path, { isDescribed: field.description !== undefined });
  const { types } = dataFormTexts;
  return (
    <FieldFrame {...props} typeText={value === null ? types.orNull(types.date) : types.date}>
      <Input
        {...control}
        type="date"
        value={typeof value === "string" ? value : ""}
        onChange={({ target }) =>
          setToken(path, target.value === "" ? undefined : JSON.stringify(target.value))
        }
      />
    </FieldFrame>
  );
}
