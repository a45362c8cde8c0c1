import type { ReactNode } from "react";

interface CardProps {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}

/** A section of a page with its own heading. */
export function Card({ title, actions, children }: CardProps) {
  return (
    <section className="overflow-hidden rounded-2xl border bg-surface">
      <div className="flex min-h-12 items-center justify-between gap-4 border-b py-1.5 pr-2.5 pl-5">
        <h2 className="text-sm font-semibold">{title}</h2>
        {actions && <div className="flex items-center gap-1.5">{actions}</div>}
      </div>
      {children}
    </section>
  );
}
