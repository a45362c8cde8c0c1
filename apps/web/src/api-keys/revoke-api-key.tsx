"use client";
import type { ApiKey } from "@roster/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { useTRPC } from "@/trpc/client";
import { errorText } from "@/trpc/error-text";

export function RevokeApiKey({ apiKey, isLast }: { apiKey: ApiKey; isLast: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const revoke = useMutation(
    trpc.apiKeys.revoke.mutationOptions({
      async onSuccess() {
        toast.success("Revoked", `${apiKey.name} opens nothing any more.`);
        setOpen(false);
        await queries.invalidateQueries(trpc.apiKeys.list.pathFilter());
      },
    }),
  );

  function setOpenAfresh(open: boolean) {
    revoke.reset();
    setOpen(open);
  }

  return (
    <>
      <Button
        look="danger-plain"
        size="small"
        aria-label={`Revoke ${apiKey.name}`}
        onClick={() => setOpenAfresh(true)}
      >
        Revoke
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setOpenAfresh}
        title="Revoke this key?"
        action="Revoke key"
        isBusy={revoke.isPending}
        error={revoke.error ? errorText(revoke.error) : undefined}
        onConfirm={() => revoke.mutate({ key: apiKey.key })}
      >
        <p>
          Every application that uses <span className="font-medium text-ink">{apiKey.name}</span> is
          refused within five seconds, and every token signed with it is worthless. A revoked key
          does not come back.
        </p>
        {isLast && (
          <p>It is the only key in force: no application will get in until you add one.</p>
        )}
      </ConfirmDialog>
    </>
  );
}
