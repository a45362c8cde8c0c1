import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { classNames } from "@/components/class-names";

/** The platform's own list of choices: at home on a phone, and no script to load. */
export function Select({ className, children, ...rest }: ComponentProps<"select">) {
  return (
    <span className="relative inline-flex">
      <select
        {...rest}
        className={classNames(
          "h-8 appearance-none rounded-lg border bg-surface py-0 pr-8 pl-2.5 text-sm text-ink transition-colors hover:border-line-strong hover:bg-hover",
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
