"use client";
import { Textarea } from "@/components/ui/textarea";
import { dataFormTexts } from "@/features/data-form/texts";
import { FieldFrame } from "../fields/field-frame";
import type { FieldProps } from "../fields/field-props";
import { useDataForm } from "../form-context";
import { fieldId } from "../model/data-path";
import { placeholderFor } from "./placeholder";
import { parseJsonInput } from "../model/parse-input";
import { useControlProps } from "../fields/use-control-props";

/** Edits a value that no other control can represent, as JSON. */
export function JsonInput(props: FieldProps) {
  const { path, value, field, isDeclared, isRequired } = props;
  const { drafts, setValue, setDraft, dropValidDraft } = useDataForm();
  const control = useControlProps(path, { isDescribed: field.description !== undefined });
  const written = value === undefined ? "" : JSON.stringify(value, null, 2);
  const text = drafts.get(fieldId(path))?.text ?? written;

  function read(typed: string) {
    if (typed.trim() === "" && isDeclared && !isRequired) {
      setDraft(path, "");
      return setValue(path, undefined);
    }
    const { value: found, message } = parseJsonInput(typed);
    setDraft(path, typed, message);
    if (found !== undefined) setValue(path, found);
  }

  return (
    <FieldFrame {...props} typeText={dataFormTexts.types.json}>
      <Textarea
        {...control}
        value={text}
        rows={1}
        spellCheck={false}
        autoCapitalize="off"
        placeholder={placeholderFor(undefined, '"text", 1, true, [], {}')}
        className="min-h-9 font-mono text-[0.8125rem]"
        onChange={({ target }) => read(target.value)}
        onBlur={() => dropValidDraft(path)}
      />
    </FieldFrame>
  );
}
