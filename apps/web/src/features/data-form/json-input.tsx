"use client";
import { Textarea } from "@/components/ui/textarea";
import { dataFormTexts } from "@/features/data-form/texts";
import { FieldFrame } from "./field-frame";
import type { FieldProps } from "./field-props";
import { useDataForm } from "./form-context";
import { fieldId } from "./path";
import { placeholderOf } from "./placeholder";
import { readJson } from "./read-typed";
import { useControlProps } from "./use-messages";

/** What no control fits, as it is written. */
export function JsonInput(props: FieldProps) {
  const { path, value, field, isNamed, isRequired } = props;
  const { drafts, change, draft, settle } = useDataForm();
  const control = useControlProps(path, { isDescribed: field.description !== undefined });
  const written = value === undefined ? "" : JSON.stringify(value, null, 2);
  const text = drafts.get(fieldId(path))?.text ?? written;

  function read(typed: string) {
    if (typed.trim() === "" && isNamed && !isRequired) {
      draft(path, "");
      return change(path, undefined);
    }
    const { value: found, message } = readJson(typed);
    draft(path, typed, message);
    if (found !== undefined) change(path, found);
  }

  return (
    <FieldFrame {...props} typeText={dataFormTexts.types.json}>
      <Textarea
        {...control}
        value={text}
        rows={1}
        spellCheck={false}
        autoCapitalize="off"
        placeholder={placeholderOf(undefined, '"text", 1, true, [], {}')}
        className="min-h-9 font-mono text-[0.8125rem]"
        onChange={({ target }) => read(target.value)}
        onBlur={() => settle(path)}
      />
    </FieldFrame>
  );
}
