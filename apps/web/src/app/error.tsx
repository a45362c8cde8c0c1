"use client";
import { Logo } from "@/components/logo";
import { Failed } from "@/components/failed";

interface ErrorPageProps {
  error: Error & { digest?: string };
  reset: () => void;
}

/** The server could not begin to answer: the database is away, or a setting is wrong. */
export default function ErrorPage({ error }: ErrorPageProps) {
  return (
    <main className="mx-auto grid min-h-dvh max-w-2xl content-center gap-8 px-5 py-12">
      <Logo />
      <Failed
        isPage
        message={`Roster could not answer; its log says why${error.digest ? ` (${error.digest})` : ""}. Is its database running?`}
        isBusy={false}
        onRetry={() => window.location.reload()}
      />
    </main>
  );
}
