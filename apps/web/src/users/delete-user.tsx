"use client";
import type { User } from "@roster/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAppPath } from "@/apps/current-app";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { useTRPC } from "@/trpc/client";
import { errorText } from "@/trpc/error-text";

export function DeleteUser({ user }: { user: User }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const pathOf = useAppPath();
  const [isOpen, setOpen] = useState(false);
  const remove = useMutation(
    trpc.users.remove.mutationOptions({
      async onSuccess({ id }) {
        await queries.invalidateQueries(trpc.users.list.pathFilter());
        toast.success("Deleted", `${id} is no longer on the roster.`);
        router.push(pathOf("/users"));
      },
      // Changed meanwhile: what is to be deleted is shown anew before it is asked again.
      onError: () => queries.invalidateQueries(trpc.users.get.queryFilter({ id: user.id })),
    }),
  );

  function setOpenAfresh(open: boolean) {
    remove.reset();
    setOpen(open);
  }

  return (
    <>
      <Button look="danger-plain" onClick={() => setOpenAfresh(true)}>
        <Trash2 aria-hidden />
        Delete
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setOpenAfresh}
        title="Delete this user?"
        action="Delete user"
        isBusy={remove.isPending || remove.isSuccess}
        error={remove.error ? errorText(remove.error) : undefined}
        onConfirm={() => remove.mutate({ id: user.id, ifVersion: user.version })}
      >
        <p>
          <span className="font-mono text-ink">{user.id}</span> and {amountOf(user)} are deleted for
          good. There is no undo.
        </p>
        <p>Should an application add this id again, it begins anew at version 1.</p>
      </ConfirmDialog>
    </>
  );
}

function amountOf({ data }: User): string {
  const keys = Object.keys(data);
  if (keys.length === 0) return "its record";
  const named = keys.slice(0, 4).join(", ");
  const rest = keys.length > 4 ? ` and ${keys.length - 4} more` : "";
  return `all its data (${named}${rest})`;
}
