"use client";
import { dataTextOf } from "@roster/contract/json";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import { useState } from "react";
import { PromptForm } from "@/components/prompt-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { formatJson } from "@/features/json/format-json";
import { historyTexts } from "@/features/history/texts";
import { getUserInput } from "@/features/users/view/get-user-input";
import type { Change } from "@/lib/trpc/change";
import { useTRPC } from "@/lib/trpc/client";
import { changeTextsOf } from "@/lib/trpc/data-text";
import { errorMessage } from "@/lib/trpc/error-message";
import type { User } from "@/lib/trpc/user";
import { JsonDiff } from "./entry-details";

const texts = historyTexts.restore;

interface RestoreVersionProps {
  user: User;
  change: Change;
}

/** Saves the data of an earlier version as a new one, after showing what that changes. */
export function RestoreVersion({ user, change }: RestoreVersionProps) {
  const { version } = change;
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const revert = useMutation(
    trpc.users.revert.mutationOptions({
      onSuccess(saved) {
        queries.setQueryData(trpc.users.get.queryKey(getUserInput(user.id)), saved);
        void queries.invalidateQueries(trpc.users.list.pathFilter());
        reportRestored(saved, user);
        setOpen(false);
      },
      // After a concurrent change, shows the current data before asking again.
      onError: () => queries.invalidateQueries(trpc.users.get.queryFilter(getUserInput(user.id))),
    }),
  );
  const before = formatJson(dataTextOf(user));
  const after = formatJson(changeTextsOf(change).after ?? "{}");

  return (
    <>
      <Button size="small" className="justify-self-start" onClick={() => setOpen(true)}>
        <Undo2 aria-hidden />
        {texts.button}
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        onClosed={() => revert.reset()}
        title={texts.title(version)}
        description={texts.description(version)}
      >
        <PromptForm
          error={revert.error && errorMessage(revert.error)}
          submit={
            <Button type="submit" variant="primary" isBusy={revert.isPending}>
              {texts.button}
            </Button>
          }
          onSubmit={() =>
            revert.mutate({ id: user.id, toVersion: version, ifVersion: user.version })
          }
          onCancel={() => setOpen(false)}
        >
          {before === after ? (
            <p>{texts.same}</p>
          ) : (
            <JsonDiff before={before} after={after} label={texts.changes} />
          )}
        </PromptForm>
      </Dialog>
    </>
  );
}

/** Restoring the same data changes nothing. */
function reportRestored({ id, version }: User, before: User) {
  if (version === before.version) toast.success(texts.unchanged, texts.stillVersion(id, version));
  else toast.success(texts.done, texts.doneAs(id, version));
}
