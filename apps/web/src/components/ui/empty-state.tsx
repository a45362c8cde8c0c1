import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  /** The page has no other content, so the title becomes its h1. */
  isPage?: boolean;
}

/** Shown instead of content that does not exist. */
export function EmptyState({
  icon: Icon,
  title,
  children,
  actions,
  isPage = false,
}: EmptyStateProps) {
  const Heading = isPage ? "h1" : "h2";
  return (
    <div className="mx-auto flex max-w-xl flex-col items-center px-6 py-14 text-center">
      <span className="mb-4 grid size-11 place-items-center rounded-xl bg-accent-soft text-accent">
        <Icon className="size-5" aria-hidden />
      </span>
      <Heading className="text-lg font-semibold tracking-tight">{title}</Heading>
      {children && (
        <div className="mt-1.5 text-sm text-muted text-pretty wrap-anywhere">{children}</div>
      )}
      {actions && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
