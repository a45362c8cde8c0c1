"use client";
import { type ReactNode, type SubmitEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { componentTexts } from "@/texts/components";
import { bulkTexts } from "@/texts/users-bulk";
import { errorText } from "@/trpc/error-text";

/** Of so many users and more the number has to be typed. */
const MANY = 100;

interface BulkBeforeProps {
  action: string;
  isDanger?: boolean;
  /** The users are changed: of many the number has to be typed. */
  isChange?: boolean;
  count: number | undefined;
  error: unknown;
  children: ReactNode;
  onBegin: () => void;
  onCancel: () => void;
}

/** What is about to be done; where it is done to many and changes them, their number has to be typed. */
export function BulkBefore(props: BulkBeforeProps) {
  const {
    action,
    isDanger = false,
    isChange = false,
    count,
    error,
    children,
    onBegin,
    onCancel,
  } = props;
  const [typed, setTyped] = useState("");
  const [isWrong, setWrong] = useState(false);
  const isAsked = isChange && count !== undefined && count >= MANY;

  function begin(event: SubmitEvent) {
    event.preventDefault();
    const isGiven = !isAsked || typed.replaceAll(/\D/g, "") === String(count);
    setWrong(!isGiven);
    if (isGiven) onBegin();
  }

  return (
    <form onSubmit={begin} className="grid gap-5" noValidate>
      <div className="grid gap-3 text-sm text-pretty text-muted">{children}</div>
      {isAsked && (
        <Field
          id="bulk-count"
          label={bulkTexts.typeCount(count)}
          error={isWrong && bulkTexts.wrongCount(count)}
        >
          <Input
            id="bulk-count"
            inputMode="numeric"
            value={typed}
            aria-invalid={isWrong}
            aria-describedby="bulk-count-error"
            onChange={({ target }) => setTyped(target.value)}
          />
        </Field>
      )}
      <FieldError id="bulk-error">
        {error ? bulkTexts.notCounted(errorText(error)) : null}
      </FieldError>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onCancel}>{componentTexts.cancel}</Button>
        <Button
          type="submit"
          look={isDanger ? "danger" : "primary"}
          isBusy={count === undefined && !error}
          disabled={count === undefined}
        >
          {action}
        </Button>
      </div>
    </form>
  );
}
