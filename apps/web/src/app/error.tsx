"use client";
import { lazy, Suspense } from "react";
import { Logo } from "@/components/logo";
import { shellTexts } from "@/features/shell/texts";

// Every page loads this file, but few show it.
const LoadError = lazy(async () => ({
  default: (await import("@/components/load-error")).LoadError,
}));

interface ErrorPageProps {
  error: Error & { digest?: string };
  reset: () => void;
}

/** Shown when the server could not respond: the database is unreachable, or a setting is wrong. */
export default function ErrorPage({ error }: ErrorPageProps) {
  return (
    <main className="mx-auto grid min-h-dvh max-w-2xl content-center gap-8 px-5 py-12">
      <Logo />
      <Suspense>
        <LoadError
          isPage
          message={shellTexts.serverError(error.digest)}
          isBusy={false}
          onRetry={() => window.location.reload()}
        />
      </Suspense>
    </main>
  );
}
