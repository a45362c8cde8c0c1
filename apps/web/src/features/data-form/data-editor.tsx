"use client";
import dynamic from "next/dynamic";
import { FieldError } from "@/components/ui/field";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { JsonField } from "@/features/json/json-field";
import { dataFormTexts } from "@/features/data-form/texts";
import type { DataEditorState } from "./use-data-editor";

const DataForm = dynamic(() => import("./data-form").then((module) => module.DataForm), {
  loading: () => <div className="skeleton h-48" aria-hidden />,
});

const modes = [
  { value: "form", label: dataFormTexts.form },
  { value: "json", label: dataFormTexts.json },
] as const;

interface DataEditorProps {
  editor: DataEditorState;
  /** Whether the app has a schema that a form can be generated from. */
  hasSchema: boolean;
  label: string;
  hint: string;
}

/** Edits a user's data as a form generated from the schema, or as JSON. */
export function DataEditor({ editor, hasSchema, label, hint }: DataEditorProps) {
  const { mode, form, data, text, problems, error } = editor;
  return (
    <div className="grid gap-4">
      {hasSchema && (
        <SegmentedControl
          label={dataFormTexts.editAs}
          options={modes}
          value={mode}
          onChange={(chosen) => void editor.changeMode(chosen)}
        />
      )}
      {mode === "form" ? (
        <>
          <DataForm state={form} token={data} />
          <FieldError id="data-form-error">{error}</FieldError>
        </>
      ) : (
        <JsonField
          id="data"
          label={label}
          hint={hint}
          initialText={text}
          text={text}
          onChange={editor.setText}
          problems={problems}
          error={error}
        />
      )}
    </div>
  );
}
