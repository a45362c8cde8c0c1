import type { ComponentProps } from "react";
import { classNames } from "@/lib/class-names";

const variants = {
  field: "h-9 border-line-strong px-3 text-sm hover:border-muted",
  /** Leaves room for an icon before the text and a button after it. */
  search: "h-8 pr-10 pl-8.5 text-[0.8125rem] hover:border-line-strong",
};

interface InputProps extends ComponentProps<"input"> {
  variant?: keyof typeof variants;
}

export function Input({ variant = "field", className, ...rest }: InputProps) {
  return (
    <input
      autoComplete="off"
      {...rest}
      className={classNames(
        "w-full min-w-0 rounded-lg border bg-surface text-ink transition-colors placeholder:text-muted focus-visible:border-accent focus-visible:outline-offset-0 aria-invalid:border-danger",
        variants[variant],
        className,
      )}
    />
  );
}
