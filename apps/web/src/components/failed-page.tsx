"use client";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { LoadError } from "./load-error";
import { PageHeader } from "./page-header";

interface FailedPageProps {
  title: string;
  failure: { readonly message: string };
}

/** The page's title, the reason, and a button that tries again. */
export function FailedPage({ title, failure }: FailedPageProps) {
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
