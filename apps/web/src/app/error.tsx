"use client";
import { Logo } from "@/components/logo";
import { LoadError } from "@/components/load-error";
import { shellTexts } from "@/features/shell/texts";

interface ErrorPageProps {
  error: Error & { digest?: string };
  reset: () => void;
}

/** Shown when the server could not respond: the database is unreachable, or a setting is wrong. */
export default function ErrorPage({ error }: ErrorPageProps) {
  return (
    <main className="mx-auto grid min-h-dvh max-w-2xl content-center gap-8 px-5 py-12">
      <Logo />
      <LoadError
        isPage
        message={shellTexts.serverError(error.digest)}
        isBusy={false}
        onRetry={() => window.location.reload()}
      />
    </main>
  );
}
