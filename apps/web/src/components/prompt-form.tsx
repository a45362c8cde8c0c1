"use client";
import { type ReactNode, type SubmitEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { componentTexts } from "@/components/texts";

interface PromptFormProps {
  /** What the visitor must type first; optional. */
  confirmation?: {
    label: string;
    mismatch: string;
    inputMode?: "numeric";
    accepts: (typed: string) => boolean;
  };
  error: ReactNode;
  /** Describes the effect. */
  children: ReactNode;
  /** The submit button. */
  submit: ReactNode;
  onSubmit: () => void;
  isCancelDisabled?: boolean;
  onCancel: () => void;
}

/** Confirms a consequential action, optionally by making the visitor type a given text. */
export function PromptForm(props: PromptFormProps) {
  const {
    confirmation,
    error,
    children,
    submit,
    onSubmit,
    isCancelDisabled = false,
    onCancel,
  } = props;
  const [typed, setTyped] = useState("");
  const [isWrong, setWrong] = useState(false);

  function submitIfConfirmed(event: SubmitEvent) {
    event.preventDefault();
    const isGiven = !confirmation || confirmation.accepts(typed);
    setWrong(!isGiven);
    if (isGiven) onSubmit();
  }

  return (
    <form onSubmit={submitIfConfirmed} className="grid gap-5" noValidate>
      <div className="grid gap-3 text-sm text-pretty text-muted">{children}</div>
      {confirmation && (
        <Field id="to-type" label={confirmation.label} error={isWrong && confirmation.mismatch}>
          <Input
            id="to-type"
            inputMode={confirmation.inputMode}
            value={typed}
            autoComplete="off"
            aria-invalid={isWrong}
            aria-describedby="to-type-error"
            onChange={({ target }) => setTyped(target.value)}
          />
        </Field>
      )}
      <FieldError id="prompt-error">{error}</FieldError>
      <div className="flex flex-wrap justify-end gap-2">
        <Button disabled={isCancelDisabled} onClick={onCancel}>
          {componentTexts.cancel}
        </Button>
        {submit}
      </div>
    </form>
  );
}
