import type { ReactNode } from "react";

interface SectionProps {
  title: string;
  action: ReactNode;
  children: ReactNode;
}

/** A part of the card with a heading and an action. */
export function Section({ title, action, children }: SectionProps) {
  return (
    <section className="px-5 py-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h3 className="text-sm font-medium">{title}</h3>
        {action}
      </div>
      {children}
    </section>
  );
}
