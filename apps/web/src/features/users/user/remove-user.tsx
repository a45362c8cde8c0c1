"use client";
import type { User } from "@/lib/trpc/user";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { userTexts } from "@/features/users/user/texts";
import { RemovalFields } from "@/features/users/removal/removal-fields";
import { removalTexts } from "@/features/users/removal/texts";
import { useRemoval } from "@/features/users/removal/use-removal";
import { statusTexts } from "@/features/users/status/texts";
import { useChangeStatus } from "@/features/users/status/use-change-status";
import { useTRPC } from "@/lib/trpc/client";
import { errorMessage } from "@/lib/trpc/error-message";

interface RemoveUserProps {
  user: User;
  onRemoved: () => void;
}

/** Moves a user to the trash, from which it can be restored, or removes it for good. */
export function RemoveUser({ user, onRemoved }: RemoveUserProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const isInTrash = user.status === "deleted";
  const removal = useRemoval(isInTrash ? "hard" : "soft");
  const restore = useChangeStatus(user.id, { showsErrors: true });
  const remove = useMutation(
    trpc.users.remove.mutationOptions({
      async onSuccess({ id }, { mode }) {
        await Promise.all([
          queries.invalidateQueries(trpc.users.list.pathFilter()),
          // Not fetched again while its page or panel closes.
          queries.invalidateQueries({ ...trpc.users.get.pathFilter(), refetchType: "none" }),
        ]);
        if (mode === "soft") {
          toast.success(removalTexts.trashed, removalTexts.trashedText(id), {
            label: statusTexts.undo,
            run: () => restore.mutate({ action: "restore" }),
          });
        } else toast.success(userTexts.removed, userTexts.removedText(id));
        onRemoved();
      },
      // After a concurrent change, shows the current data before asking again.
      onError: () => queries.invalidateQueries(trpc.users.get.pathFilter()),
    }),
  );

  function resetAndSetOpen(open: boolean) {
    remove.reset();
    if (open) removal.reset();
    setOpen(open);
  }

  return (
    <>
      <Button variant="danger-outline" onClick={() => resetAndSetOpen(true)}>
        <Trash2 aria-hidden />
        {isInTrash ? removalTexts.modes.hard : userTexts.remove}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={resetAndSetOpen}
        title={isInTrash ? userTexts.removeForGoodTitle : userTexts.removeTitle}
        action={removalTexts.modes[removal.mode]}
        isBusy={remove.isPending || remove.isSuccess}
        error={remove.error ? errorMessage(remove.error) : undefined}
        onConfirm={() => remove.mutate({ id: user.id, ifVersion: user.version, ...removal.input })}
      >
        <p className="font-mono text-ink">{user.id}</p>
        <RemovalFields
          removal={removal}
          isInTrash={isInTrash}
          softEffect={userTexts.trashEffect}
          hardEffect={userTexts.removeLoss(Object.keys(user.data))}
        />
      </ConfirmDialog>
    </>
  );
}
