"use client";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { LoadError } from "./load-error";
import { PageHeader } from "./page-header";

interface LoadErrorPageProps {
  title: string;
  failure: { readonly message: string };
}

/** Replaces a page whose data the server could not load. */
export function LoadErrorPage({ title, failure }: LoadErrorPageProps) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  return (
    <>
      <PageHeader title={title} />
      <LoadError
        message={failure.message}
        isBusy={isPending}
        onRetry={() => startTransition(() => router.refresh())}
      />
    </>
  );
}
