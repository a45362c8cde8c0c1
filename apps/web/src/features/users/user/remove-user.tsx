"use client";
import type { User } from "@/lib/trpc/user";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { userTexts } from "@/features/users/user/texts";
import { useTRPC } from "@/lib/trpc/client";
import { errorMessage } from "@/lib/trpc/error-message";

interface RemoveUserProps {
  user: User;
  onRemoved: () => void;
}

export function RemoveUser({ user, onRemoved }: RemoveUserProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const remove = useMutation(
    trpc.users.remove.mutationOptions({
      async onSuccess({ id }) {
        await queries.invalidateQueries(trpc.users.list.pathFilter());
        toast.success(userTexts.removed, userTexts.removedText(id));
        onRemoved();
      },
      // After a concurrent change, shows the current data before asking again.
      onError: () => queries.invalidateQueries(trpc.users.get.queryFilter({ id: user.id })),
    }),
  );

  function resetAndSetOpen(open: boolean) {
    remove.reset();
    setOpen(open);
  }

  return (
    <>
      <Button variant="danger-outline" onClick={() => resetAndSetOpen(true)}>
        <Trash2 aria-hidden />
        {userTexts.remove}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={resetAndSetOpen}
        title={userTexts.removeTitle}
        action={userTexts.removeAction}
        isBusy={remove.isPending || remove.isSuccess}
        error={remove.error ? errorMessage(remove.error) : undefined}
        onConfirm={() => remove.mutate({ id: user.id, ifVersion: user.version })}
      >
        <p>
          {userTexts.removeLoss(
            <span className="font-mono text-ink">{user.id}</span>,
            Object.keys(user.data),
          )}
        </p>
        <p>{userTexts.removeAgain}</p>
      </ConfirmDialog>
    </>
  );
}
