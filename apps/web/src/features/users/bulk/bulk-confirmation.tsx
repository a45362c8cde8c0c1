"use client";
import type { ReactNode } from "react";
import { PromptForm } from "@/components/prompt-form";
import { Button } from "@/components/ui/button";
import { bulkTexts } from "@/features/users/bulk/texts";
import { errorMessage } from "@/lib/trpc/error-message";

/** From this number of users on, the number must be typed. */
const CONFIRM_COUNT_FROM = 100;

interface BulkConfirmationProps {
  action: string;
  isDanger?: boolean;
  /** The operation changes the users, so a large count must be typed. */
  isChange?: boolean;
  count: number | undefined;
  error: unknown;
  children: ReactNode;
  onBegin: () => void;
  onCancel: () => void;
}

/** Confirms a bulk operation; changes to many users require typing their number. */
export function BulkConfirmation(props: BulkConfirmationProps) {
  const { action, isDanger = false, isChange = false, count, error, children } = props;
  const isAsked = isChange && count !== undefined && count >= CONFIRM_COUNT_FROM;
  return (
    <PromptForm
      {...(isAsked && { confirmation: countConfirmation(count) })}
      error={error ? bulkTexts.notCounted(errorMessage(error)) : null}
      submit={
        <Button
          type="submit"
          variant={isDanger ? "danger" : "primary"}
          isBusy={count === undefined && !error}
          disabled={count === undefined}
        >
          {action}
        </Button>
      }
      onSubmit={props.onBegin}
      onCancel={props.onCancel}
    >
      {children}
    </PromptForm>
  );
}

const countConfirmation = (count: number) =>
  ({
    label: bulkTexts.typeCount(count),
    mismatch: bulkTexts.wrongCount(count),
    inputMode: "numeric",
    accepts: (typed: string) => typed.replaceAll(/\D/g, "") === String(count),
  }) as const;
