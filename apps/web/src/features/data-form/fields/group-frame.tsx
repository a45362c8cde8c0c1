"use client";
import type { ReactNode } from "react";
import { FieldError } from "@/components/ui/field";
import { FieldActions, FieldName } from "./field-frame";
import type { FieldProps } from "./field-props";
import { fieldId } from "../model/data-path";
import { useErrorText } from "./use-control-props";

/** An object or a list with its fields indented below its label. */
export function GroupFrame({ typeText, children, ...props }: FieldProps & GroupProps) {
  const { path, label, field, isRequired, value } = props;
  const id = fieldId(path);
  const isLeaf = value === undefined || value === null;
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      aria-labelledby={`${id}-label`}
      aria-describedby={`${id}-error`}
      className="min-w-0"
    >
      <div className="flex min-h-7 items-center justify-between gap-2">
        <FieldName {...{ path, label, typeText, isRequired }} isGroup />
        <FieldActions {...props} />
      </div>
      {field.description && <p className="text-xs text-pretty text-muted">{field.description}</p>}
      <FieldError id={`${id}-error`}>{useErrorText(path, { isLeaf })}</FieldError>
      <div className="mt-1.5 grid gap-4 border-l-2 pl-4">{children}</div>
    </fieldset>
  );
}

interface GroupProps {
  typeText: string;
  children: ReactNode;
}
