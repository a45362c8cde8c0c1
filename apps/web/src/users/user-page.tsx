"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { CopyPlus } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { AppLink } from "@/apps/app-link";
import { BackToUsers } from "@/components/back-link";
import { buttonStyle } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { useTRPC } from "@/trpc/client";
import { DeleteUser } from "./delete-user";
import { UserFacts } from "./user-facts";
import { UserViews } from "./user-views";

const EditData = dynamic(() => import("./edit-data").then((module) => module.EditData), {
  loading: () => <div className="skeleton h-96 rounded-2xl" aria-hidden />,
});

export function UserPage({ id, apiUrl }: { id: string; apiUrl: string }) {
  const trpc = useTRPC();
  const { data: user } = useSuspenseQuery(trpc.users.get.queryOptions({ id }));
  const [isEditing, setEditing] = useState(false);

  return (
    <>
      <BackToUsers />
      <header className="mb-6 flex flex-wrap items-start justify-between gap-4">
        <div className="flex min-w-0 items-start gap-2">
          <h1 className="min-w-0 font-mono text-[1.5rem] leading-8.5 font-medium tracking-[-0.03em] wrap-anywhere">
            {user.id}
          </h1>
          <CopyButton text={user.id} label="Copy the id" className="mt-0.5" />
        </div>
        <div className="flex gap-2">
          <AppLink href={`/add-user?from=${user.id}`} className={buttonStyle()}>
            <CopyPlus aria-hidden />
            Duplicate
          </AppLink>
          <DeleteUser user={user} />
        </div>
      </header>
      <div className="grid gap-5">
        <UserFacts user={user} />
        {isEditing ? (
          <EditData user={user} onDone={() => setEditing(false)} />
        ) : (
          <UserViews user={user} apiUrl={apiUrl} onEdit={() => setEditing(true)} />
        )}
      </div>
    </>
  );
}
