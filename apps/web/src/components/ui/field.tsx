import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";

interface FieldProps {
  /** The control's id; hint and error get `${id}-hint` and `${id}-error`. */
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  children: ReactNode;
}

/** A control with its label above and its error and hint below. */
export function Field({ id, label, hint, error, children }: FieldProps) {
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} id={`${id}-label`} className="justify-self-start text-sm font-medium">
        {label}
      </label>
      {children}
      <FieldError id={`${id}-error`}>{error}</FieldError>
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}

/** Rendered even when empty, so that screen readers announce an error added later. */
export function FieldError({ id, children }: { id: string; children?: ReactNode }) {
  return (
    <div id={id} role="alert" className="empty:hidden">
      {children && (
        <p className="flex items-start gap-1.5 text-sm text-danger">
          <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
          <span className="min-w-0 wrap-anywhere">{children}</span>
        </p>
      )}
    </div>
  );
}
