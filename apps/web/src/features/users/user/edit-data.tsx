"use client";
import { isRosterError } from "@roster/client";
import type { User } from "@/lib/trpc/user";
import { dataTextOf, trustedJsonText } from "@roster/contract/json";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "@/components/ui/toast";
import { ConflictResolver } from "@/features/users/conflict/conflict-resolver";
import { UnsavedChangesGuard } from "@/features/shell/unsaved-changes-guard";
import { userTexts } from "@/features/users/user/texts";
import { useTRPC } from "@/lib/trpc/client";
import { errorMessage } from "@/lib/trpc/error-message";
import { EditDataForm } from "./edit-data-form";
import { getUserInput } from "@/features/users/view/get-user-input";

interface EditDataProps {
  /** The newest version known to this page. */
  user: User;
  onDone: () => void;
}

/** Saves only over the version that editing started from; resolves the conflict if there is a newer one. */
export function EditData({ user, onDone }: EditDataProps) {
  const { isBusy, updateOver } = useUpdateOver(user.id);
  const [edit, setEdit] = useState({ before: user, start: dataTextOf(user) });
  const [conflict, setConflict] = useState<{ theirs: User; yours: string }>();
  const [error, setError] = useState<string>();

  /** @throws the server's error, except a version conflict. */
  async function save(data: string, over: User) {
    setError(undefined);
    const { saved, theirs } = await updateOver(over, data);
    if (saved) {
      reportSaved(saved, over);
      onDone();
    } else {
      setEdit({ before: over, start: data });
      setConflict({ theirs, yours: data });
    }
  }

  if (!conflict) {
    return (
      <EditDataForm
        key={edit.before.version}
        before={edit.before}
        start={edit.start}
        newest={user}
        isBusy={isBusy}
        onSave={(data) => save(data, edit.before)}
        onCancel={onDone}
      />
    );
  }
  const { theirs, yours } = conflict;
  return (
    <>
      <UnsavedChangesGuard isUnsaved />
      <ConflictResolver
        // Another new version is a new conflict with new choices.
        key={theirs.version}
        before={edit.before}
        theirs={theirs}
        yours={yours}
        isBusy={isBusy}
        error={error}
        onSave={(data) =>
          void save(data, theirs).catch((cause: unknown) => setError(errorMessage(cause)))
        }
        onTakeTheirs={() => {
          toast.success(userTexts.notSaved, userTexts.stillVersion(user.id, theirs.version));
          onDone();
        }}
        onEdit={(start) => {
          setEdit({ before: theirs, start });
          setConflict(undefined);
        }}
      />
    </>
  );
}

/** Saving the same data again changes nothing. */
function reportSaved({ id, version }: User, over: User) {
  if (version === over.version) {
    toast.success(userTexts.notSaved, userTexts.stillVersion(id, version));
  } else toast.success(userTexts.saved, userTexts.savedAs(id, version));
}

type UpdateOutcome = { saved: User; theirs?: never } | { saved?: never; theirs: User };

/** Updates the user if `over` is still its version; otherwise gets the version that someone else has saved. */
function useUpdateOver(id: string) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const update = useMutation(trpc.users.update.mutationOptions());

  async function updateOver(over: User, text: string): Promise<UpdateOutcome> {
    try {
      const data = trustedJsonText(text);
      const saved = await update.mutateAsync({ id, data, ifVersion: over.version });
      queries.setQueryData(trpc.users.get.queryKey(getUserInput(id)), saved);
      void queries.invalidateQueries(trpc.users.list.pathFilter());
      return { saved };
    } catch (cause) {
      if (!isRosterError(cause, "PRECONDITION_FAILED")) throw cause;
      const get = trpc.users.get.queryOptions(getUserInput(id));
      return { theirs: await queries.query({ ...get, staleTime: 0 }) };
    }
  }

  return { isBusy: update.isPending, updateOver };
}
