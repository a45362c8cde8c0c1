"use client";
import { CircleSlash, X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { dataFormTexts } from "@/features/data-form/texts";
import type { FieldProps } from "./field-props";
import { useDataForm } from "../form-context";
import { type DataPath, fieldId } from "../model/data-path";
import { useErrorText } from "./use-control-props";

/** A field's label and type, its control, and its error and description. */
export function FieldFrame({ typeText, ...props }: FieldProps & FrameProps) {
  const { path, label, field, isRequired } = props;
  const id = fieldId(path);
  const messages = useErrorText(path, { isLeaf: true });
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

/** Buttons for the states a control cannot show: null and absent. */
export function FieldActions({ path, label, value, field, isRequired, isDeclared }: FieldProps) {
  const { setToken, focus } = useDataForm();
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
            setToken(path, "null");
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
            setToken(path, undefined);
            focus(isDeclared ? path : path.slice(0, -1));
          }}
        >
          <X aria-hidden />
        </Button>
      )}
    </span>
  );
}

interface FieldNameProps {
  path: DataPath;
  label: string;
  typeText: string;
  isRequired: boolean;
  /** A group has no single control to label. */
  isGroup?: boolean;
}

/** A field's label, its key if different, and its type. */
export function FieldName({ path, label, typeText, isRequired, isGroup = false }: FieldNameProps) {
  const id = fieldId(path);
  const key = path.at(-1);
  const style = "text-sm font-medium wrap-anywhere";
  return (
    <div className="flex min-w-0 flex-wrap items-baseline gap-x-2">
      {isGroup ? (
        <span id={`${id}-label`} className={style}>
          {label}
        </span>
      ) : (
        <label htmlFor={id} id={`${id}-label`} className={style}>
          {label}
        </label>
      )}
      <span className="text-xs text-muted">
        {typeof key === "string" && key !== label && (
          <code className="mr-2 font-mono wrap-anywhere">{key}</code>
        )}
        {isRequired && typeof key === "string" ? dataFormTexts.types.required(typeText) : typeText}
      </span>
    </div>
  );
}
