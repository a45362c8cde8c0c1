"use client";
import { Input } from "@/components/ui/input";
import { dataFormTexts } from "@/features/data-form/texts";
import { FieldFrame } from "../fields/field-frame";
import type { FieldProps } from "../fields/field-props";
import { useDataForm } from "../form-context";
import { fieldId } from "../model/data-path";
import { placeholderFor } from "./placeholder";
import { parseNumberInput } from "../model/parse-input";
import { useControlProps } from "../fields/use-control-props";

/** A text input, because native number inputs round values and drop what they cannot parse. */
export function NumberInput({ isInteger, ...props }: FieldProps & { isInteger: boolean }) {
  const { path, value, field } = props;
  const { drafts, setValue, setDraft, dropValidDraft } = useDataForm();
  const control = useControlProps(path, { isDescribed: field.description !== undefined });
  const text = drafts.get(fieldId(path))?.text ?? (typeof value === "number" ? `${value}` : "");

  const { types } = dataFormTexts;

  function read(typed: string) {
    if (typed.trim() === "") {
      setDraft(path, "");
      return setValue(path, undefined);
    }
    const { value: number, message } = parseNumberInput(typed.trim());
    setDraft(path, typed, message);
    if (number !== undefined) setValue(path, number);
  }

  return (
    <FieldFrame {...props} typeText={isInteger ? types.integer : types.number}>
      <Input
        {...control}
        value={text}
        inputMode={isInteger ? "numeric" : "decimal"}
        placeholder={placeholderFor(value)}
        className="tabular-nums"
        onChange={({ target }) => read(target.value)}
        onBlur={() => dropValidDraft(path)}
      />
    </FieldFrame>
  );
}
