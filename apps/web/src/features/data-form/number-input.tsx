"use client";
import { Input } from "@/components/ui/input";
import { dataFormTexts } from "@/features/data-form/texts";
import { FieldFrame } from "./field-frame";
import type { FieldProps } from "./field-props";
import { useDataForm } from "./form-context";
import { fieldId } from "./path";
import { placeholderOf } from "./placeholder";
import { readNumber } from "./read-typed";
import { useControlProps } from "./use-messages";

/** Of type text: the browser's own number box rounds, and drops what it cannot read. */
export function NumberInput({ isInteger, ...props }: FieldProps & { isInteger: boolean }) {
  const { path, value, field } = props;
  const { drafts, change, draft, settle } = useDataForm();
  const control = useControlProps(path, { isDescribed: field.description !== undefined });
  const text = drafts.get(fieldId(path))?.text ?? (typeof value === "number" ? `${value}` : "");

  const { types } = dataFormTexts;

  function read(typed: string) {
    if (typed.trim() === "") {
      draft(path, "");
      return change(path, undefined);
    }
    const { value: number, message } = readNumber(typed.trim());
    draft(path, typed, message);
    if (number !== undefined) change(path, number);
  }

  return (
    <FieldFrame {...props} typeText={isInteger ? types.integer : types.number}>
      <Input
        {...control}
        value={text}
        inputMode={isInteger ? "numeric" : "decimal"}
        placeholder={placeholderOf(value)}
        className="tabular-nums"
        onChange={({ target }) => read(target.value)}
        onBlur={() => settle(path)}
      />
    </FieldFrame>
  );
}
