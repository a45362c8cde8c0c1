"use client";
import { dataTextOf } from "@roster/contract/json";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAppPath } from "@/features/apps/current-app";
import { toast } from "@/components/ui/toast";
import { addUserTexts } from "@/features/users/add/texts";
import { useTRPC } from "@/lib/trpc/client";
import { AddUserForm } from "./add-user-form";
import { type AddedUser, AddedUsers } from "./added-users";

interface AddUserProps {
  /** The token of the first form's initial data, copied from another user. */
  copied?: string;
}

export function AddUser({ copied }: AddUserProps) {
  const trpc = useTRPC();
  const { data: dataSchema } = useSuspenseQuery(trpc.apps.getDataSchema.queryOptions());
  const queries = useQueryClient();
  const router = useRouter();
  const pathOf = useAppPath();
  const [added, setAdded] = useState<readonly AddedUser[]>([]);
  const round = added.length;

  function notify(id: string, { created }: { created: boolean }) {
    void queries.invalidateQueries(trpc.users.list.pathFilter());
    if (created) toast.success(addUserTexts.addedTitle, addUserTexts.addedText(id));
    else toast.success(addUserTexts.existedTitle, addUserTexts.existedText(id));
  }

  return (
    <>
      <AddedUsers added={added} />
      <AddUserForm
        // A new key resets the form after each user.
        key={round}
        isFirst={round === 0}
        schema={dataSchema?.schema ?? null}
        copied={round === 0 ? copied : undefined}
        onAdded={({ user, created }, { addAnother }) => {
          notify(user.id, { created });
          if (addAnother) setAdded([{ round, user, created }, ...added]);
          else router.push(pathOf(`/users/${user.id}`));
        }}
      />
    </>
  );
}

/** Adds a user, starting with the data of another. */
export function DuplicateUser({ from }: { from: string }) {
  const trpc = useTRPC();
  const { data: user } = useSuspenseQuery(trpc.users.get.queryOptions({ id: from }));
  return <AddUser copied={dataTextOf(user)} />;
}
