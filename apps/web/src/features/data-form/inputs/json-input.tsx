"use client";
import { Textarea } from "@/components/ui/textarea";
import { formatJson } from "@/features/json/format-json";
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
  const { path, token, field, isDeclared, isRequired } = props;
  const { drafts, setToken, setDraft, dropValidDraft } = useDataForm();
  const control = useControlProps(path, { isDescribed: field.description !== undefined });
  const written = token === undefined ? "" : formatJson(token);
  const text = drafts.get(fieldId(path))?.text ?? written;

  function read(typed: string) {
    if (typed.trim() === "" && isDeclared && !isRequired) {
      setDraft(path, "");
      return setToken(path, undefined);
    }
    const { token: found, message } = parseJsonInput(typed);
    setDraft(path, typed, message);
    if (found !== undefined) setToken(path, found);
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
