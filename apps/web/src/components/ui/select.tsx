import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { classNames } from "@/lib/class-names";

interface SelectProps extends ComponentProps<"select"> {
  /** Fills the width of its container, like an input. */
  isWide?: boolean;
}

/** The native select: familiar on phones, and without script. */
export function Select({ isWide = false, className, children, ...rest }: SelectProps) {
  return (
    <span className={classNames("relative", isWide ? "flex" : "inline-flex")}>
      <select
        {...rest}
        className={classNames(
          "appearance-none rounded-lg border bg-surface py-0 pr-8 pl-2.5 text-sm text-ink transition-colors hover:border-line-strong hover:bg-hover aria-invalid:border-danger",
          isWide ? "h-9 w-full border-line-strong" : "h-8",
          className,
        )}
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 size-3.5 -translate-y-1/2 text-muted"
      />
    </span>
  );
}
