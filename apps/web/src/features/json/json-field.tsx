"use client";
import { Braces } from "lucide-react";
import dynamic from "next/dynamic";
import { useRef } from "react";
import { FieldError } from "@/components/ui/field";
import { classNames } from "@/lib/class-names";
import { Button } from "@/components/ui/button";
import { jsonTexts } from "@/features/json/texts";
import { formatJson } from "./format-json";
import type { JsonEditorHandle, JsonEditorProps } from "./json-editor";

const JsonEditor = dynamic(() => import("./json-editor").then((module) => module.JsonEditor), {
  ssr: false,
  loading: () => <div className="skeleton m-4 h-48" aria-hidden />,
});

interface JsonFieldProps extends Omit<JsonEditorProps, "control"> {
  /** The editor's content. */
  text: string;
  label: string;
  hint?: string;
  /** An error that concerns the data as a whole. */
  error: string | undefined;
}

/** A JSON editor that marks problems in the text and lists them below it. */
export function JsonField({ label, hint, error, text, ...editor }: JsonFieldProps) {
  const control = useRef<JsonEditorHandle>(null);
  const { id, problems } = editor;
  const isWrong = error !== undefined || problems.length > 0;

  async function format() {
    // The parser is part of the editor's chunk, which has been loaded by now.
    const { checkJson } = await import("./check-json");
    const { data } = checkJson(text);
    if (data) control.current?.replaceAll(formatJson(data.text));
  }

  return (
    <div className="grid gap-1.5">
      <div className="flex flex-wrap items-center justify-between gap-x-4">
        <span className="flex flex-wrap items-baseline gap-x-3">
          <span id={`${id}-label`} className="text-sm font-medium">
            {label}
          </span>
          {hint && <span className="text-xs text-muted">{hint}</span>}
        </span>
        <Button variant="ghost" size="small" onClick={() => void format()}>
          <Braces aria-hidden />
          {jsonTexts.format}
        </Button>
      </div>
      <div
        className={classNames(
          "min-h-[14.5rem] overflow-hidden rounded-lg border bg-surface transition-colors focus-within:border-accent focus-within:outline-2 focus-within:outline-accent",
          isWrong ? "border-danger" : "border-line-strong",
        )}
      >
        <JsonEditor {...editor} control={control} />
      </div>
      <FieldError id={`${id}-error`}>
        {error ?? (problems.length > 0 && <ProblemList problems={problems} />)}
      </FieldError>
    </div>
  );
}

function ProblemList({ problems }: Pick<JsonEditorProps, "problems">) {
  return problems.map(({ position, message }) => (
    <span key={`${position} ${message}`} className="block">
      {jsonTexts.at(position, message)}
    </span>
  ));
}
