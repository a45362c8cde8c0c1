"use client";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Failed } from "./failed";
import { PageHeader } from "./page-header";

interface FailedPageProps {
  title: string;
  failure: { readonly message: string };
}

/** A page whose first reading failed in the server. */
export function FailedPage({ title, failure }: FailedPageProps) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  return (
    <>
      <PageHeader title={title} />
      <Failed
        message={failure.message}
        isBusy={isPending}
        onRetry={() => startTransition(() => router.refresh())}
      />
    </>
  );
}
