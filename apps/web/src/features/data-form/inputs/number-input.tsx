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

/** A text input, because native number inputs round numbers and drop what they cannot parse. */
export function NumberInput({ isInteger, ...props }: FieldProps & { isInteger: boolean }) {
  const { path, token, value, field } = props;
  const { drafts, setToken, setDraft, dropValidDraft } = useDataForm();
  const control = useControlProps(path, { isDescribed: field.description !== undefined });
  const text = drafts.get(fieldId(path))?.text ?? (value === null ? "" : (token ?? ""));

  const { types } = dataFormTexts;

  function read(typed: string) {
    if (typed.trim() === "") {
      setDraft(path, "");
      return setToken(path, undefined);
    }
    const { token: number, message } = parseNumberInput(typed.trim());
    setDraft(path, typed, message);
    if (number !== undefined) setToken(path, number);
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
