"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { BackToUsers } from "@/components/back-link";
import { Card } from "@/components/card";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { JsonView } from "@/json/json-view";
import { useTRPC } from "@/trpc/client";
import { DeleteUser } from "./delete-user";
import { UserFacts } from "./user-facts";

const EditData = dynamic(() => import("./edit-data").then((module) => module.EditData), {
  loading: () => <div className="skeleton h-96 rounded-2xl" aria-hidden />,
});

export function UserPage({ id }: { id: string }) {
  const trpc = useTRPC();
  const { data: user } = useSuspenseQuery(trpc.users.get.queryOptions({ id }));
  const [isEditing, setEditing] = useState(false);

  return (
    <>
      <BackToUsers />
      <header className="mb-6 flex items-start justify-between gap-4">
        <div className="flex min-w-0 items-start gap-2">
          <h1 className="min-w-0 font-mono text-[1.5rem] leading-8.5 font-medium tracking-[-0.03em] wrap-anywhere">
            {user.id}
          </h1>
          <CopyButton text={user.id} label="Copy the id" className="mt-0.5" />
        </div>
        <DeleteUser user={user} />
      </header>
      <div className="grid gap-5">
        <UserFacts user={user} />
        {isEditing ? (
          <EditData user={user} onDone={() => setEditing(false)} />
        ) : (
          <Card
            title="Data"
            actions={
              <>
                <CopyButton
                  text={JSON.stringify(user.data, null, 2)}
                  label="Copy the data"
                  isWordy
                />
                <Button size="small" onClick={() => setEditing(true)}>
                  <Pencil aria-hidden />
                  Edit
                </Button>
              </>
            }
          >
            <JsonView data={user.data} label="Data as JSON" />
          </Card>
        )}
      </div>
    </>
  );
}
