"use client";
import dynamic from "next/dynamic";
import { FieldError } from "@/components/ui/field";
import { classNames } from "@/components/class-names";
import type { JsonEditorProps } from "./json-editor";

const JsonEditor = dynamic(() => import("./json-editor").then((module) => module.JsonEditor), {
  ssr: false,
  loading: () => <div className="skeleton m-4 h-48" aria-hidden />,
});

interface DataFieldProps extends JsonEditorProps {
  label: string;
  hint?: string;
  /** What is wrong with the data as a whole. */
  error: string | undefined;
}

/** The editor of a user's data; what is wrong stands beneath it, and is marked at its place. */
export function DataField({ label, hint, error, ...editor }: DataFieldProps) {
  const { id, problems } = editor;
  const isWrong = error !== undefined || problems.length > 0;
  return (
    <div className="grid gap-1.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span id={`${id}-label`} className="text-sm font-medium">
          {label}
        </span>
        {hint && <span className="text-xs text-muted">{hint}</span>}
      </div>
      <div
        className={classNames(
          "min-h-[14.5rem] overflow-hidden rounded-lg border bg-surface transition-colors focus-within:border-accent focus-within:outline-2 focus-within:outline-accent",
          isWrong ? "border-danger" : "border-line-strong",
        )}
      >
        <JsonEditor {...editor} />
      </div>
      <FieldError id={`${id}-error`}>
        {error ?? (problems.length > 0 && <ProblemList problems={problems} />)}
      </FieldError>
    </div>
  );
}

function ProblemList({ problems }: Pick<JsonEditorProps, "problems">) {
  return problems.map(({ place, message }) => (
    <span key={`${place} ${message}`} className="block">
      {place}: {message}
    </span>
  ));
}
