import type { ComponentProps } from "react";
import { classNames } from "@/components/class-names";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return (
    <input
      autoComplete="off"
      {...rest}
      className={classNames(
        "h-9 w-full min-w-0 rounded-lg border border-line-strong bg-surface px-3 text-sm text-ink transition-colors placeholder:text-muted hover:border-muted focus-visible:border-accent focus-visible:outline-offset-0 aria-invalid:border-danger",
        className,
      )}
    />
  );
}
