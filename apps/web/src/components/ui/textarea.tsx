import type { ComponentProps } from "react";
import { classNames } from "@/lib/class-names";

/** Grows with its content in browsers that support `field-sizing`. */
export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      autoComplete="off"
      rows={2}
      {...rest}
      className={classNames(
        "field-sizing-content max-h-80 min-h-16 w-full min-w-0 rounded-lg border border-line-strong bg-surface px-3 py-2 text-sm text-ink transition-colors placeholder:text-muted hover:border-muted focus-visible:border-accent focus-visible:outline-offset-0 aria-invalid:border-danger",
        className,
      )}
    />
  );
}
