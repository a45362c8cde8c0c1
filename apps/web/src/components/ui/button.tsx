import { cva, type VariantProps } from "class-variance-authority";
import { LoaderCircle } from "lucide-react";
import type { ComponentProps } from "react";
import { classNames } from "@/lib/class-names";

export const buttonVariants = cva(
  "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-lg text-sm font-medium whitespace-nowrap transition-colors duration-150 disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-accent text-on-accent not-disabled:hover:bg-accent-hover",
        outline:
          "border bg-surface text-ink not-disabled:hover:border-line-strong not-disabled:hover:bg-hover",
        ghost: "text-muted not-disabled:hover:bg-hover not-disabled:hover:text-ink",
        success: "text-accent",
        danger: "bg-danger text-on-danger not-disabled:hover:bg-danger-hover",
        "danger-outline":
          "border bg-surface text-danger not-disabled:hover:border-danger not-disabled:hover:bg-danger-soft",
      },
      size: { medium: "h-9 px-3.5", small: "h-8 px-2.5", icon: "size-9", "icon-small": "size-7" },
    },
    defaultVariants: { variant: "outline", size: "medium" },
  },
);

interface ButtonProps extends ComponentProps<"button">, VariantProps<typeof buttonVariants> {
  /** Disables the button and shows a spinner. */
  isBusy?: boolean;
}

export function Button({
  variant,
  size,
  isBusy = false,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled || isBusy}
      aria-busy={isBusy || undefined}
      className={classNames(buttonVariants({ variant, size }), className)}
    >
      {isBusy && <LoaderCircle className="animate-spin" aria-hidden />}
      {children}
    </button>
  );
}
