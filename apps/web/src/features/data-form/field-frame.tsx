"use client";
import { CircleSlash, X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { dataFormTexts } from "@/features/data-form/texts";
import { FieldName } from "./field-name";
import type { FieldProps } from "./field-props";
import { useDataForm } from "./form-context";
import { fieldId } from "./path";
import { useMessages } from "./use-messages";

/** A value's name and type, its control, and what is wrong or to be known beneath. */
export function FieldFrame({ typeText, ...props }: FieldProps & FrameProps) {
  const { path, label, field, isRequired } = props;
  const id = fieldId(path);
  const messages = useMessages(path, { isLeaf: true });
  return (
    <div className="grid gap-1.5">
      <div className="flex min-h-7 items-center justify-between gap-2">
        <FieldName {...{ path, label, typeText, isRequired }} />
        <FieldActions {...props} />
      </div>
      {props.children}
      <FieldError id={`${id}-error`}>{messages}</FieldError>
      {field.description && (
        <p id={`${id}-hint`} className="text-xs text-pretty text-muted">
          {field.description}
        </p>
      )}
    </div>
  );
}

interface FrameProps {
  typeText: string;
  children: ReactNode;
}

/** The states of a value that its control cannot show: null, and not there at all. */
export function FieldActions({ path, label, value, field, isRequired, isNamed }: FieldProps) {
  const { change, focus } = useDataForm();
  const isRemovable = value !== undefined && (!isRequired || typeof path.at(-1) === "number");
  const isNulled = value === null;
  return (
    <span className="flex shrink-0 gap-0.5">
      {field.isNullable && !isNulled && (
        <Button
          variant="ghost"
          size="icon-small"
          title={dataFormTexts.setToNull}
          aria-label={dataFormTexts.setFieldToNull(label)}
          onClick={() => {
            change(path, null);
            focus(path);
          }}
        >
          <CircleSlash aria-hidden />
        </Button>
      )}
      {isRemovable && (
        <Button
          variant="ghost"
          size="icon-small"
          title={dataFormTexts.remove}
          aria-label={dataFormTexts.removeField(label)}
          onClick={() => {
            change(path, undefined);
            focus(isNamed ? path : path.slice(0, -1));
          }}
        >
          <X aria-hidden />
        </Button>
      )}
    </span>
  );
}
