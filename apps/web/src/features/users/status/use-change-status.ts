"use client";
import type { BanUserInput } from "@roster/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { errorMessage } from "@/lib/trpc/error-message";
import { statusTexts } from "./texts";

export type StatusAction = keyof typeof statusTexts.done;

export type StatusChange =
  | { readonly action: Exclude<StatusAction, "ban"> }
  | {
      readonly action: "ban";
      readonly ban: Omit<BanUserInput, "id" | "ifVersion">;
      /** It replaces a ban, which is not stored. */
      readonly isReplacing: boolean;
    };

/** The action that takes back a change, if it can be taken back. */
function inverseOf(change: StatusChange): "reactivate" | "unban" | undefined {
  if (change.action === "deactivate") return "reactivate";
  return change.action === "ban" && !change.isReplacing ? "unban" : undefined;
}

interface ChangeStatusOptions {
  /** Reports errors in a corner of the window, for changes without a dialog. */
  readonly showsErrors?: boolean;
  readonly onDone?: () => void;
}

/** Changes a user's status, reports the outcome with a button that undoes it, and refreshes all queries of users. */
export function useChangeStatus(id: string, options: ChangeStatusOptions = {}) {
  const { showsErrors = false, onDone } = options;
  const trpc = useTRPC();
  const { users } = useTRPCClient();
  const queries = useQueryClient();

  async function change(wanted: StatusChange) {
    const { changed } =
      wanted.action === "ban"
        ? await users.ban.mutate({ id, ...wanted.ban })
        : await users[wanted.action].mutate({ id });
    await queries.invalidateQueries(trpc.users.pathFilter());
    if (!changed) return toast.success(statusTexts.failed, statusTexts.unchanged(id));
    const { title, text } = statusTexts.done[wanted.action];
    const inverse = inverseOf(wanted);
    const undo = inverse && { label: statusTexts.undo, run: () => void undoBy(inverse) };
    return toast.success(title, text(id), undo);
  }

  const report = (error: unknown) => toast.error(statusTexts.failed, errorMessage(error));
  const undoBy = (action: "reactivate" | "unban") => change({ action }).catch(report);

  return useMutation({
    mutationFn: change,
    ...(onDone && { onSuccess: onDone }),
    ...(showsErrors && { onError: report }),
  });
}
