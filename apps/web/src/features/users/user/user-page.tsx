"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useAppPath } from "@/features/apps/current-app";
import { BackToUsers } from "@/features/users/back-to-users";
import { CopyButton } from "@/components/ui/copy-button";
import { userTexts } from "@/features/users/user/texts";
import { useTRPC } from "@/lib/trpc/client";
import { UserActions } from "./user-actions";
import { UserDetails } from "./user-details";
import { getUserInput } from "@/features/users/view/get-user-input";

export function UserPage({ id, apiUrl }: { id: string; apiUrl: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const pathOf = useAppPath();
  const { data: user } = useSuspenseQuery(trpc.users.get.queryOptions(getUserInput(id)));

  const listPath = user.status === "deleted" ? "/users?status=deleted" : "/users";

  return (
    <>
      <BackToUsers />
      <header className="mb-6 flex flex-wrap items-start justify-between gap-4">
        <div className="flex min-w-0 items-start gap-2">
          <h1 className="min-w-0 font-mono text-[1.5rem] leading-8.5 font-medium tracking-[-0.03em] wrap-anywhere">
            {user.id}
          </h1>
          <CopyButton text={user.id} label={userTexts.copyId} className="mt-0.5" />
        </div>
        <UserActions user={user} onRemoved={() => router.push(pathOf(listPath))} />
      </header>
      <UserDetails user={user} apiUrl={apiUrl} />
    </>
  );
}
