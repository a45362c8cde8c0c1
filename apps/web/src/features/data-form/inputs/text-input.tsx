"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { dataFormTexts } from "@/features/data-form/texts";
import { FieldFrame } from "../fields/field-frame";
import type { FieldProps } from "../fields/field-props";
import { useDataForm } from "../form-context";
import { placeholderFor } from "./placeholder";
import { useControlProps } from "../fields/use-control-props";

interface TextProps extends FieldProps {
  format: string | undefined;
  mayBeEmpty: boolean;
}

/** Always type text: browsers trim or drop input that other types reject. */
export function TextInput({ format, mayBeEmpty, ...props }: TextProps) {
  const { path, value, field, isRequired, label } = props;
  const { setToken } = useDataForm();
  const control = useControlProps(path, { isDescribed: field.description !== undefined });
  const text = typeof value === "string" ? value : "";
  const [isLong] = useState(text.includes("\n"));
  const Box = isLong ? Textarea : Input;
  return (
    <FieldFrame {...props} typeText={format ?? dataFormTexts.types.text}>
      <span className="flex gap-2">
        <Box
          {...control}
          value={text}
          inputMode={inputModeOf(format)}
          spellCheck={format === undefined}
          autoCapitalize={format === undefined ? undefined : "off"}
          placeholder={placeholderFor(value, exampleOf(format))}
          onChange={({ target }) => {
            // Emptying an optional field that must not be empty removes its value.
            const isGone = target.value === "" && !isRequired && !mayBeEmpty;
            setToken(path, isGone ? undefined : JSON.stringify(target.value));
          }}
        />
        {format === "date-time" && (
          <Button
            aria-label={dataFormTexts.setToNow(label)}
            onClick={() => setToken(path, JSON.stringify(new Date().toISOString()))}
          >
            {dataFormTexts.now}
          </Button>
        )}
      </span>
    </FieldFrame>
  );
}

function inputModeOf(format: string | undefined) {
  if (format === "email") return "email";
  return format === "uri" ? "url" : undefined;
}

const examples = new Map([
  ["date", "2026-11-24"],
  ["time", "09:30:00Z"],
  ["date-time", "2026-11-24T09:30:00Z"],
  ["email", "name@example.com"],
  ["uri", "https://example.com"],
  ["duration", "P1DT12H"],
]);

const exampleOf = (format: string | undefined) =>
  format === undefined ? undefined : examples.get(format);
